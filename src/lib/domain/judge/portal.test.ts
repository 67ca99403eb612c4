import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { entityRef } from '../ids.ts';
import type { Facts } from './checks.ts';
import {
	actor,
	alice,
	bob,
	change,
	field,
	stateOf,
	support,
	testId,
	ticketRef
} from '../testing.ts';
import { admin, edit, state, take, verdict, verdicts, type Attempt, type Twin } from './testing.ts';

const hannah = actor(alice, 'requester', { teams: new Set() });
const as = { as: hannah };
const words = { kind: 'public', text: 'The lift stands still.', side: 'customer' };
const ask = (body: object = {}) =>
	change('ticket.create', ticketRef, { team: support, subject: 'Lift', message: words, ...body });
const say = (body: object = {}) => change('message.add', ticketRef, { ...words, ...body });
const asked = stateOf(ask());
const others = stateOf(
	change(
		'ticket.create',
		ticketRef,
		{ team: support, subject: 'Lift', message: words },
		{ by: bob }
	)
);
const closed = stateOf(ask(), state(0, 'solved', { resolution: 'It moves.' }));
const rate = (body: object = {}) =>
	change('ticket.rate', ticketRef, { round: 0, stars: 4, solved: true, ...body });
/** Made when they were of the staff. */
const former = stateOf(change('ticket.create', ticketRef, { team: support, subject: 'Lift' }));
const org = entityRef('org', testId(5, 1));
const portalTeam = (value: string | null) =>
	change('org.field', org, { field: 'portalTeam', value });

const attachment = {
	id: testId(6, 1),
	name: 'a',
	type: 'a/b',
	size: 1,
	sha256: '0'.repeat(64),
	role: 'file'
};

const VALUES: Readonly<Record<string, unknown>> = {
	priority: 'high',
	assignee: alice,
	type: 'incident',
	section: 'it',
	category: 'lifts',
	approval: false,
	due: 1,
	tags: ['a']
};

const port = {
	...{ names: { en: 'Port' }, order: 1, archived: false },
	...{ region: null, calendar: null, networks: [], portalTeam: field }
};
/** The field team is one of the harbour, and takes what is asked from there. */
const inUnit = ({ units = port, unit = 'port', ...more }: InUnit = {}): Partial<Facts> => ({
	catalogue: new Catalogue([[entryKey('unit', 'port'), units]]),
	team: (id) => (id === field ? { archived: false, unit } : { archived: false }),
	...more
});
interface InUnit extends Partial<Facts> {
	readonly units?: typeof port;
	readonly unit?: string;
}

