import { record } from '../record.decode.ts';
import { text, type DecodedBy } from '../schema.ts';

/** A language as names and texts are kept by: BCP 47, lower case. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/;

/** Whether `value` is such a tag. */
export function isLanguageTag(value: unknown): value is string {
	return typeof value === 'string' && LANGUAGE_TAG.test(value);
}

/** What something is called, by language tag (BCP 47, lower case): `{en: 'Printer', de: 'Drucker'}`. */
export const names = record(LANGUAGE_TAG, text(1, 80), 20);
export type Names = DecodedBy<typeof names>;

/** The name in a language; else in its base language, in English, or the first there is; else ''. */
export function nameIn(all: Names, language: string): string {
	const base = language.split('-')[0] ?? language;
	return all[language] ?? all[base] ?? all['en'] ?? Object.values(all)[0] ?? '';
}
