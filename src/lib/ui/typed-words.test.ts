import { expect, it } from 'vitest';
import { TypedWords } from './typed-words.ts';

const field = (value: string, form: object | null = {}) => ({ value, isConnected: true, form });

it('knows what was typed into a form, and what only stood there', () => {
	const words = new TypedWords();
	const [name, reason] = [field('Berlin'), field('')];
	for (const met of [name, reason]) words.meet(met);
	expect(words.areThere).toBe(false);
	reason.value = 'Closed for the winter';
	words.meet(reason);
	expect(words.areThere).toBe(true);
	reason.value = '';
	expect(words.areThere).toBe(false);
});

it('holds nothing of a field that is gone, of what narrows a list, and of the form before', () => {
	const words = new TypedWords();
	const [gone, search] = [field(''), field('', null)];
	for (const met of [gone, search]) {
		words.meet(met);
		met.value = 'typed';
	}
	expect(words.areThere).toBe(true);
	gone.isConnected = false;
	expect(words.areThere).toBe(false);
	gone.isConnected = true;
	words.begin();
	expect(words.areThere).toBe(false);
});
