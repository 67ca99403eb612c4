import { expect, it } from 'vitest';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { DEFAULT_QUERY } from '../list/query.ts';
import { listText } from './custom-views.ts';

it('what a list is filtered by is the beginning of a view', () => {
	expect(listText(DEFAULT_QUERY)).toBe('is:unsolved');
	const text = listText({
		...DEFAULT_QUERY,
		status: ['finished', 'waiting'],
		priority: ['high', 'urgent'],
		assignee: ['none'],
		tag: ['night shift'],
		unit: ['mill'],
		region: ['none'],
		overdue: true,
		only: ['today'],
		text: 'lamp -x'
	});
	expect(text).toBe(
		'is:done OR status:waiting priority:high,urgent assignee:none tag:"night shift" unit:mill region:none is:overdue created:today lamp -x'
	);
	expect(parseQuery(text).ok).toBe(true);
	expect(listText({ ...DEFAULT_QUERY, status: [] })).toBe('');
});
