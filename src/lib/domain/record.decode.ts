import { bad, good, type Decoder } from './schema.ts';

/** An object with any keys that fit `key`, at most `max` of them, and values that `item` takes. */
export function record<T>(
	key: RegExp,
	item: Decoder<T>,
	max: number
): Decoder<Readonly<Record<string, T>>> {
	return (value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value))
			return bad('must be an object');
		const entries = Object.entries(value);
		if (entries.length > max) return bad(`must have at most ${max} keys`);
		const result: Record<string, T> = {};
		for (const [name, entry] of entries) {
			if (!key.test(name)) return bad('is not known', name.slice(0, 40));
			const decoded = item(entry);
			if (!decoded.ok) return bad(decoded.problem, decoded.path ? `${name}.${decoded.path}` : name);
			result[name] = decoded.value;
		}
		return good(result);
	};
}
