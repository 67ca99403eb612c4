import type { Json } from './json.ts';

/**
 * Decoders: each takes an unknown value and gives a typed one or the path and reason of the first
 * thing that is wrong. Objects refuse keys they do not know, so a change either means what its
 * schema says or is refused.
 */
export type Decoded<T> = { ok: true; value: T } | { ok: false; path: string; problem: string };
/** Reads a value from outside. */
export type Decoder<T> = (value: unknown) => Decoded<T>;
/** What a decoder reads. */
export type DecodedBy<D> = D extends Decoder<infer T> ? T : never;

/** What a decoder answers to a value it takes. */
export const good = <T>(value: T): Decoded<T> => ({ ok: true, value });
/** What a decoder answers to a value it refuses, and where in it the problem lies. */
export const bad = (problem: string, path = ''): { ok: false; path: string; problem: string } => ({
	ok: false,
	path,
	problem
});

/** Text of `min` to `max` UTF-16 units, without the control characters nobody can see. */
export function text(min: number, max: number): Decoder<string> {
	return (value) => {
		if (typeof value !== 'string') return bad('must be text');
		if (value.length < min) return bad(min === 1 ? 'must not be empty' : `needs ${min} characters`);
		if (value.length > max) return bad(`must have at most ${max} characters`);
		// eslint-disable-next-line no-control-regex -- these are the characters being refused
		if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value))
			return bad('has control characters');
		return good(value);
	};
}

/** A value that a predicate knows, such as an id. */
export function matching<T>(is: (value: unknown) => value is T, problem: string): Decoder<T> {
	return (value) => (is(value) ? good(value) : bad(problem));
}

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Decoder<number> {
	return (value) =>
		typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
			? good(value)
			: bad(`must be a whole number from ${min} to ${max}`);
}

/** A number from `min` to `max`, fractions included. */
export function finite(min: number, max: number): Decoder<number> {
	return (value) =>
		typeof value === 'number' && value >= min && value <= max
			? good(value)
			: bad(`must be a number from ${min} to ${max}`);
}

/** `true` or `false`. */
export const boolean: Decoder<boolean> = (value) =>
	typeof value === 'boolean' ? good(value) : bad('must be true or false');

/** One of the given texts. */
export function oneOf<const T extends readonly string[]>(options: T): Decoder<T[number]> {
	return (value) => {
		const found = options.find((option) => option === value);
		return found === undefined ? bad(`must be one of ${options.join(', ')}`) : good(found);
	};
}

/** `null`, or what `inner` takes. */
export function nullable<T>(inner: Decoder<T>): Decoder<T | null> {
	return (value) => (value === null ? good(null) : inner(value));
}

/** A list of at most `max` items. */
export function list<T>(item: Decoder<T>, max: number): Decoder<readonly T[]> {
	return (value) => {
		if (!Array.isArray(value)) return bad('must be a list');
		if (value.length > max) return bad(`must have at most ${max} items`);
		const items: T[] = [];
		for (const [index, entry] of value.entries()) {
			const decoded = item(entry);
			if (!decoded.ok) return bad(decoded.problem, `${index}.${decoded.path}`);
			items.push(decoded.value);
		}
		return good(items);
	};
}

/** Any JSON value at most `maxDepth` deep and `maxLength` characters when written. */
export function json(maxDepth: number, maxLength: number): Decoder<Json> {
	return (value) => {
		if (!isJson(value, maxDepth)) return bad('must be plain JSON');
		return JSON.stringify(value).length <= maxLength ? good(value) : bad('is too long');
	};
}

function isJson(value: unknown, depth: number): value is Json {
	if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || depth === 0) return false;
	if (!Array.isArray(value) && !isPlain(value)) return false;
	return Object.values(value).every((item) => isJson(item, depth - 1));
}

/** Yjs also carries bytes, which would read back from JSON as something else. */
function isPlain(value: object): boolean {
	if (Object.hasOwn(value, '__proto__')) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
