import { offeredOptions, type Option } from '#lib/domain/catalogue/custom-text.ts';
import { OPTION_LIMIT } from '#lib/domain/catalogue/definitions.ts';
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

/**
 * Reads the options of a choice. Those that were there when they began to be written and are gone now
 * are archived, as tickets may name them; one that is written again is the one it was.
 */
export function readOptions(
	text: string,
	{ before, now }: { readonly before: readonly Option[]; readonly now: readonly Option[] },
	place: { readonly language: string; readonly newCode: () => string }
): Option[] {
	const lines = readLines(text, offeredOptions(now), place).slice(0, OPTION_LIMIT);
	const isIn = (all: readonly NamedLine[], code: string) => all.some((one) => one.code === code);
	const nameOf = ({ names }: NamedLine) => nameIn(names, place.language);
	const left = new Set(before.filter(({ code }) => !isIn(lines, code)));
	const again = lines.map((line): NamedLine => {
		const same = [...left].find((one) => nameOf(one) === nameOf(line));
		if (same === undefined || isIn(before, line.code)) return line;
		left.delete(same);
		return same;
	});
	const offered = again.map(({ code, names }) => ({ code, names }));
	const gone = [...left].map((option) => ({ ...option, archived: true }));
	return [...offered, ...gone].slice(0, OPTION_LIMIT);
}
