import { describe, it, expect } from 'vitest';
import {
	actor,
	alice,
	bob,
	carol,
	change,
	field,
	stateOf,
	stranger,
	support,
	testId,
	ticketRef
} from '../testing.ts';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { entityRef, type PersonId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Facts } from './checks.ts';
import { type Twin, admin, lead, verdictWhenBlocked, verdicts } from './testing.ts';

const personRef = entityRef('person', carol);
const teamRef = entityRef('team', support);
const person = change('person.create', personRef, {
	name: 'C',
	role: 'agent',
	userName: 'carol',
	email: 'c@example.org'
});
const boss = stateOf(
	change('person.create', personRef, { name: 'C', role: 'org-admin', userName: 'carol' })
);
const personField = (name: string, value: Json) =>
	change('person.field', personRef, { field: name, value });
const team = change('team.create', teamRef, { name: 'T', color: 1 });
const teamState = stateOf(team);
const member = (set: string, who: PersonId, present = true) =>
	change('team.element', teamRef, { set, element: who, present });
const asAdmin = { as: admin };
const taken = (name: string): Partial<Facts> => ({
	isNameTaken: (asked, except) => asked === name && except !== carol
});
const used = (name: string): Partial<Facts> => ({ isNameTaken: (asked) => asked === name });
const orgName = change('org.field', entityRef('org', testId(5, 1)), { field: 'name', value: 'O' });
const orgIssues = change('org.field', entityRef('org', testId(5, 1)), {
	field: 'issues',
	value: true
});
const mark = (who: string) =>
	change('user.mark', entityRef('user', who), { of: ticketRef, seq: 1 });
const prefs = (who: string) =>
	change('user.field', entityRef('user', who), { field: 'a', value: 1 });
const dismiss = (who: string) =>
	change('user.dismiss', entityRef('user', who), { of: testId(7, 1) });
const teamUnit = (unit: string | null) =>
	change('team.field', teamRef, { field: 'unit', value: unit });
const entry = { names: { en: 'North' }, order: 1, archived: true };
const units = new Catalogue([
	[entryKey('region', 'north'), entry],
	[entryKey('unit', 'port'), { ...entry, region: 'north', calendar: null, networks: [] }]
]);
const asAdminOfUnits = { ...asAdmin, facts: { catalogue: units } };
const teamName = change('team.field', teamRef, { field: 'name', value: 'U' });

