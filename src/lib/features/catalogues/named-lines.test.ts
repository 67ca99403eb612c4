import { describe, expect, it } from 'vitest';
import { linesText, readLines, readOptions } from './named-lines.ts';

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

describe('options of a choice, one a line', () => {
	/** What is known once all of these texts have been written one after the other. */
	const written = (before: Parameters<typeof readOptions>[1]['before'], ...texts: string[]) => {
		let made = 0;
		const place = { language: 'en', newCode: () => `new${(made += 1)}` };
		return texts.reduce((now, text) => readOptions(text, { before, now }, place), before);
	};

	it('are archived when they go, as tickets name them', () => {
		expect(written([red, blue], 'Blue')).toEqual([blue, { ...red, archived: true }]);
		expect(written([red, blue], '')).toHaveLength(2);
		expect(written([red], 'Red\nG', 'Red\nGr', 'Red')).toEqual([red]);
	});

	it('are the same again when they come back, whatever was typed between', () => {
		const gone = { ...red, archived: true };
		expect(written([red, blue], 'Blue', 'Blue\nR', 'Blue\nRe', 'Blue\nRed')).toEqual([blue, red]);
		expect(written([blue, gone], 'Blue\nRed')).toEqual([blue, red]);
		expect(written([blue, gone], 'Crimson')).toEqual([
			{ ...blue, names: { ...blue.names, en: 'Crimson' } },
			gone
		]);
	});
});
