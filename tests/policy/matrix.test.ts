import { describe, expect, it } from 'vitest';
import type { Actor, ChannelSubject, TicketSubject } from '#lib/domain/policy/actor.ts';
import { CAPABILITIES, type Capability } from '#lib/domain/policy/capabilities.ts';
import { can, type Action } from '#lib/domain/policy/can.ts';
import { ROLES, roleHas, type Role } from '#lib/domain/policy/roles.ts';
import { actor, alice, bob, carol, field, support } from '#lib/domain/testing.ts';

/**
 * Who may do what, spelt out. Columns are the roles from least to most: requester, field agent,
 * agent, supervisor, organisation administrator. A new capability, role or action does not compile
 * without its row here.
 */
type Row<Mark extends string> = readonly [Mark, Mark, Mark, Mark, Mark];
type YesNo = 'y' | '-';

const CAPABILITY_TABLE: Record<Capability, Row<YesNo>> = {
	'workspace.read': /*    */ ['-', 'y', 'y', 'y', 'y'],
	'article.write': /*     */ ['-', '-', 'y', 'y', 'y'],
	'article.publish': /*   */ ['-', '-', '-', 'y', 'y'],
	'ticket.create': /*     */ ['-', 'y', 'y', 'y', 'y'],
	'ticket.edit-own': /*   */ ['-', 'y', 'y', 'y', 'y'],
	'ticket.edit': /*       */ ['-', '-', 'y', 'y', 'y'],
	'ticket.take': /*       */ ['-', '-', 'y', 'y', 'y'],
	'ticket.assign': /*     */ ['-', '-', 'y', 'y', 'y'],
	'ticket.transfer': /*   */ ['-', '-', 'y', 'y', 'y'],
	'ticket.approve': /*    */ ['-', '-', '-', 'y', 'y'],
	'ticket.remove': /*     */ ['-', '-', '-', 'y', 'y'],
	'message.write': /*     */ ['-', 'y', 'y', 'y', 'y'],
	'message.retract-any': /**/ ['-', '-', '-', 'y', 'y'],
	'channel.create': /*    */ ['-', '-', 'y', 'y', 'y'],
	'channel.post': /*      */ ['-', 'y', 'y', 'y', 'y'],
	'team.members': /*      */ ['-', '-', '-', 'y', 'y'],
	'mail.import': /*       */ ['-', '-', '-', 'y', 'y'],
	'report.own': /*        */ ['-', '-', 'y', 'y', 'y'],
	'report.teams': /*      */ ['-', '-', '-', 'y', 'y'],
	'activity.read': /*     */ ['-', '-', '-', 'y', 'y'],
	'provider.ask': /*      */ ['-', '-', '-', 'y', 'y'],
	'org.all-teams': /*     */ ['-', '-', '-', '-', 'y'],
	'people.manage': /*     */ ['-', '-', '-', '-', 'y'],
	'teams.manage': /*      */ ['-', '-', '-', '-', 'y'],
	'org.manage': /*        */ ['-', '-', '-', '-', 'y'],
	'portal.read': /*       */ ['y', '-', '-', '-', '-'],
	'portal.write': /*      */ ['y', '-', '-', '-', '-']
};

/**
 * How alice stands to the thing: `member` and `supervisor` of its team, `scope` by her units or regions, `named` (on the ticket, in
 * the channel, author of the message, the person), `foreign` to it all.
 */
const RELATIONS = ['member', 'supervisor', 'scope', 'named', 'foreign'] as const;
type Relation = (typeof RELATIONS)[number];
type Deed = Action['do'];

const NOBODY: Row<YesNo> = ['-', '-', '-', '-', '-'];
const SERVED: Row<YesNo> = ['y', '-', '-', '-', '-'];
const STAFF: Row<YesNo> = ['-', 'y', 'y', 'y', 'y'];
const ALL: Row<YesNo> = ['y', 'y', 'y', 'y', 'y'];
const AGENTS: Row<YesNo> = ['-', '-', 'y', 'y', 'y'];
const LEADS: Row<YesNo> = ['-', '-', '-', 'y', 'y'];
const ADMINS: Row<YesNo> = ['-', '-', '-', '-', 'y'];

const always = (row: Row<YesNo>): Record<Relation, Row<YesNo>> => ({
	member: row,
	supervisor: row,
	scope: row,
	named: row,
	foreign: row
});
const onTeams = (row: Row<YesNo>, named: Row<YesNo>): Record<Relation, Row<YesNo>> => ({
	member: row,
	supervisor: row,
	scope: row,
	named,
	foreign: ADMINS
});

/** Of a channel of the team: those of it have a seat, not those who reach the team by their scope. */
const seats = (row: Row<YesNo>): Record<Relation, Row<YesNo>> => ({
	member: row,
	supervisor: row,
	scope: NOBODY,
	named: STAFF,
	foreign: NOBODY
});

