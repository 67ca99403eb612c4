import { describe, expect, it } from 'vitest';
import { slashAt } from './slash-command.ts';

const at = (text: string) => slashAt(text.replace('|', ''), text.indexOf('|'));

describe('a slash at the start of a line', () => {
	it('begins a command that ends at the caret', () => {
		expect(at('/gre|eting')).toEqual({ from: 0, query: 'gre' });
		expect(at('Hello\n/|')).toEqual({ from: 6, query: '' });
		expect(at('/two words|\nmore')).toEqual({ from: 0, query: 'two words' });
	});

	it('is none anywhere else', () => {
		for (const text of [
			'|',
			'|/x',
			'and/or|',
			'/home/ann|',
			'/ |',
			'x\n|/y',
			`/${'x'.repeat(41)}|`
		])
			expect(at(text), text).toBeUndefined();
	});
});
