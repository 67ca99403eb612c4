import { describe, expect, it } from 'vitest';
import { plainWords, readMarkdown } from './markdown.ts';

const plain = (text: string) => [{ text, look: 'plain' }];

describe('the text of an article [KN5]', () => {
	it('[KN5] has headings, lists, quotes, code, emphasis and links', () => {
		const source =
			'# Lift\nIt *stands* **still**.\nTwice.\n\n- one\n- two\n  more\n\n1. a\n2) b\n> said\n\n```\nx < y\n```\n---\nSee [us](https://a.example/b).';
		expect(readMarkdown(source)).toEqual([
			{ kind: 'heading', level: 2, runs: plain('Lift') },
			{
				kind: 'text',
				runs: [
					{ text: 'It ', look: 'plain' },
					{ text: 'stands', look: 'emphasis' },
					{ text: ' ', look: 'plain' },
					{ text: 'still', look: 'strong' },
					{ text: '.\nTwice.', look: 'plain' }
				]
			},
			{ kind: 'list', ordered: false, items: [plain('one'), plain('two more')] },
			{ kind: 'list', ordered: true, items: [plain('a'), plain('b')] },
			{ kind: 'quote', runs: plain('said') },
			{ kind: 'code', text: 'x < y' },
			{ kind: 'rule' },
			{
				kind: 'text',
				runs: [
					{ text: 'See ', look: 'plain' },
					{ text: 'us', look: 'plain', href: 'https://a.example/b' },
					{ text: '.', look: 'plain' }
				]
			}
		]);
		expect(plainWords(source)).toContain('It stands still.');
	});

	it('[KN5] leads nowhere but to the web and to mail', () => {
		const hostile = [
			'javascript:alert%281%29',
			'JaVaScRiPt:alert%281%29',
			'data:text/html,<script>',
			'//evil.example',
			'/admin',
			'vbscript:x',
			'file:///etc/passwd',
			'https:evil'
		];
		for (const address of hostile)
			expect(readMarkdown(`[a](${address})`), address).toEqual([
				{ kind: 'text', runs: [{ text: `[a](${address})`, look: 'plain' }] }
			]);
		expect(readMarkdown('<img src=x onerror=alert(1)>')).toEqual([
			{ kind: 'text', runs: plain('<img src=x onerror=alert(1)>') }
		]);
	});

	it('[KN5] ends, whatever it is made of, and in time', () => {
		const pieces = ['#', '- ', '>', '```\n', '[', '](', '**', '`', '\n', ' ', 'a'];
		for (let seed = 0; seed < 300; seed += 1) {
			const text = Array.from({ length: 60 }, (_, at) => pieces[(seed * 7 + at * at) % 11]).join(
				''
			);
			expect(Array.isArray(readMarkdown(text))).toBe(true);
		}
		const start = performance.now();
		for (const piece of pieces) readMarkdown(piece.repeat(40_000 / piece.length));
		expect(performance.now() - start).toBeLessThan(2_000);
	});
});