const directory: readonly Twin[] = [
	[
		'[DR1] people are made by administrators',
		{ change: person, ...asAdmin },
		'role',
		{ change: person }
	],
	[
		'[DR1] and changed by them',
		{ state: stateOf(person), change: personField('name', 'D'), ...asAdmin },
		'role',
		{ state: stateOf(person), change: personField('name', 'D') }
	],
	[
		'[DR1] teams are made by administrators',
		{ change: team, ...asAdmin },
		'role',
		{ change: team, as: lead }
	],
	[
		'[DR1] and changed by them',
		{ state: teamState, change: teamName, ...asAdmin },
		'role',
		{ state: teamState, change: teamName, as: lead }
	],
	[
		'[DR1] so is the organisation',
		{ change: orgName, ...asAdmin },
		'role',
		{ change: orgName, as: lead }
	],
	[
		'[ER1] that issues are made elsewhere is said by what makes them alone',
		{ change: orgIssues, as: undefined },
		'role',
		{ change: orgIssues, ...asAdmin }
	],
	[
		'[SC4] administrators say which unit a team belongs to',
		{ state: teamState, change: teamUnit('port'), ...asAdminOfUnits },
		'role',
		{ state: teamState, change: teamUnit('port'), as: lead, facts: { catalogue: units } }
	],
	[
		'[SC4] one that is defined, or none',
		{ state: teamState, change: teamUnit(null), ...asAdminOfUnits },
		'unknown-entry',
		{ state: teamState, change: teamUnit('north'), ...asAdminOfUnits }
	],
	[
		'[SC4] and which units somebody is given',
		{ state: stateOf(person), change: personField('units', ['port']), ...asAdminOfUnits },
		'role',
		{
			state: stateOf(person),
			change: personField('units', ['port']),
			as: lead,
			facts: { catalogue: units }
		}
	],
	[
		'[SC4] of those that are defined',
		{ state: stateOf(person), change: personField('units', []), ...asAdminOfUnits },
		'unknown-entry',
		{ state: stateOf(person), change: personField('units', ['port', 'north']), ...asAdminOfUnits }
	],
	[
		'[SC4] as are regions',
		{ state: stateOf(person), change: personField('regions', ['north']), ...asAdminOfUnits },
		'unknown-entry',
		{ state: stateOf(person), change: personField('regions', ['port']), ...asAdminOfUnits }
	],
	[
		'[DR2] user names are used once',
		{ change: person, ...asAdmin, facts: taken('carol') },
		'name-taken',
		{ change: person, ...asAdmin, facts: used('carol') }
	],
	[
		'[DR2] addresses are used once',
		{ change: person, ...asAdmin, facts: used('d@example.org') },
		'name-taken',
		{ change: person, ...asAdmin, facts: used('c@example.org') }
	],
	[
		'[DR2] also when they change',
		{ state: boss, change: personField('userName', 'cc'), ...asAdmin },
		'name-taken',
		{ state: boss, change: personField('userName', 'cc'), ...asAdmin, facts: used('cc') }
	],
	[
		'[DR3] the last administrator stays one',
		{ state: boss, change: personField('role', 'agent'), ...asAdmin },
		'last-admin',
		{
			state: boss,
			change: personField('role', 'agent'),
			...asAdmin,
			facts: { admins: () => [carol] }
		}
	],
	[
		'[DR3] and is not blocked',
		{
			state: boss,
			change: personField('blocked', false),
			...asAdmin,
			facts: { admins: () => [carol] }
		},
		'last-admin',
		{
			state: boss,
			change: personField('blocked', true),
			...asAdmin,
			facts: { admins: () => [carol] }
		}
	],
	[
		'[DR4] supervisors fill their teams',
		{ state: teamState, change: member('members', bob), as: lead },
		'not-your-team',
		{
			state: teamState,
			change: member('members', bob),
			as: actor(alice, 'supervisor', { teams: new Set([field]) })
		}
	],
	[
		'[DR4] administrators name supervisors',
		{ state: teamState, change: member('supervisors', bob), ...asAdmin },
		'role',
		{ state: teamState, change: member('supervisors', bob), as: lead }
	],
	[
		'[DR4] whoever joins is known',
		{ state: teamState, change: member('members', stranger, false), ...asAdmin },
		'unknown-person',
		{ state: teamState, change: member('members', stranger), ...asAdmin }
	],
	[
		'[DR6] a person is made once',
		{ change: person, ...asAdmin },
		'already-exists',
		{ state: stateOf(person), change: person, ...asAdmin }
	],
	[
		'[DR6] a team is made once',
		{ change: team, ...asAdmin },
		'already-exists',
		{ state: teamState, change: team, ...asAdmin }
	],
	[
		'[DR6] a person must exist',
		{ state: boss, change: personField('name', 'D'), ...asAdmin },
		'unknown-target',
		{ change: personField('name', 'D'), ...asAdmin }
	],
	[
		'[DR6] a team must exist',
		{ state: teamState, change: teamName, ...asAdmin },
		'unknown-target',
		{ change: teamName, ...asAdmin }
	],
	[
		'[DR6] to be filled, too',
		{ state: teamState, change: member('members', bob), ...asAdmin },
		'unknown-target',
		{ change: member('members', bob), ...asAdmin }
	],
	[
		'[DR7] read marks are one’s own',
		{ change: mark(alice) },
		'not-yours',
		{ change: mark(bob), ...asAdmin }
	],
	[
		'[DR7] so are preferences',
		{ change: prefs(alice) },
		'not-yours',
		{ change: prefs(bob), ...asAdmin }
	],
	[
		'[DR7] so is dismissing',
		{ change: dismiss(alice) },
		'not-yours',
		{ change: dismiss(bob), ...asAdmin }
	]
];

describe('the verdict on people, teams and what is one’s own [DR1, DR2, DR3, DR4, DR6, DR7, SC4]', () => {
	it.each(directory)('%s', (_title, passes, refusedAs, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', refusedAs]);
	});
});

describe('the verdict on whoever is blocked', () => {
	it.each(directory)('[DR5] %s: not for who is blocked', (_title, passes) => {
		expect(verdictWhenBlocked(passes)).toBe('blocked');
	});
});
