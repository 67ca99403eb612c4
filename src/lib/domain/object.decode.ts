import { bad, good, type DecodedBy, type Decoder } from './schema.ts';

type Shape = Record<string, Decoder<unknown>>;
type Required<S extends Shape> = { readonly [K in keyof S]: DecodedBy<S[K]> };
type Optional<S extends Shape> = { readonly [K in keyof S]?: DecodedBy<S[K]> };

/** An object with exactly these keys; those of `optional` may be absent. */
export function object<R extends Shape, O extends Shape = Record<never, never>>(
	required: R,
	optional?: O
): Decoder<Required<R> & Optional<O>> {
	const known = new Map<string, Decoder<unknown>>([
		...Object.entries(required),
		...Object.entries(optional ?? {})
	]);
	return (value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value))
			return bad('must be an object');
		const entries = Object.entries(value);
		const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
		if (missing !== undefined) return bad('is missing', missing);
		const result: Record<string, unknown> = {};
		for (const [key, entry] of entries) {
			const decoder = known.get(key);
			if (decoder === undefined) return bad('is not known', key.slice(0, 40));
			const decoded = decoder(entry);
			if (!decoded.ok) return bad(decoded.problem, decoded.path ? `${key}.${decoded.path}` : key);
			result[key] = decoded.value;
		}
		return good(result as Required<R> & Optional<O>);
	};
}
