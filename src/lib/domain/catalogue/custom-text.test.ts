import { expect, it } from 'vitest';
import { readCustom } from './custom-text.ts';

it('[TK16] a number is one in the digits of any language, with a comma or a point', () => {
	expect(
		['12', ' 1,5 ', '-3.25', '١٢', '١٫٥', '۷'].map((text) => readCustom('number', text))
	).toEqual([12, 1.5, -3.25, 12, 1.5, 7]);
	expect(['12a', '1.2.3', 'zwölf'].map((text) => readCustom('number', text))).toEqual([
		undefined,
		undefined,
		undefined
	]);
	expect(readCustom('number', ' ')).toBeNull();
});