const requests: readonly Twin[] = [
	[
		'[RQ1] a request goes to the team that takes them',
		{ change: ask(), ...as },
		'not-your-team',
		{ change: ask({ team: field }), ...as }
	],
	[
		'[RQ1] if there is one',
		{ change: ask(), ...as },
		'not-your-team',
		{ change: ask(), ...as, facts: { portalTeam: null } }
	],
	[
		'[RQ1] that is in use',
		{ change: ask(), ...as },
		'unknown-team',
		{ change: ask(), ...as, facts: { team: () => ({ archived: true }) } }
	],
	[
		'[RQ6] or to one that takes those of its unit, which is in use',
		{ change: ask({ team: field }), ...as, facts: inUnit() },
		'not-your-team',
		{
			change: ask({ team: field }),
			...as,
			facts: inUnit({ units: { ...port, archived: true } })
		}
	],
	[
		'[RQ6] while it is of that unit',
		{ change: ask({ team: field }), ...as, facts: inUnit() },
		'not-your-team',
		{ change: ask({ team: field }), ...as, facts: inUnit({ unit: 'mill' }) }
	],
	[
		'[RQ6] and there is a portal',
		{ change: ask({ team: field }), ...as, facts: inUnit() },
		'not-your-team',
		{ change: ask({ team: field }), ...as, facts: inUnit({ portalTeam: null }) }
	],
	[
		'[RQ1] under one’s own name',
		{ change: ask({ requester: { name: 'Ann' } }), ...as },
		'not-yours',
		{ change: ask({ requester: { name: 'Bob' } }), ...as }
	],
	[
		'[RQ1] and address',
		{ change: ask({ requester: { name: 'Ann' } }), ...as },
		'not-yours',
		{ change: ask({ requester: { name: 'Ann', address: 'b@example.org' } }), ...as }
	],
	...['priority', 'assignee', 'type', 'section', 'category', 'approval', 'due', 'tags'].map(
		(key): Twin => [
			`[RQ1] without saying ${key}`,
			{ change: ask(), ...as },
			'role',
			{ change: ask({ [key]: VALUES[key] ?? null }), ...as }
		]
	),
	[
		'[RQ1] once',
		{ change: ask(), ...as },
		'already-exists',
		{ state: asked, change: ask(), ...as }
	],
	[
		'[RQ1] with a subject',
		{ change: ask(), ...as },
		'malformed',
		{ change: ask({ subject: ' ' }), ...as }
	],
	[
		'[RQ2] words are added to one’s own requests',
		{ state: asked, change: say(), ...as },
		'not-yours',
		{ state: others, change: say(), ...as }
	],
	[
		'[RQ2] and not to what one made for others as staff',
		{ state: asked, change: say(), ...as },
		'not-yours',
		{ state: former, change: say(), ...as }
	],
	[
		'[RQ1] with words',
		{ change: ask(), ...as },
		'malformed',
		{ change: change('ticket.create', ticketRef, { team: support, subject: 'Lift' }), ...as }
	],
	[
		'[RQ2] as the customer',
		{ state: asked, change: say(), ...as },
		'role',
		{ state: asked, change: change('message.add', ticketRef, { kind: 'public', text: 'a' }), ...as }
	],
	[
		'[RQ2] with files, but not such as the server itself vouches for',
		{ state: asked, change: say({ attachments: [attachment], text: '' }), ...as },
		'role',
		{ state: asked, change: say({ attachments: [{ ...attachment, role: 'html' }] }), ...as }
	],
	[
		'[RQ5] what is done is rated',
		{ state: closed, change: rate(), ...as },
		'unknown-round',
		{ state: asked, change: rate(), ...as }
	],
	[
		'[RQ5] in its round',
		{ state: closed, change: rate(), ...as },
		'unknown-round',
		{ state: closed, change: rate({ round: 1 }), ...as }
	],
	[
		'[RQ5] by whoever asked',
		{ state: closed, change: rate(), ...as },
		'not-yours',
		{ state: closed, change: rate(), as: actor(bob, 'requester', { teams: new Set() }) }
	],
	[
		'[RQ5] and not by the staff',
		{ state: closed, change: rate(), ...as },
		'role',
		{ state: closed, change: rate(), as: admin }
	],
	...[{ kind: 'note' }, { mentions: [bob] }].flatMap((more) => [
		[
			`[RQ2] no ${Object.keys(more).join()}`,
			{ state: asked, change: say(), ...as },
			'role',
			{ state: asked, change: say(more), ...as }
		] satisfies Twin,
		[
			`[RQ2] nor at first: ${Object.keys(more).join()}`,
			{ change: ask(), ...as },
			'role',
			{ change: ask({ message: { ...words, ...more } }), ...as }
		] satisfies Twin
	]),
	[
		'[RQ4] administrators name who takes requests',
		{ change: portalTeam(support), as: admin },
		'role',
		{ change: portalTeam(support) }
	],
	[
		'[RQ4] a team that is there',
		{ change: portalTeam(support), as: admin },
		'unknown-team',
		{ change: portalTeam(testId(3, 9)), as: admin }
	]
];

describe('the verdict on requests [RQ1, RQ2, RQ4, RQ5, RQ6]', () => {
	it.each(requests)('%s', (_title, passes, refusedAs, fails) => {
		const at = (attempt: Attempt) => ({
			...attempt,
			facts: { portalTeam: support, ...attempt.facts }
		});
		expect(verdicts(at(passes), at(fails))).toEqual(['accepted', refusedAs]);
	});

	it('[RQ4] there may be no portal', () => {
		expect(verdict({ change: portalTeam(null), as: admin })).toBe('accepted');
	});
});

describe('what requesters may not do [RQ3]', () => {
	const first = ask();
	const attempts: readonly Attempt[] = [
		{ change: edit('subject', 'Other') },
		{ change: edit('assignee', alice) },
		{ change: state(0, 'solved', { resolution: 'Done' }) },
		{ change: take(null) },
		{ change: change('ticket.transfer', ticketRef, { team: field }) },
		{
			change: change('ticket.element', ticketRef, {
				set: 'followers',
				element: alice,
				present: true
			})
		},
		{ change: change('ticket.add-task', ticketRef, { title: 'A', order: 1 }) },
		{ change: change('message.edit', ticketRef, { message: first.id, text: 'Other' }) }
	];
	it.each(attempts.map((attempt) => [attempt.change.type, attempt] as const))(
		'[RQ3] no %s on a request of their own',
		(_type, attempt) => {
			expect(['role', 'not-your-ticket']).toContain(
				verdict({ ...attempt, state: stateOf(first), as: hannah })
			);
		}
	);
});
