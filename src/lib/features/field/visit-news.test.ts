import { expect, it } from 'vitest';
import type { Notice, VisitNews } from '#lib/documents/user-doc.ts';
import { newsOf, standingOf } from './visit-news.ts';

const told = (id: string, kind: VisitNews | 'mention', visit?: string) => {
	const notice: Notice = { kind, target: 'ticket.t', by: 'p', atMs: 1, message: null };
	return { id, notice: visit === undefined ? notice : { ...notice, visit } };
};

it('sorts what was planned by its visit, and leaves other notices out', () => {
	const news = newsOf([
		told('3', 'visit-changed', 'a'),
		told('2', 'mention'),
		told('1', 'visit', 'b')
	]);
	expect([...news.keys()]).toEqual(['a', 'b']);
	expect(news.get('a')).toEqual([{ id: '3', kind: 'visit-changed', target: 'ticket.t', atMs: 1 }]);
});

it.each<[VisitNews[], VisitNews | undefined]>([
	[[], undefined],
	[['visit'], 'visit'],
	[['visit-changed'], 'visit-changed'],
	[['visit-changed', 'visit'], 'visit'],
	[['visit-gone', 'visit'], 'visit-gone'],
	[['visit', 'visit-gone'], 'visit']
])('of what was told, newest first, %j says %s', (kinds, standing) => {
	const news = newsOf(kinds.map((kind, index) => told(`${index}`, kind, 'a')));
	expect(standingOf(news.get('a'))).toBe(standing);
});
