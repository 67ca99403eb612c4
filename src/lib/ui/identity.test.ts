import { describe, expect, it } from 'vitest';
import { hueOf, initials } from './identity.ts';

describe('initials', () => {
	it.each([
		['Ann Brook', 'AB'],
		['Maria de la Cruz', 'MC'],
		['Cher', 'C'],
		['(new) Élodie', 'NÉ'],
		['', '?'],
		['أحمد منصور', 'أ\u200cم']
	])('of %j are %j', (name, letters) => {
		expect(initials(name)).toBe(letters);
	});
});

describe('the hue of an id', () => {
	it('is stable and within the palette', () => {
		expect(hueOf('3f9k')).toBe(hueOf('3f9k'));
		for (const id of ['', 'a', 'zzzz', 'عمر']) expect(hueOf(id)).toBeLessThan(8);
	});
});
