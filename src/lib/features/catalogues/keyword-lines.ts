import { KEYWORD_LIMIT, type Keyword } from '#lib/domain/catalogue/keywords.ts';

/** Keywords as they are written: one a line, `paper jam 60`. */
export function keywordsText(keywords: readonly Keyword[]): string {
	return keywords.map(({ words, weight }) => `${words} ${weight}`).join('\n');
}

/** Reads what is written like that; undefined when a line is not, or there are too many. */
export function readKeywords(text: string): Keyword[] | undefined {
	const lines = text.split('\n').flatMap((line) => line.trim() || []);
	const read = lines.flatMap((line) => readKeyword(line) ?? []);
	return read.length === lines.length && read.length <= KEYWORD_LIMIT ? read : undefined;
}

function readKeyword(line: string): Keyword | undefined {
	const [, words = '', weight = ''] = /^(.{1,60}?)\s+(\d{1,3})\s*%?$/.exec(line) ?? [];
	const percent = Number(weight);
	// Words without a letter or a digit would be found nowhere.
	const isOne = /[\p{L}\p{N}]/u.test(words) && percent >= 1 && percent <= 100;
	return isOne ? { words, weight: percent } : undefined;
}
