import { nameIn, type Names } from '#lib/domain/catalogue/names.ts';

/** Something that stands on a line of its own, such as an option of a choice. */
export interface NamedLine {
	readonly code: string;
	readonly names: Names;
}

/** Names as they are written in a language, one a line. */
export function linesText(known: readonly NamedLine[], language: string): string {
	return known.map(({ names }) => nameIn(names, language)).join('\n');
}

/**
 * Reads names, one a line. A line that was there keeps its code, by which tickets name it, and what
 * it is called in other languages, also when it is corrected where it stands.
 */
export function readLines(
	text: string,
	known: readonly NamedLine[],
	{ language, newCode }: { readonly language: string; readonly newCode: () => string }
): NamedLine[] {
	const lines = text.split('\n').flatMap((line) => line.trim().slice(0, 80) || []);
	const left = new Set(known);
	const kept = lines.map((line) => {
		const same = [...left].find(({ names }) => nameIn(names, language) === line);
		if (same !== undefined) left.delete(same);
		return same;
	});
	return lines.map((line, index) => {
		const same = kept[index];
		if (same !== undefined) return same;
		const there = lines.length === known.length ? known[index] : undefined;
		const corrected = there !== undefined && left.has(there) ? there : undefined;
		const { code, names } = corrected ?? { code: newCode(), names: {} };
		return { code, names: { ...names, [language]: line } };
	});
}
