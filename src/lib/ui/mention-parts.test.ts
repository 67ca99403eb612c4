import { describe, expect, it } from 'vitest';
import { mentionAt, textParts } from './mention-parts.ts';

describe('the text of a message', () => {
	it('shows mentions and addresses apart from words', () => {
		expect(textParts('Hi @Ann Lee, see https://a.example/x?y=1.', ['Ann', 'Ann Lee'])).toEqual([
			{ kind: 'text', text: 'Hi ' },
			{ kind: 'mention', text: '@Ann Lee' },
			{ kind: 'text', text: ', see ' },
			{ kind: 'link', text: 'https://a.example/x?y=1' },
			{ kind: 'text', text: '.' }
		]);
	});

	it('keeps everything, whatever it is', () => {
		const text = '@ @@ http:// javascript:alert(1) <b>';
		expect(
			textParts(text, [])
				.map((part) => part.text)
				.join('')
		).toBe(text);
		expect(textParts(text, []).every((part) => part.kind === 'text')).toBe(true);
	});
});

describe('a mention being typed', () => {
	it('begins with @ where a word may begin', () => {
		expect(mentionAt('ask @An', 7)).toEqual({ from: 4, query: 'An' });
		expect(mentionAt('@', 1)).toEqual({ from: 0, query: '' });
	});

	it('is not part of a mail address, nor past the line', () => {
		expect(mentionAt('a@b', 3)).toBeUndefined();
		expect(mentionAt('@An\nx', 5)).toBeUndefined();
		expect(mentionAt('@ An', 4)).toBeUndefined();
		expect(mentionAt('@Ann Lee ', 9)).toBeUndefined();
	});
});
