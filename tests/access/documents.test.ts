import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDeviceId, newId } from '#lib/domain/ids.ts';
import { docAccess } from '#lib/domain/policy/doc-access.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import { readChannel } from '#lib/domain/channel.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import { readContent } from '#lib/documents/records.ts';
import { DOCUMENT_KINDS, parseDocumentName } from '#lib/protocol/document-names.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { startServer, stockClient, until, type TestServer } from '../support/server.ts';
import { accept, aPlace } from './place.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
let abroad: Awaited<ReturnType<typeof aPlace>>;
const clients = new Map<Role, MuxClient>();

beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'own', other: 'other' });
	abroad = await aPlace(test, { own: 'abroad', other: 'abroad' });
	await someoneAsks(place, 'own');
	await someoneAsks(abroad, 'abroad');
	for (const role of ROLES) {
		const client = await muxClient(test, place.byRole[role]);
		await client.hello(newDeviceId((bytes) => crypto.getRandomValues(bytes)));
		clients.set(role, client);
	}
});
/** One asks the first team and one the second. */
async function someoneAsks({ unit, own, other }: typeof place, where: string): Promise<void> {
	for (const [who, team] of [
		['a', own],
		['b', other]
	] as const) {
		const requester = { name: who, address: addressOf(where, who) };
		const ticket = `ticket.${newId((bytes) => crypto.getRandomValues(bytes))}` as const;
		await accept(unit, [
			{ type: 'ticket.create', target: ticket, body: { team, subject: where, requester } }
		]);
	}
}

afterAll(async () => {
	for (const client of clients.values()) client.end();
	await test.remove();
});

const READ = 'read';
const addressOf = (where: string, who: string) => `${who}@${where}.example`;
const contactOf = (where: string, who: string) => `contact.${contactIdOf(addressOf(where, who))}`;
/** What opening gives: the document, or the code with which its channel is closed. */
type Outcome = typeof READ | 4403 | 4404;
/** Outcomes in the order of the roles: requester, field agent, agent, supervisor, administrator. */
const row = (what: string, name: (me: string) => string, outcomes: readonly Outcome[]) => ({
	what,
	name,
	outcomes
});

