import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { entityRef } from '../ids.ts';
import type { Json } from '../json.ts';
import { aCatalogue } from '../query/testing.ts';
import { alice, bob, change, field, stateOf, support, testId } from '../testing.ts';
import { admin, agent, fieldAgent, lead, verdict, type Attempt } from './testing.ts';

const org = entityRef('org', testId(5, 1));
const value = (team: string | null, query = 'is:overdue') => ({
	names: { en: 'Late' },
	order: 1,
	archived: false,
	team,
	query,
	layout: 'list'
});
const known = new Catalogue([
	[entryKey('view', 'theirs'), value(field)],
	[entryKey('view', 'all'), value(null)],
	...aCatalogue()
		.all('field')
		.map(({ code, ...entry }) => [entryKey('field', code), { ...entry }] as const)
]);
const share = (as: Attempt['as'], team: string | null, code = 'late', query?: string): Attempt => ({
	state: stateOf(),
	change: change('org.entry', org, { catalogue: 'view', code, value: value(team, query) }),
	as,
	facts: { catalogue: known }
});

it('[CA10] a view is shared with a team by whoever reads all of its tickets', () => {
	for (const as of [agent, lead, admin]) expect(verdict(share(as, support))).toBe('accepted');
	expect(verdict(share(agent, field))).toBe('not-your-team');
	expect(verdict(share(fieldAgent, support))).toBe('role');
	expect(verdict(share(admin, field))).toBe('accepted');
});

it('[CA10] a view for everybody, and one of another team, is not changed by just anybody', () => {
	expect([verdict(share(agent, null)), verdict(share(admin, null))]).toEqual(['role', 'accepted']);
	expect(verdict(share(agent, support, 'theirs'))).toBe('not-your-team');
	expect(verdict(share(agent, support, 'all'))).toBe('role');
	expect(verdict(share(admin, support, 'all'))).toBe('accepted');
});

it('[CA10] the query of a view can be read, wherever it is kept', () => {
	expect(verdict(share(agent, support, 'late', 'stauts:open'))).toBe('malformed');
	expect(verdict(share(agent, support, 'late', 'weight:>2 (size:large OR is:late)'))).toBe(
		'accepted'
	);
	expect(verdict(share(agent, support, 'late', 'weight:>2 (size:huge)'))).toBe('malformed');
	expect(verdict(share(agent, testId(4, 9), 'late'))).toBe('not-your-team');
	expect(verdict(share(admin, testId(4, 9), 'late'))).toBe('unknown-team');
	const keep = (who: string, name: string, kept: Json): Attempt => ({
		state: stateOf(),
		change: change('user.field', entityRef('user', who), { field: name, value: kept })
	});
	const own = { name: 'Late', query: 'is:overdue', layout: 'board' };
	expect(verdict(keep(alice, 'view.late', own))).toBe('accepted');
	expect(verdict(keep(alice, 'view.late', null))).toBe('accepted');
	expect(verdict(keep(bob, 'view.late', own))).toBe('not-yours');
	for (const wrong of [7, {}, { ...own, name: '' }, { ...own, query: '"' }])
		expect(verdict(keep(alice, 'view.late', wrong))).toBe('malformed');
	expect(verdict(keep(alice, 'views', 7))).toBe('accepted');
});
