import { describe, expect, it } from 'vitest';
import type { RichLine } from './rich-text.ts';
import { richBlocks } from './rich-blocks.ts';

const line = (k: RichLine['k'], t: string, d = 0): RichLine => ({ k, t: [{ t }], d });

describe('formatted words on screen', () => {
	it('are laid out in blocks, neighbours of a kind together', () => {
		const blocks = richBlocks([
			line('p', 'a'),
			line('p', 'b'),
			line('quote', 'c'),
			line('quote', 'd'),
			line('code', 'e')
		]);
		expect(blocks.map(({ kind }) => kind)).toEqual(['p', 'p', 'quote', 'code']);
		expect(blocks[2]).toMatchObject({ lines: [[{ t: 'c' }], [{ t: 'd' }]] });
	});

	it('have lists in lists', () => {
		const blocks = richBlocks([
			line('ol', 'one'),
			line('ul', 'inner', 1),
			line('ul', 'deeper', 2),
			line('ol', 'two'),
			line('ul', 'another')
		]);
		expect(blocks).toMatchObject([
			{
				kind: 'ol',
				items: [
					{
						pieces: [{ t: 'one' }],
						inner: [
							{ kind: 'ul', items: [{ inner: [{ items: [{ pieces: [{ t: 'deeper' }] }] }] }] }
						]
					},
					{ pieces: [{ t: 'two' }], inner: [] }
				]
			},
			{ kind: 'ul', items: [{ pieces: [{ t: 'another' }] }] }
		]);
	});

	it('take what stands in without anything around it', () => {
		expect(richBlocks([line('ul', 'a', 3), line('ul', 'b', 1)])).toMatchObject([
			{ kind: 'ul', items: [{ pieces: [{ t: 'a' }] }, { pieces: [{ t: 'b' }] }] }
		]);
		expect(richBlocks([])).toEqual([]);
	});
});