const ACTION_TABLE: Record<Deed, Record<Relation, Row<YesNo>>> = {
	'workspace.read': always(STAFF),
	'article.write': always(AGENTS),
	'article.publish': always(LEADS),
	'ticket.create': onTeams(STAFF, ADMINS),
	'ticket.read': onTeams(AGENTS, STAFF),
	'ticket.edit': onTeams(AGENTS, STAFF),
	'ticket.message': onTeams(AGENTS, STAFF),
	'ticket.take': onTeams(AGENTS, AGENTS),
	'ticket.assign': onTeams(AGENTS, AGENTS),
	'ticket.transfer': onTeams(AGENTS, AGENTS),
	'ticket.approve': onTeams(LEADS, LEADS),
	'ticket.remove': onTeams(LEADS, LEADS),
	'message.rewrite': { ...always(NOBODY), named: ALL },
	'message.retract': {
		member: LEADS,
		supervisor: LEADS,
		scope: LEADS,
		named: ALL,
		foreign: ADMINS
	},
	'contact.know': onTeams(AGENTS, STAFF),
	'channel.create': always(AGENTS),
	'channel.read': seats(STAFF),
	'channel.post': seats(STAFF),
	'channel.manage': seats(ADMINS),
	'team.read': onTeams(AGENTS, ADMINS),
	'team.members': onTeams(LEADS, ADMINS),
	'mail.import': onTeams(LEADS, ADMINS),
	'report.own': always(AGENTS),
	'report.teams': onTeams(LEADS, ADMINS),
	'teams.manage': always(ADMINS),
	'people.manage': always(ADMINS),
	'org.manage': always(ADMINS),
	'user.write': { ...always(NOBODY), named: ALL },
	'portal.read': { ...always(NOBODY), named: SERVED },
	'portal.write': { ...always(NOBODY), named: SERVED },
	'portal.ask': { ...always(NOBODY), named: SERVED }
};

/** Whatever is acted on belongs to the support team; `own` is alice where the relation names her. */
function actionOf(deed: Deed, relation: Relation): Action {
	const own = relation === 'named' ? alice : bob;
	const ticket: TicketSubject = { team: support, people: new Set([own]) };
	const channel: ChannelSubject = { kind: 'channel', members: new Set([own]), team: support };
	const actions: { readonly [D in Deed]: Extract<Action, { do: D }> } = {
		'workspace.read': { do: 'workspace.read' },
		'article.write': { do: 'article.write' },
		'article.publish': { do: 'article.publish' },
		'ticket.create': { do: 'ticket.create', team: support },
		'ticket.read': { do: 'ticket.read', ticket },
		'ticket.edit': { do: 'ticket.edit', ticket },
		'ticket.take': { do: 'ticket.take', ticket },
		'ticket.assign': { do: 'ticket.assign', ticket },
		'ticket.transfer': { do: 'ticket.transfer', ticket },
		'ticket.approve': { do: 'ticket.approve', ticket },
		'ticket.message': { do: 'ticket.message', ticket },
		'ticket.remove': { do: 'ticket.remove', ticket },
		'message.rewrite': { do: 'message.rewrite', author: own },
		'message.retract': { do: 'message.retract', author: own, ticket },
		'contact.know': { do: 'contact.know', tickets: [ticket] },
		'channel.create': { do: 'channel.create' },
		'channel.read': { do: 'channel.read', channel },
		'channel.post': { do: 'channel.post', channel },
		'channel.manage': { do: 'channel.manage', channel, creator: own },
		'team.read': { do: 'team.read', team: support },
		'team.members': { do: 'team.members', team: support },
		'mail.import': { do: 'mail.import', team: support },
		'report.own': { do: 'report.own' },
		'report.teams': { do: 'report.teams', team: support },
		'teams.manage': { do: 'teams.manage' },
		'people.manage': { do: 'people.manage' },
		'org.manage': { do: 'org.manage' },
		'user.write': { do: 'user.write', person: own },
		'portal.read': { do: 'portal.read', creator: own },
		'portal.write': { do: 'portal.write', creator: own },
		// What is named here is the team that takes requests.
		'portal.ask': {
			do: 'portal.ask',
			team: support,
			takers: relation === 'named' ? [field, support] : [field]
		}
	};
	return actions[deed];
}

function aliceAs(role: Role, relation: Relation, more: Partial<Actor> = {}): Actor {
	return actor(alice, role, {
		teams: new Set([relation === 'member' ? support : field]),
		supervises: new Set(relation === 'supervisor' ? [support] : []),
		scope: new Set(relation === 'scope' ? [support] : []),
		...more
	});
}

const deeds = Object.entries(ACTION_TABLE) as [Deed, Record<Relation, Row<YesNo>>][];
const cells = deeds.flatMap(([deed, byRelation]) =>
	RELATIONS.map((relation) => ({ deed, relation, row: byRelation[relation] }))
);

describe('the table of capabilities', () => {
	it.each(CAPABILITIES)('[PO1] %s is for these roles', (capability) => {
		const row = ROLES.map((role) => (roleHas(role, capability) ? 'y' : '-'));
		expect(row).toEqual(CAPABILITY_TABLE[capability]);
	});

	it('[PO1] has a row for every capability and a column for every role', () => {
		expect(Object.keys(CAPABILITY_TABLE).sort()).toEqual([...CAPABILITIES].sort());
		expect(ROLES).toEqual(['requester', 'field-agent', 'agent', 'supervisor', 'org-admin']);
	});

	it.each([
		'',
		'__proto__',
		'constructor',
		'toString',
		'OWNER',
		'Agent',
		'agent ',
		'platform-admin',
		'~rules'
	])('[PO2] a role called %j is none', (role) => {
		for (const capability of CAPABILITIES) expect(roleHas(role, capability)).toBe(false);
	});
});

