import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRefusals } from '#lib/documents/user-doc.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { muxClient, type MuxClient, type RawChannel } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';

/** So many tickets are taken by two people at once; a person is told of their latest 500 refusals. */
const PAIRS = 800;
/** So many of them in the same moment. */
const A_MOMENT = 4;
const random = seededRandom(Date.now());
let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;

interface Taker {
	readonly id: string;
	readonly device: PaperDevice;
	readonly client: MuxClient;
	readonly outbox: RawChannel;
	/** The ticket that each of their changes would have taken. */
	readonly tried: Map<string, string>;
}

beforeAll(async () => {
	test = await startServer();
	desk = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
});
afterAll(() => test.remove());

async function aTaker(index: number): Promise<Taker> {
	const person = desk.people[index] ?? { id: '', org: '', cookie: '' };
	const device = new PaperDevice(person.id, random, Date.now);
	const client = await muxClient(test, person);
	await client.hello(device.device);
	const outbox = await client.read(outboxName(device.device, 0));
	return { id: person.id, device, client, outbox, tried: new Map() };
}

function take({ device, client, outbox, tried }: Taker, ticket: string): void {
	const change = device.change('ticket.take', `ticket.${ticket}`, { expected: null });
	tried.set(change.id, ticket);
	client.append(outbox, change);
}

/** By ticket: what the server told this person about those they did not get. */
async function missedBy({ id, client, tried }: Taker): Promise<Map<string, unknown>> {
	const { doc } = await client.read(`user.${id}`);
	return new Map(
		[...readRefusals(doc)].map(([change, { reason, detail }]) => {
			return [tried.get(change) ?? '', { reason, detail }];
		})
	);
}

describe('two people who want the same [TK6]', () => {
	it(`of ${PAIRS} tickets each go to one of them, and the other is told to whom and when`, async () => {
		const tickets = Array.from({ length: PAIRS }, () =>
			new PaperDevice('', random, Date.now).newId()
		);
		await submitAutomation(
			desk.unit,
			'~test',
			tickets.map((id) => ({
				type: 'ticket.create',
				target: `ticket.${id}`,
				body: { team: desk.teams[0] as TeamId, subject: 'A lift that stands still' }
			}))
		);
		const takers = [await aTaker(0), await aTaker(1)];
		for (const [index, ticket] of tickets.entries()) {
			for (const taker of random.next() < 0.5 ? takers : takers.toReversed()) take(taker, ticket);
			if (index % A_MOMENT === A_MOMENT - 1)
				await Promise.all(takers.map(({ client, outbox }) => client.receipted(outbox)));
		}
		const missed = await Promise.all(takers.map(missedBy));
		let [wins, told] = [0, 0];
		for (const ticket of tickets) {
			const assignee = desk.unit.world.ticket(`ticket.${ticket}`)?.assignee;
			wins += takers.filter(({ id }) => id === assignee).length;
			const loser = takers.findIndex(({ id }) => id !== assignee);
			expect(missed[1 - loser]?.has(ticket)).toBe(false);
			expect(missed[loser]?.get(ticket)).toMatchObject({
				reason: 'taken',
				detail: { by: assignee, atMs: expect.any(Number) }
			});
			told += 1;
		}
		expect([wins, told]).toEqual([PAIRS, PAIRS]);
		for (const { client } of takers) client.end();
	});
});