const TABLE = [
	row('workspace, own organisation', () => `workspace.${place.org}`, [
		4403,
		READ,
		READ,
		READ,
		READ
	]),
	row(
		'workspace, foreign organisation',
		() => `workspace.${abroad.org}`,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('knowledge, own organisation', () => `knowledge.${place.org}`, [
		4403,
		READ,
		READ,
		READ,
		READ
	]),
	row(
		'knowledge, foreign organisation',
		() => `knowledge.${abroad.org}`,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('team, own team', () => `team.${place.own}`, [4403, 4403, READ, READ, READ]),
	row('team, foreign team', () => `team.${place.other}`, [4403, 4403, 4403, 4403, READ]),
	row('team, foreign organisation', () => `team.${abroad.own}`, [4403, 4403, 4403, 4403, 4404]),
	row('ticket, own team, not on it', () => place.contents.own.ticket, [
		4403,
		4403,
		READ,
		READ,
		READ
	]),
	row('ticket, foreign team, on it', () => place.contents.shared.ticket, [
		4403,
		READ,
		READ,
		READ,
		READ
	]),
	row('ticket, foreign team, not on it', () => place.contents.other.ticket, [
		4403,
		4403,
		4403,
		4403,
		READ
	]),
	row(
		'ticket, foreign organisation',
		() => abroad.contents.own.ticket,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('channel, of the own team', () => place.teamChannel, [4403, READ, READ, READ, 4403]),
	row('channel, a member', () => place.contents.shared.channel, [4403, READ, READ, READ, READ]),
	row('channel, no member', () => place.contents.other.channel, [4403, 4403, 4403, 4403, 4403]),
	row(
		'channel, foreign organisation',
		() => abroad.contents.own.channel,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('user, oneself', (me) => `user.${me}`, [4403, READ, READ, READ, READ]),
	row('user, somebody else', () => `user.${place.outsider}`, [4403, 4403, 4403, 4403, 4403]),
	row(
		'user, foreign organisation',
		() => `user.${abroad.outsider}`,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('live, own team', () => `live.${place.own}`, [4403, READ, READ, READ, READ]),
	row('live, foreign team', () => `live.${place.other}`, [4403, 4403, 4403, 4403, READ]),
	row('text, own team', () => `text.${place.contents.own.text}`, [4403, 4403, READ, READ, READ]),
	row('text, foreign team, on the ticket', () => `text.${place.contents.shared.text}`, [
		4403,
		READ,
		READ,
		READ,
		READ
	]),
	row('text, foreign team, not on the ticket', () => `text.${place.contents.other.text}`, [
		4403,
		4403,
		4403,
		4403,
		READ
	]),
	row(
		'text, foreign organisation',
		() => `text.${abroad.contents.own.text}`,
		[4403, 4403, 4403, 4403, 4403]
	),
	row('contact, own team', () => contactOf('own', 'a'), [4403, 4403, READ, READ, READ]),
	row('contact, foreign team', () => contactOf('own', 'b'), [4403, 4403, 4403, 4403, READ]),
	row(
		'contact, foreign organisation',
		() => contactOf('abroad', 'a'),
		[4403, 4403, 4403, 4403, 4404]
	),
	row('live, foreign organisation', () => `live.${abroad.own}`, [4403, 4403, 4403, 4403, 4404])
];

/** What policy says of a document of this organisation. */
function policySays(role: Role, name: string): 'none' | 'read' {
	const { directory, entities } = place.unit.world;
	const actor = directory.actor(place.byRole[role].id);
	const parsed = parseDocumentName(name);
	if (actor === undefined || parsed?.type !== 'projection') return 'none';
	return docAccess(actor, parsed.ref, {
		org: place.org,
		ticket: (id) => {
			const ticket = place.unit.world.ticket(`ticket.${id}`);
			return ticket && ticketSubject(ticket);
		},
		channel: (id) => readChannel(entities.get(`channel.${id}`).head),
		text: (id) => {
			const target = place.hub.texts.targetOf(id);
			if (target?.startsWith('article.') === true) return 'article';
			const ticket = target === undefined ? undefined : place.unit.world.ticket(target);
			return ticket && ticketSubject(ticket);
		},
		contact: (id) => place.unit.world.ticketsOf(id)
	});
}

describe('who may open which document', () => {
	it('[AC1] has a row for every kind of document, and a column for every role', () => {
		const kinds = new Set(TABLE.map(({ what }) => what.split(',')[0]));
		expect([...kinds].sort()).toEqual([...DOCUMENT_KINDS].sort());
		for (const { outcomes } of TABLE) expect(outcomes).toHaveLength(ROLES.length);
		const places = ['own', 'foreign team', 'foreign organisation'];
		for (const kind of ['team', 'ticket', 'live', 'text'])
			for (const where of places)
				expect(TABLE.some(({ what }) => what.startsWith(kind) && what.includes(where))).toBe(true);
	});

	it.each(TABLE)('[AC1] $what', async ({ name, outcomes }) => {
		for (const [index, role] of ROLES.entries()) {
			const wanted = outcomes[index];
			const target = name(place.byRole[role].id);
			const channel = await clients.get(role)?.read(target);
			const outcome = channel?.opened === undefined ? channel?.closed?.code : READ;
			expect(outcome, `${role} ${target}`).toBe(wanted);
			if (channel !== undefined && wanted !== READ) {
				expect(channel.updates).toEqual([]);
				expect(readContent(channel.doc)).toEqual({});
			}
			if (wanted !== 4404) expect(policySays(role, target) === READ).toBe(wanted === READ);
		}
	});

	it.each(TABLE)('[AC2] $what, by a stock client', async ({ name, outcomes }) => {
		for (const [index, role] of ROLES.entries()) {
			const me = place.byRole[role];
			const client = stockClient(test, me, name(me.id));
			await until(() => client.provider.synced || client.closes.length > 0);
			const outcome = client.provider.synced ? READ : client.closes[0]?.code;
			expect(outcome, role).toBe(outcomes[index]);
			if (outcomes[index] !== READ) expect(readContent(client.doc)).toEqual({});
			client.destroy();
		}
	});
});
