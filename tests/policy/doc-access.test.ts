import { describe, expect, it } from 'vitest';
import type { Actor, ChannelSubject, TicketSubject } from '#lib/domain/policy/actor.ts';
import { docAccess, type DocFacts, type DocSubject } from '#lib/domain/policy/doc-access.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import { actor, alice, bob, field, stranger, support, testId } from '#lib/domain/testing.ts';
import { DOCUMENT_KINDS } from '#lib/protocol/document-names.ts';

const org = testId(5, 1);
const theirs = testId(2, 1);
const mine = testId(2, 2);
const missing = testId(2, 9);

const tickets = new Map<string, TicketSubject>([
	[theirs, { team: support, people: new Set([bob]) }],
	[mine, { team: field, people: new Set([alice]) }]
]);
const channels = new Map<string, ChannelSubject>([
	[theirs, { kind: 'direct', members: new Set([bob, stranger]), team: null }],
	[mine, { kind: 'channel', members: new Set([alice]), team: null }],
	[support, { kind: 'channel', members: new Set(), team: support }]
]);
const texts = new Map<string, TicketSubject | 'article'>([
	[testId(8, 3), 'article'],
	[testId(8, 1), { team: support, people: new Set([bob]) }],
	[testId(8, 2), { team: field, people: new Set([alice]) }],
	[testId(8, 4), { team: support, people: new Set([alice]), isRemoved: true }]
]);
const contacts = new Map<string, readonly TicketSubject[]>([
	[testId(9, 1), [{ team: support, people: new Set([bob]) }]],
	[
		testId(9, 2),
		[
			{ team: field, people: new Set([bob]) },
			{ team: field, people: new Set([alice]) }
		]
	],
	[testId(9, 3), [{ team: support, people: new Set([alice]), isRemoved: true }]]
]);
const facts: DocFacts = {
	org,
	ticket: (id) => tickets.get(id),
	channel: (id) => channels.get(id),
	text: (id) => texts.get(id),
	contact: (id) => contacts.get(id) ?? []
};

/** Which roles read it: as one of the support team or its supervisor, by their scope, and as none of these. */
const RELATIONS = ['member', 'supervisor', 'scope', 'foreign'] as const;
type Readers = Record<(typeof RELATIONS)[number], readonly Role[]>;
const STAFF: readonly Role[] = ['field-agent', 'agent', 'supervisor', 'org-admin'];
const AGENTS: readonly Role[] = ['agent', 'supervisor', 'org-admin'];
const ADMINS: readonly Role[] = ['org-admin'];
const everywhere = (roles: readonly Role[]): Readers => ({
	member: roles,
	supervisor: roles,
	scope: roles,
	foreign: roles
});
const onTeam = (roles: readonly Role[]): Readers => ({ ...everywhere(roles), foreign: ADMINS });

const TABLE: readonly (readonly [string, DocSubject, Readers])[] = [
	['the organisation’s workspace', { kind: 'workspace', id: org }, everywhere(STAFF)],
	['the organisation’s knowledge', { kind: 'knowledge', id: org }, everywhere(STAFF)],
	['another knowledge', { kind: 'knowledge', id: testId(5, 2) }, everywhere([])],
	['another workspace', { kind: 'workspace', id: testId(5, 2) }, everywhere([])],
	['a team', { kind: 'team', id: support }, onTeam(AGENTS)],
	['a ticket of the team', { kind: 'ticket', id: theirs }, onTeam(AGENTS)],
	['a ticket one is on, of any team', { kind: 'ticket', id: mine }, everywhere(STAFF)],
	['a ticket that is not there', { kind: 'ticket', id: missing }, everywhere([])],
	['a channel one is in', { kind: 'channel', id: mine }, everywhere(STAFF)],
	[
		'a channel of the team',
		{ kind: 'channel', id: support },
		{ ...everywhere(STAFF), scope: [], foreign: [] }
	],
	['a conversation of two others', { kind: 'channel', id: theirs }, everywhere([])],
	['a channel that is not there', { kind: 'channel', id: missing }, everywhere([])],
	['one’s own page', { kind: 'user', id: alice }, everywhere(STAFF)],
	['somebody else’s page', { kind: 'user', id: bob }, everywhere([])],
	['a text of a ticket of the team', { kind: 'text', id: testId(8, 1) }, onTeam(AGENTS)],
	['a text of a ticket one is on', { kind: 'text', id: testId(8, 2) }, everywhere(STAFF)],
	['a text of a ticket that was deleted', { kind: 'text', id: testId(8, 4) }, everywhere([])],
	['a draft of an article', { kind: 'text', id: testId(8, 3) }, everywhere(AGENTS)],
	['a text that nobody began', { kind: 'text', id: testId(8, 9) }, everywhere([])],
	['somebody who asked the team', { kind: 'contact', id: testId(9, 1) }, onTeam(AGENTS)],
	[
		'somebody on one of whose tickets one is',
		{ kind: 'contact', id: testId(9, 2) },
		everywhere(STAFF)
	],
	[
		'somebody whose only ticket was deleted',
		{ kind: 'contact', id: testId(9, 3) },
		onTeam(['supervisor', 'org-admin'])
	],
	['somebody who never asked', { kind: 'contact', id: testId(9, 9) }, everywhere(ADMINS)],
	['who of the team is here', { kind: 'live', id: support }, onTeam(STAFF)]
];

function aliceAs(role: Role, relation: keyof Readers, more: Partial<Actor> = {}): Actor {
	return actor(alice, role, {
		teams: new Set(relation === 'member' ? [support] : []),
		supervises: new Set(relation === 'supervisor' ? [support] : []),
		scope: new Set(relation === 'scope' ? [support] : []),
		...more
	});
}

describe('who may read a document', () => {
	it.each(TABLE)('[PO4, SC3] %s', (_what, ref, readers) => {
		for (const relation of RELATIONS) {
			const reads = ROLES.filter(
				(role) => docAccess(aliceAs(role, relation), ref, facts) === 'read'
			);
			expect(reads, relation).toEqual(readers[relation]);
		}
	});

	it('[PO4] every kind of document has its row', () => {
		const kinds = new Set(TABLE.map(([, ref]) => ref.kind));
		expect([...kinds].sort()).toEqual([...DOCUMENT_KINDS].sort());
	});

	it.each(TABLE)('[PO6] %s is not for who is blocked', (_what, ref) => {
		for (const role of ROLES)
			for (const relation of ['member', 'supervisor', 'scope'] as const) {
				const blocked = aliceAs(role, relation, { blocked: true });
				expect(docAccess(blocked, ref, facts)).toBe('none');
			}
	});

	it.each(TABLE)('[PO5] %s is not for a requester or an unknown role', (_what, ref) => {
		for (const role of ['requester', '__proto__', 'OWNER', ''])
			expect(docAccess(aliceAs(role as Role, 'member'), ref, facts)).toBe('none');
	});

	it('[PO2] a kind or id nobody knows is nobody’s', () => {
		const admin = aliceAs('org-admin', 'member');
		for (const kind of ['outbox', 'session', '__proto__', 'constructor', ''])
			for (const id of [support, alice, org])
				expect(docAccess(admin, { kind, id } as unknown as DocSubject, facts)).toBe('none');
		for (const kind of DOCUMENT_KINDS)
			for (const id of ['', '__proto__', 'constructor', `${support}.1`, support.toUpperCase()])
				expect(docAccess(admin, { kind, id }, facts)).toBe('none');
		expect(docAccess(admin, { kind: 'workspace', id: '' }, { ...facts, org: '' })).toBe('none');
	});
});
