import { describe, expect, it } from 'vitest';
import { ar, de, en } from '../../src/lib/ui/messages/index.ts';

type Catalogue = Readonly<Record<string, string | undefined>>;

const english: Catalogue = en;
const translations: [string, Catalogue][] = [
	['de', de],
	['ar', ar]
];
const extraForm = /\.(zero|two|few|many)$/;

/** A language may have plural forms beyond those of English; its other keys are the same. */
function isExtraForm(key: string): boolean {
	return extraForm.test(key) && english[key.replace(extraForm, '.other')] !== undefined;
}

function placeholders(text: string | undefined): string[] {
	return [...new Set(text?.match(/\{\w+\}/g))].sort();
}

/** “One change” needs no number, so only the general form of a plural must name everything. */
function mustNameAll(key: string): boolean {
	return !/\.(zero|one|two|few|many)$/.test(key) || !(key.replace(/\.\w+$/, '.other') in english);
}

describe.each(translations)('the catalogue %s', (_locale, catalogue) => {
	it('has the keys of the English one', () => {
		const keys = Object.keys(catalogue).filter((key) => !isExtraForm(key));
		expect(keys.sort()).toEqual(Object.keys(english).sort());
	});

	it('has the placeholders of the English one', () => {
		const plain = Object.keys(english).filter(mustNameAll);
		const named = (texts: Catalogue) => plain.map((key) => [key, placeholders(texts[key])]);
		expect(named(catalogue)).toEqual(named(english));
	});
});