describe('the table of actions', () => {
	it.each(cells)('[PO3, SC3] $deed, as $relation', ({ deed, relation, row }) => {
		const action = actionOf(deed, relation);
		const answers = ROLES.map((role) => (can(aliceAs(role, relation), action).allowed ? 'y' : '-'));
		expect(answers).toEqual(row);
	});

	it.each(cells)('[PO6] $deed, as $relation, is not for who is blocked', ({ deed, relation }) => {
		for (const role of ROLES)
			expect(can(aliceAs(role, relation, { blocked: true }), actionOf(deed, relation))).toEqual({
				allowed: false,
				reason: 'blocked'
			});
	});

	it.each(cells)('[PO2] $deed, as $relation, is not for an unknown role', ({ deed, relation }) => {
		const allowed = relation === 'named' && ACTION_TABLE[deed].named === ALL;
		for (const role of ['__proto__', 'OWNER', ''])
			expect(can(aliceAs(role as Role, relation), actionOf(deed, relation)).allowed).toBe(allowed);
	});

	it.each(['', '__proto__', 'constructor', 'ticket.destroy', 'TICKET.READ'])(
		'[PO2] an action called %j is nobody’s',
		(deed) => {
			const unknown = { do: deed, ticket: { team: support, people: new Set([alice]) } };
			for (const role of ROLES)
				expect(can(aliceAs(role, 'member'), unknown as unknown as Action)).toEqual({
					allowed: false,
					reason: 'unknown-action'
				});
		}
	);

	it('[PO5] a requester is let to nothing but their own requests, words and marks', () => {
		const allowed = cells.filter(
			({ deed, relation }) => can(aliceAs('requester', relation), actionOf(deed, relation)).allowed
		);
		expect(allowed.map(({ deed, relation }) => `${deed} ${relation}`).sort()).toEqual([
			'message.retract named',
			'message.rewrite named',
			'portal.ask named',
			'portal.read named',
			'portal.write named',
			'user.write named'
		]);
	});

	it('[PO3] a refusal says why', () => {
		const reason = (role: Role, relation: Relation, deed: Deed) => {
			const decision = can(aliceAs(role, relation), actionOf(deed, relation));
			return decision.allowed ? 'allowed' : decision.reason;
		};
		expect(reason('field-agent', 'member', 'ticket.read')).toBe('not-your-ticket');
		expect(reason('field-agent', 'named', 'ticket.assign')).toBe('role');
		expect(reason('agent', 'foreign', 'ticket.edit')).toBe('not-your-ticket');
		expect(reason('agent', 'foreign', 'ticket.create')).toBe('not-your-team');
		expect(reason('agent', 'foreign', 'channel.read')).toBe('not-a-member');
		expect(reason('agent', 'member', 'message.retract')).toBe('not-yours');
		expect(reason('agent', 'foreign', 'user.write')).toBe('not-yours');
	});

	it('[PO10] a ticket that was deleted is seen by those who may bring it back, and nothing else is done to it', () => {
		const ticket: TicketSubject = { team: support, people: new Set([alice]), isRemoved: true };
		for (const deed of ['ticket.read', 'ticket.remove'] as const)
			for (const relation of RELATIONS) {
				const row = onTeams(LEADS, ADMINS)[relation];
				const answers = ROLES.map((role) => can(aliceAs(role, relation), { do: deed, ticket }));
				expect(answers.map(({ allowed }) => (allowed ? 'y' : '-'))).toEqual(row);
			}
		for (const deed of ['edit', 'take', 'assign', 'transfer', 'approve', 'message'] as const)
			expect(can(aliceAs('org-admin', 'member'), { do: `ticket.${deed}`, ticket })).toEqual({
				allowed: false,
				reason: 'removed'
			});
	});

	it('[PO3] where nobody takes requests, none is made', () => {
		const action: Action = { do: 'portal.ask', team: support, takers: [] };
		for (const role of ROLES) expect(can(aliceAs(role, 'member'), action).allowed).toBe(false);
	});

	it('[CN5] a direct channel is nobody’s to manage, not even its maker’s', () => {
		const channel: ChannelSubject = {
			kind: 'direct',
			members: new Set([alice, carol]),
			team: null
		};
		for (const role of ROLES)
			expect(
				can(aliceAs(role, 'named'), { do: 'channel.manage', channel, creator: alice }).allowed
			).toBe(false);
	});

	it('[MS4] a message outside a ticket is taken back by its author only', () => {
		const retract = (author: string): Action => ({ do: 'message.retract', author });
		expect(can(aliceAs('org-admin', 'member'), retract(bob)).allowed).toBe(false);
		expect(can(aliceAs('agent', 'foreign'), retract(alice)).allowed).toBe(true);
	});
});
