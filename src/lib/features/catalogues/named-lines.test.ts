import { describe, expect, it } from 'vitest';
import { linesText, readLines } from './named-lines.ts';

const red = { code: 'r', names: { en: 'Red', de: 'Rot' } };
const blue = { code: 'b', names: { en: 'Blue', de: 'Blau' } };
const read = (text: string, language = 'en', known = [red, blue]) => {
	let made = 0;
	return readLines(text, known, { language, newCode: () => `new${(made += 1)}` });
};

describe('names, one a line', () => {
	it('are read as they are shown, in any order', () => {
		expect(read(linesText([red, blue], 'de'), 'de')).toEqual([red, blue]);
		expect(read('Blue\n\n Red ')).toEqual([blue, red]);
		expect(read('Blue')).toEqual([blue]);
	});

	it('keep the code and the other names of a line that is corrected', () => {
		expect(read('Crimson\nBlue')).toEqual([
			{ code: 'r', names: { en: 'Crimson', de: 'Rot' } },
			blue
		]);
		expect(read('أحمر\nBlue', 'ar')).toEqual([
			{ ...red, names: { ...red.names, ar: 'أحمر' } },
			blue
		]);
	});

	it('give what is new a code of its own, and never one code to two lines', () => {
		expect(read('Red\nGreen\nBlue')).toEqual([red, { code: 'new1', names: { en: 'Green' } }, blue]);
		expect(read('Red\nRed\nBlue').map(({ code }) => code)).toEqual(['r', 'new1', 'b']);
	});
});
