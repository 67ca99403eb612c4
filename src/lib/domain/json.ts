/** A JSON value as it stands in documents, bodies and registers. */
export type Json =
	null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Whether a value is a JSON object, and no list. */
export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under `key` in a JSON object itself; undefined for anything else. */
export function jsonMember(value: Json | undefined, key: string): Json | undefined {
	return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Equality of JSON values; the order of keys does not count.
 */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
	return a === b || canonicalJson(a) === canonicalJson(b);
}

/**
 * The one text of a JSON value: keys sorted, no spaces (the ordering of RFC 8785, section 3.2.3).
 * Used where two devices must agree byte for byte. `undefined` gives the empty text.
 */
export function canonicalJson(value: Json | undefined): string {
	if (value === undefined) return '';
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
