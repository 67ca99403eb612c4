import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { must } from '#lib/domain/assert.ts';
import { isTeamId, type TeamId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowScope } from '#lib/session/desk/views.ts';
import { DEFAULT_QUERY } from '../list/query.ts';
import { customViews, listText } from './custom-views.ts';

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
		atRisk: true,
		only: ['today'],
		text: 'lamp -x'
	});
	expect(text).toBe(
		'is:done OR status:waiting priority:high,urgent assignee:none tag:"night shift" unit:mill region:none is:overdue is:at-risk created:today lamp -x'
	);
	expect(parseQuery(text).ok).toBe(true);
	expect(listText({ ...DEFAULT_QUERY, status: [] })).toBe('');
});

it('what is shared with a team is offered in its list, and to its members among their own', () => {
	const [lifts, doors, stairs] = ['1', '2', '3'].map((end) => must(teamOf(end), 'an id'));
	const views = [null, lifts, doors, stairs].map((team, index) => {
		const common = { names: { en: `view ${index}` }, order: index, archived: false };
		return [entryKey('view', `v${index}`), { ...common, team, query: 'is:open', layout: 'list' }];
	});
	const catalogue = new Catalogue(views as Iterable<[string, Json]>);
	const mine = { preferences: () => [] };
	const desk = { catalogue, mine, myTeams: [lifts, doors] } as unknown as Desk;
	const offered = (scope: RowScope) => customViews(desk, scope).map(({ name }) => name);
	expect(offered('mine')).toEqual(['view 0', 'view 1', 'view 2']);
	expect(offered({ team: must(stairs, 'an id') })).toEqual(['view 0', 'view 3']);
});

function teamOf(end: string): TeamId | undefined {
	const id = `${'0'.repeat(25)}${end}`;
	return isTeamId(id) ? id : undefined;
}
