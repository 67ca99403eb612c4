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

	it('keeps the order of a number to call among words that run leftwards', () => {
		const numbers = (text: string) =>
			textParts(text, []).flatMap((part) => (part.kind === 'number' ? [part.text] : []));
		expect(numbers('اتصلوا على +49 40 12345 أو (040) 123-456.')).toEqual([
			'+49 40 12345',
			'(040) 123-456'
		]);
		expect(numbers('رقم ٠٤٠ ١٢٣ ٤٥٦')).toEqual(['٠٤٠ ١٢٣ ٤٥٦']);
		expect(numbers('الطابق 3 منذ 08:30 حتى 17:00، تذكرة 405')).toEqual([]);
		expect(numbers('2019 - 2026 كل سنة')).toEqual([]);
		expect(numbers('Call +49 40 12345.')).toEqual([]);
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
