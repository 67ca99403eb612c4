import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { readContent } from '#lib/documents/records.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { writeUpdate } from '../../sync-server/socket/sync-messages.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { POISON, type Target } from './support/poison.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
let honest: MuxClient;
let paper: PaperDevice;
const clients: MuxClient[] = [];
const random = seededRandom(9);
const person = (index: number) => desk.people[index] ?? { id: '', org: '', cookie: '' };
const team = () => `team.${desk.teams[0]}`;

beforeAll(async () => {
	test = await startServer();
	desk = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
	paper = new PaperDevice(person(0).id, random, Date.now);
	honest = await connect(0, paper);
	await honest.read(team());
});
afterAll(async () => {
	for (const client of clients) client.end();
	await test.remove();
});

async function connect(who: number, device: PaperDevice): Promise<MuxClient> {
	const client = await muxClient(test, person(who));
	clients.push(client);
	await client.hello(device.device);
	return client;
}
const aDevice = (who: number) => new PaperDevice(person(who).id, random, Date.now);
let number = 0;

/** An honest change is settled, everybody who looks sees it, and so does whoever comes later. */
async function expectWhole(): Promise<void> {
	const create = paper.change('ticket.create', `ticket.${paper.newId()}`, {
		team: desk.teams[0] as TeamId,
		subject: 'Honest'
	});
	number += 1;
	await honest.deliver(paper.device, [create], number);
	const id = create.target.slice('ticket.'.length);
	const [watching] = honest.channels.values();
	const rows = (doc: Y.Doc) => readContent(doc)['rows'] ?? {};
	await until(() => watching !== undefined && id in rows(watching.doc));
	const late = await connect(0, aDevice(0));
	const joined = await late.read(team());
	expect(readContent(joined.doc)).toEqual(desk.unit.projector.content(team()));
	expect(readContent(joined.doc)).toEqual(watching && readContent(watching.doc));
	late.end();
	expect(test.errors).toEqual([]);
}

const head = (): Target => {
	const known = desk.unit.projector.head(team());
	return { writer: known?.client ?? 0, clock: known?.clock ?? 0 };
};
/** Final to the channel of a tab, or to the socket of a stock client. */
const REFUSALS: readonly unknown[] = [CLOSE.badUpdate, CLOSE.full, CLOSE.gap];
/** What an outbox is merely asked to send again from the beginning, as after a broken line. */
const ASKED_AGAIN = new Set([
	'20,000 root names that wait',
	'an entry beside itself',
	'an entry beside what is not there'
]);

describe('somebody with a login who sends poison', () => {
	it.each(Object.entries(POISON))('[OB4, GD2] to their outbox: %s', async (name, make) => {
		const device = aDevice(1);
		const attacker = await connect(1, device);
		const outbox = await attacker.read(outboxName(device.device, 0));
		const receipts = outbox.receipts;
		attacker.say(outbox, writeUpdate(make({ writer: 7, clock: 0 })));
		await until(() => outbox.closed !== undefined || outbox.receipts > receipts);
		if (!ASKED_AGAIN.has(name)) expect(REFUSALS).toContain(outbox.closed?.code);
		expect(desk.unit.store.vector(device.device, 0)).toBeUndefined();
		attacker.end();
	});

	it.each(Object.entries(POISON))('[GD4] to a document of the server: %s', async (_name, make) => {
		const attacker = await connect(1, aDevice(1));
		const channel = await attacker.read(team());
		const content = desk.unit.projector.content(team());
		attacker.say(channel, writeUpdate(make(head())));
		await until(() => channel.closed !== undefined);
		expect(channel.closed?.code).toBe(CLOSE.badUpdate);
		expect(desk.unit.projector.content(team())).toEqual(content);
		attacker.end();
	});

	it.each(Object.entries(POISON))('[SK4, SK5] as a stock client: %s', async (_name, make) => {
		const attacker = await muxClient(test, person(1), `/sync/${team()}`);
		attacker.raw(writeUpdate(make(head())));
		expect((await attacker.ended()).code).toBe(CLOSE.badUpdate);
	});

	it('[GD2] leaves documents, readers and late joiners whole', () => expectWhole());
});
