import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addRun, readMarkdown, type Block, type Run } from '#lib/domain/knowledge/markdown.ts';
import { writeMarkdown } from '#lib/domain/knowledge/write-markdown.ts';
import { readDraft, writeArticle } from './article-text.ts';
import { textFault } from './text-doc.ts';

const LETTERS = [
	'a',
	'b',
	' ',
	'#',
	'-',
	'*',
	'_',
	'[',
	']',
	'(',
	')',
	'`',
	'>',
	'1',
	'.',
	'\\',
	'é'
];
const word = fc
	.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 12 })
	.map((letters) => `x${letters.join('')}y`);
const run = (text: string, look: Run['look']): Run => ({ text, look });
const aRun: fc.Arbitrary<Run> = fc.oneof(
	word.map((text) => run(text, 'plain')),
	word.map((text) => run(text, 'strong')),
	word.map((text) => run(text, 'emphasis')),
	word.map((text) => run(text.replaceAll('`', ''), 'code')),
	word.map((text) => ({ ...run(text, 'plain'), href: 'https://a.example/b_c' }))
);
const runs = fc.array(aRun, { minLength: 1, maxLength: 5 }).map((all) => {
	const joined: Run[] = [];
	for (const one of all) addRun(joined, one);
	return joined;
});
const lines = fc
	.tuple(runs, word)
	.map(([all, more]) =>
		all[0]?.look === 'plain' && !all[0].href ? [run(`#${more}\n- `, 'plain'), ...all] : all
	)
	.map((all) => {
		const joined: Run[] = [];
		for (const one of all) addRun(joined, one);
		return joined;
	});
const block: fc.Arbitrary<Block> = fc.oneof(
	fc.record({
		kind: fc.constant('heading' as const),
		level: fc.constantFrom(2 as const, 3 as const),
		runs
	}),
	fc.record({ kind: fc.constant('text' as const), runs: lines }),
	fc.record({ kind: fc.constant('quote' as const), runs }),
	fc.record({
		kind: fc.constant('list' as const),
		ordered: fc.boolean(),
		items: fc.array(runs, { minLength: 1, maxLength: 3 })
	}),
	fc.record({ kind: fc.constant('code' as const), text: word }),
	fc.constant({ kind: 'rule' as const })
);
const blocks = fc.array(block, { maxLength: 6 });

describe('the words of an article that people write together [KN6]', () => {
	it('[KN6] come back from their text as they were', () => {
		fc.assert(
			fc.property(blocks, (given) => {
				expect(readMarkdown(writeMarkdown(given))).toEqual(given);
			}),
			{ numRuns: 400 }
		);
	});

	it('[KN6] come back from the document as they were, which holds nothing it may not', () => {
		fc.assert(
			fc.property(blocks, (given) => {
				const doc = new Y.Doc();
				writeArticle(doc, given);
				expect(readDraft(doc)).toEqual(given);
				expect(textFault(doc)).toBeUndefined();
			}),
			{ numRuns: 200 }
		);
	});

	it('[KN6] keep what a text has no sign for as plain words', () => {
		const doc = new Y.Doc();
		writeArticle(doc, [{ kind: 'text', runs: [run('a`b', 'code')] }]);
		expect(writeMarkdown(readDraft(doc))).toBe('a\\`b');
		expect(writeMarkdown([{ kind: 'code', text: '```\nx' }])).toBe('```\n    ```\nx\n```');
		expect(readMarkdown('C:\\Users and \\*stars\\*')).toEqual([
			{ kind: 'text', runs: [run('C:\\Users and *stars*', 'plain')] }
		]);
	});
});
