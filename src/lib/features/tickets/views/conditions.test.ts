import { expect, it } from 'vitest';
import { formatQuery } from '#lib/domain/query/format.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { conditionsOf, textOf } from './conditions.ts';

const lines = (text: string) => {
	const asked = parseQuery(text);
	return asked.ok ? conditionsOf(asked.query) : [];
};

it('lines and text of a query say the same', () => {
	for (const text of [
		'status:open -tag:vip created:>2026-01-01 "paper jam" words',
		'priority:>=high assignee:me,none is:open OR is:paused',
		'-"two words" tag:"night shift" -created:>today'
	]) {
		const asked = parseQuery(textOf(lines(text)));
		expect(asked.ok && formatQuery(asked.query)).toBe(text);
	}
});

it('what a line cannot say is a line of text', () => {
	expect(lines('a OR b tag:x,y is:open')).toEqual([
		{ text: 'a OR b' },
		{ text: 'tag:x,y' },
		{ subject: 'is', how: 'is', value: 'open' }
	]);
});

it('a line without a value asks for nothing, and words keep their order', () => {
	expect(
		textOf([
			{ subject: 'tag', how: 'is', value: ' ' },
			{ subject: 'words', how: 'not', value: 'paper "jam' },
			{ subject: 'requester', how: 'is', value: 'Ann "B"' }
		])
	).toBe('-"paper jam" requester:"Ann B"');
});
