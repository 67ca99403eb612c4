import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendToOutbox } from '#lib/documents/outbox-doc.ts';
import { readContent, rootMap } from '#lib/documents/records.ts';
import { readTeamRows } from '#lib/documents/team-doc.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import {
	anOrganisation,
	startServer,
	stockClient,
	until,
	type TestServer
} from '../support/server.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
const random = seededRandom(11);

beforeAll(async () => {
	test = await startServer();
	desk = await anOrganisation(
		test,
		[{ role: 'agent' }, { role: 'agent' }, { role: 'agent' }],
		([a = '', b = '', c = '']) => [
			{ name: 'One', members: [a, b], supervisors: [] },
			{ name: 'Two', members: [c], supervisors: [] }
		]
	);
});
afterAll(() => test.remove());

const person = (index: number) => desk.people[index] as (typeof desk.people)[number];
const deviceOf = (index: number) => new PaperDevice(person(index).id, random, Date.now);
const team = (index: number) => desk.teams[index] as TeamId;

const FOREIGN: readonly [string, () => string][] = [
	['the team of others', () => `team.${team(1)}`],
	['the user document of somebody else', () => `user.${person(1).id}`],
	['a team that does not exist', () => `team.${deviceOf(0).newId()}`],
	['a name that is none', () => 'no-such-kind.abc']
];

describe('a stock y-websocket client', () => {
	it('[SK1] writes its own outbox, and others read the result in their documents', async () => {
		const device = deviceOf(0);
		const outbox = stockClient(test, person(0), outboxName(device.device, 0));
		const reader = stockClient(test, person(1), `team.${team(0)}`);
		await Promise.all([outbox.synced(), reader.synced()]);
		const ticket = device.newId();
		const create = device.change('ticket.create', `ticket.${ticket}`, {
			team: team(0),
			subject: 'From a stock client'
		});
		appendToOutbox(outbox.doc, [create], 'test');
		await until(() => readTeamRows(reader.doc).has(ticket));
		expect(readTeamRows(reader.doc).get(ticket)).toMatchObject({ subject: 'From a stock client' });
		outbox.destroy();
		reader.destroy();
	});

	it('[SK2] gets in again what a broken line swallowed, each change once', async () => {
		const device = deviceOf(0);
		const doc = new Y.Doc();
		const name = outboxName(device.device, 0);
		const creates = Array.from({ length: 20 }, (_, index) =>
			device.change('ticket.create', `ticket.${device.newId()}`, {
				team: team(0),
				subject: `Ticket ${index}`
			})
		);
		appendToOutbox(doc, creates.slice(0, 10), 'test');
		const first = stockClient(test, person(0), name, doc);
		await first.synced();
		first.provider.disconnect();
		appendToOutbox(doc, creates.slice(10), 'test');
		first.provider.connect();
		const reader = stockClient(test, person(1), `team.${team(0)}`);
		const ids = creates.map(({ target }) => target.slice('ticket.'.length));
		await until(() => ids.every((id) => readTeamRows(reader.doc).has(id)));
		const numbers = ids.map((id) => readTeamRows(reader.doc).get(id)?.number);
		expect(new Set(numbers).size).toBe(20);
		first.destroy();
		reader.destroy();
	});

	it.each(FOREIGN)('[SK3] reads not one byte of %s', async (_what, nameOf) => {
		const client = stockClient(test, person(0), nameOf());
		await until(() => client.closes.length > 0);
		expect([CLOSE.forbidden, CLOSE.unknownDocument]).toContain(client.closes[0]?.code);
		expect(readContent(client.doc)).toEqual({});
		client.destroy();
	});

	it('[SK4] cannot write a document of the server, and is closed when it tries', async () => {
		const writer = stockClient(test, person(0), `team.${team(0)}`);
		const reader = stockClient(test, person(1), `team.${team(0)}`);
		await Promise.all([writer.synced(), reader.synced()]);
		rootMap(writer.doc, 'rows').set('forged', { subject: 'forged' });
		await until(() => writer.closes.length > 0);
		expect(writer.closes[0]?.code).toBe(CLOSE.badUpdate);
		expect(readTeamRows(reader.doc).has('forged')).toBe(false);
		expect(desk.unit.projector.content(`team.${team(0)}`)?.rows?.forged).toBeUndefined();
		writer.destroy();
		reader.destroy();
	});

	it('[SK5] cannot write the outbox of a device that is somebody else’s', async () => {
		const mine = deviceOf(0);
		const own = stockClient(test, person(0), outboxName(mine.device, 0));
		await own.synced();
		const thief = stockClient(test, person(1), outboxName(mine.device, 0));
		await until(() => thief.closes.length > 0);
		expect(thief.closes[0]?.code).toBe(CLOSE.forbidden);
		own.destroy();
		thief.destroy();
	});
});
