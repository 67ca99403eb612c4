import { canonicalJson, type Json } from '#lib/domain/json.ts';
import type { Content } from '#lib/documents/records.ts';

/** A place where two documents differ. */
export interface Difference {
	readonly document: string;
	readonly root: string;
	readonly key: string;
	readonly expected: Json | undefined;
	readonly found: Json | undefined;
}

/** How many differences of one document are told. */
const TOLD = 20;

/**
 * Compares contents, not state vectors: equal vectors prove nothing. `meta.rev` is left out, for a
 * document that was rewritten bears a later one.
 */
export function compareContents(document: string, expected: Content, found: Content): Difference[] {
	const differences: Difference[] = [];
	const roots = new Set([...Object.keys(expected), ...Object.keys(found)]);
	for (const root of roots) {
		const [wanted, got] = [expected[root] ?? {}, found[root] ?? {}];
		for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
			if (root === 'meta' && key === 'rev') continue;
			if (canonicalJson(wanted[key]) === canonicalJson(got[key])) continue;
			differences.push({ document, root, key, expected: wanted[key], found: got[key] });
			if (differences.length >= TOLD) return differences;
		}
	}
	return differences;
}
