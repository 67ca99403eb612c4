import { expect, it } from 'vitest';
import { formatQuery } from '#lib/domain/query/format.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { aCatalogue } from '#lib/domain/query/testing.ts';
import { conditionsOf, kindOf, textOf, waysOf } from './conditions.ts';

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

it('lines ask for fields that the organisation defined, each in its ways', () => {
	const catalogue = aCatalogue();
	const text = 'weight:>=2.5 -size:large built:<today (tested:yes OR serial:a)';
	const asked = parseQuery(text, fieldsIn(catalogue));
	const all = asked.ok ? conditionsOf(asked.query) : [];
	expect(all).toEqual([
		{ subject: 'own.weight', how: '>=', value: '2.5' },
		{ subject: 'own.size', how: 'not', value: 'large' },
		{ subject: 'own.built', how: '<', value: 'today' },
		{ text: '(tested:yes OR serial:a)' }
	]);
	expect(textOf(all)).toBe(text);
	const kinds = (['own.weight', 'own.built', 'own.size', 'own.gone', 'words', 'due'] as const).map(
		(subject) => kindOf(subject, catalogue)
	);
	expect(kinds).toEqual(['number', 'date', 'choice', undefined, 'words', 'date']);
	expect(kinds.map((kind) => waysOf(kind).length)).toEqual([6, 6, 2, 2, 2, 6]);
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
