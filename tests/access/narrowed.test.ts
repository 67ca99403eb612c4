import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDeviceId } from '#lib/domain/ids.ts';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
import { accept, anId, aPlace } from './place.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
const clients: MuxClient[] = [];

beforeEach(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'own', other: 'other' });
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.end();
	await test.remove();
});

async function connect(role: 'agent' | 'org-admin' | 'supervisor' = 'agent') {
	const client = await muxClient(test, place.byRole[role]);
	clients.push(client);
	await client.hello(newDeviceId((bytes) => crypto.getRandomValues(bytes)));
	return client;
}

async function sessionOf(role: 'agent') {
	const known = await test.server.access.sessions.resolve(place.byRole[role].cookie);
	if (known.kind !== 'active') throw new Error('signed in');
	return known.session;
}

/** Resolves once the server has handled what this client sent before. */
async function settle(client: MuxClient): Promise<void> {
	const pongs = () => client.controls.filter(({ type }) => type === 'pong').length;
	const seen = pongs();
	client.control({ type: 'ping', sentMs: 1 });
	await until(() => pongs() > seen || client.closed !== undefined);
}

describe('access that has become narrower', () => {
	it('[AC6] ends open sockets of an ended session within two seconds, before any other word', async () => {
		const client = await connect();
		const document = await client.read(`team.${place.own}`);
		const { loginId, publicId } = await sessionOf('agent');
		const startMs = performance.now();
		test.server.access.sessions.endOne(loginId, publicId, 'ended-by-person');
		const seen = document.updates.length;
		await accept(place.unit, place.contents.own.drafts.slice(1, 2));
		expect((await client.ended()).code).toBe(CLOSE.revoked);
		expect(performance.now() - startMs).toBeLessThan(2_000);
		expect(document.updates).toHaveLength(seen);
	});

	it('[AC6] ends the sockets of somebody who is blocked, who may then only deliver', async () => {
		const client = await connect();
		await accept(place.unit, [
			{
				type: 'person.field',
				target: `person.${place.byRole.agent.id}`,
				body: { field: 'blocked', value: true }
			}
		]);
		expect([CLOSE.accessChanged, CLOSE.revoked]).toContain((await client.ended()).code);
		const again = await connect();
		expect(again.welcome).toMatchObject({ mode: 'deliver-only' });
		expect((await again.read(`team.${place.own}`)).closed?.code).toBe(CLOSE.forbidden);
	});

	it.each([
		[
			'leaves a team',
			'team.element',
			() => `team.${place.own}`,
			() => ({ set: 'members', element: place.byRole.agent.id, present: false })
		],
		[
			'has a lower role',
			'person.field',
			() => `person.${place.byRole.agent.id}`,
			() => ({ field: 'role', value: 'field-agent' })
		]
	] as const)(
		'[AC7] closes the socket of who %s, who reads less afterwards',
		async (_what, type, target, body) => {
			const client = await connect();
			const document = await client.read(`team.${place.own}`);
			const seen = document.updates.length;
			await accept(place.unit, [{ type, target: target() as never, body: body() }]);
			expect((await client.ended()).code).toBe(CLOSE.accessChanged);
			expect(document.updates).toHaveLength(seen);
			const again = await connect();
			again.control({ type: 'holds', documents: [{ name: `team.${place.own}.1`, rev: 1 }] });
			await until(() => again.holdings.length > 0);
			expect(again.holdings[0]).toMatchObject({ erase: [`team.${place.own}.1`] });
			expect((await again.read(`team.${place.own}`)).closed?.code).toBe(CLOSE.forbidden);
		}
	);

	it('[AC7] leaves the socket of who joins a team open', async () => {
		const client = await connect();
		expect((await client.read(`team.${place.other}`)).closed?.code).toBe(CLOSE.forbidden);
		await accept(place.unit, [
			{
				type: 'team.element',
				target: `team.${place.other}`,
				body: { set: 'members', element: place.byRole.agent.id, present: true }
			}
		]);
		expect((await client.read(`team.${place.other}`)).opened).toBeDefined();
		expect(client.closed).toBeUndefined();
	});

	it('[AC8] closes a ticket that goes to another team, and has it erased where it is not open', async () => {
		const [reader, holder] = [await connect(), await connect('supervisor')];
		const admin = await connect('org-admin');
		const { ticket } = place.contents.own;
		const [open, stays] = [await reader.read(ticket), await admin.read(ticket)];
		const seen = open.updates.length;
		await accept(place.unit, [
			{ type: 'ticket.transfer', target: ticket, body: { team: place.other } },
			{ type: 'message.add', target: ticket, body: { kind: 'note', text: 'not for them' } }
		]);
		await until(() => open.closed !== undefined && holder.holdings.length > 0);
		expect(open.closed?.code).toBe(CLOSE.forbidden);
		expect(open.updates).toHaveLength(seen);
		for (const client of [reader, holder])
			expect(client.holdings.flatMap(({ erase }) => erase)).toContain(ticket);
		await settle(admin);
		expect(stays.closed).toBeUndefined();
		expect(admin.holdings).toEqual([]);
		expect(reader.closed).toBeUndefined();
	});

	it('[AC8] tells only those of it who could read it: to others not even its name', async () => {
		const { byRole, contents, other, unit } = place;
		const [never, left] = [await connect(), await connect('supervisor')];
		const { ticket, channel } = contents.other;
		const body = (set: string, present: boolean) => ({
			set,
			element: byRole.supervisor.id,
			present
		});
		await accept(unit, [
			{ type: 'ticket.element', target: ticket, body: body('followers', true) },
			{ type: 'channel.element', target: channel, body: body('members', true) }
		]);
		await accept(unit, [
			{ type: 'ticket.element', target: ticket, body: body('followers', false) },
			{ type: 'channel.element', target: channel, body: body('members', false) },
			{ type: 'ticket.transfer', target: contents.shared.ticket, body: { team: place.own } },
			{ type: 'ticket.transfer', target: contents.shared.ticket, body: { team: other } }
		]);
		await until(() => left.holdings.flatMap(({ erase }) => erase).length >= 3);
		expect(left.holdings.flatMap(({ erase }) => erase).toSorted()).toEqual([
			channel,
			// What is noted of whoever asked goes with their only ticket.
			`contact.${contactIdOf('other@example.org')}`,
			ticket
		]);
		await settle(never);
		expect(never.holdings).toEqual([]);
	});

	it('[CO4] takes what is noted of somebody along with the last of their tickets', async () => {
		const { unit, own, other } = place;
		const requester = { name: 'Hannah', address: 'Hannah@example.org' };
		const [one, two] = [`ticket.${anId()}`, `ticket.${anId()}`] as const;
		const body = { team: own, subject: 'Lift', requester };
		await accept(unit, [
			{ type: 'ticket.create', target: one, body },
			{ type: 'ticket.create', target: two, body }
		]);
		const contact = `contact.${contactIdOf('hannah@example.org')}` as const;
		const [reader, holder] = [await connect(), await connect('supervisor')];
		const [open, admin] = [await reader.read(contact), await connect('org-admin')];
		const transfer = (target: typeof one, team: string) => ({
			type: 'ticket.transfer' as const,
			...{ target, body: { team } }
		});
		await accept(unit, [transfer(one, other)]);
		await settle(reader);
		expect(open.closed).toBeUndefined();
		const seen = open.updates.length;
		const note = { kind: 'note', text: 'not for them' };
		await accept(unit, [
			{ type: 'ticket.field', target: two, body: { field: 'requester', value: null } },
			{ type: 'message.add', target: contact, body: note }
		]);
		await until(() => open.closed !== undefined && holder.holdings.length > 0);
		expect(open.closed?.code).toBe(CLOSE.forbidden);
		expect(open.updates).toHaveLength(seen);
		for (const client of [reader, holder])
			expect(client.holdings.flatMap(({ erase }) => erase)).toContain(contact);
		await settle(admin);
		expect(admin.holdings).toEqual([]);
		expect((await reader.read(contact)).closed?.code).toBe(CLOSE.forbidden);
	});

	it('[AC8] closes a ticket for who is no longer on it, and a channel for who has left it', async () => {
		const client = await connect();
		const { ticket, channel } = place.contents.shared;
		const [one, two] = [await client.read(ticket), await client.read(channel)];
		const [element, present] = [place.byRole.agent.id, false];
		await accept(place.unit, [
			{ type: 'ticket.element', target: ticket, body: { set: 'followers', element, present } },
			{ type: 'channel.element', target: channel, body: { set: 'members', element, present } }
		]);
		await until(() => one.closed !== undefined && two.closed !== undefined);
		expect([one.closed?.code, two.closed?.code]).toEqual([CLOSE.forbidden, CLOSE.forbidden]);
		const user = await client.read(`user.${element}`);
		expect(user.doc.getMap('tickets').has(ticket.slice('ticket.'.length))).toBe(false);
		expect(user.doc.getMap('channels').has(channel.slice('channel.'.length))).toBe(false);
	});
});
