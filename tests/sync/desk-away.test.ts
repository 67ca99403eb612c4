import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entityRef, newId, type TeamId } from '#lib/domain/ids.ts';
import { ZERO_STAMP } from '#lib/domain/stamp.ts';
import { THREAD_LIMITS } from '#lib/documents/thread-doc.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { openTestDesk } from '../support/desk.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], ([a = '', b = '']) => [
		{ name: 'One', members: [a, b], supervisors: [] }
	]);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

const team = () => org.teams[0] as TeamId;

async function desk(index: number, now: () => number = () => Date.now()) {
	const person = org.people[index];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, 'agent', { environment: { now } });
	open.push(made.desk);
	await until(() => made.desk.ready && made.desk.myTeams.length === 1);
	return made;
}

type Made = Awaited<ReturnType<typeof desk>>;

async function ticketSeenBy(maker: Made, reader: Made): Promise<string> {
	const id = maker.desk.newId();
	maker.desk.change('ticket.create', entityRef('ticket', id), { team: team(), subject: 'Shared' });
	const rows = reader.desk.ticketRows({ team: team() });
	await until(() => typeof rows.all().get(id)?.number === 'number');
	rows.close();
	return id;
}

describe('after a time away', () => {
	it('what my changes met of others’ is on one page, and nothing that met nobody', async () => {
		let away = 0;
		const alice = await desk(0, () => Date.now() + away);
		const bob = await desk(1);
		const [met, alone] = [await ticketSeenBy(bob, alice), await ticketSeenBy(bob, alice)];
		alice.wire.cut();
		await until(() => alice.desk.connection.kind === 'offline');
		const set = (who: Made, id: string, value: 'high' | 'low') =>
			who.desk.change('ticket.field', entityRef('ticket', id), { field: 'priority', value });
		set(alice, met, 'high');
		set(alice, alone, 'high');
		set(bob, met, 'low');
		await until(() => bob.desk.waiting === 0);
		away = 10 * 60_000;
		alice.wire.join();
		await until(() => alice.desk.mine.met.list.length > 0);
		expect(alice.desk.mine.met.list.map(({ ref }) => ref)).toEqual([`ticket.${met}`]);
		expect(alice.desk.mine.met.list[0]?.conflicts).toMatchObject([{ key: 'priority' }]);
		alice.desk.mine.met.dismiss();
		expect(alice.desk.mine.met.list).toEqual([]);
	});

	it('a claim that came too late is refused with who was first, and can be made again', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		const id = await ticketSeenBy(bob, alice);
		const ref = entityRef('ticket', id);
		alice.wire.cut();
		const late = alice.desk.change('ticket.take', ref, { expected: null });
		const rows = alice.desk.ticketRows({ team: team() });
		expect(rows.all().get(id)?.assignee).toBe(alice.desk.me.person);
		bob.desk.change('ticket.take', ref, { expected: null });
		await until(() => bob.desk.waiting === 0);
		alice.wire.join();
		await until(() => alice.desk.mine.refusals.some((refusal) => refusal.id === late.id));
		await until(() => rows.all().get(id)?.assignee === bob.desk.me.person);
		expect(alice.desk.mine.refusals[0]).toMatchObject({ reason: 'taken' });
		const again = alice.desk.mine.retry(late.id);
		expect(again?.verdict).toEqual({ ok: true });
		expect(alice.desk.mine.refusals).toEqual([]);
		await until(() => alice.desk.waiting === 0);
		expect(rows.all().get(id)?.assignee).toBe(alice.desk.me.person);
		expect(alice.desk.mine.refusals).toEqual([]);
	});

	it('a stamp from a clock far ahead is replaced, and shows with the server’s', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		const id = await ticketSeenBy(bob, alice);
		const device = new PaperDevice(alice.desk.me.person, seededRandom(3), () => Date.now() + 9e8);
		expect(device.device).not.toBe(alice.device.id);
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.live);
		alice.device.clock.observe(device.change('ticket.take', `ticket.${id}`, { expected: null }).at);
		alice.desk.change('ticket.field', `ticket.${id}`, { field: 'subject', value: 'From tomorrow' });
		await until(() => alice.desk.waiting === 0);
		bob.desk.change('ticket.field', `ticket.${id}`, { field: 'subject', value: 'From today' });
		await until(() => thread.ticket?.subject === 'From today');
		expect(
			thread.changes.every(({ at }) => Number.parseInt(at.slice(0, 9), 36) < Date.now() + 1e6)
		).toBe(true);
		thread.close();
	});
});

describe('a long thread', () => {
	it('fetches its older messages and what was done before by page', async () => {
		const alice = await desk(0);
		const id = await ticketSeenBy(alice, alice);
		const ref = entityRef('ticket', id);
		const count = THREAD_LIMITS.messages + 40;
		const write = async (from: number, to: number, by = alice) => {
			by.desk.changeMany(
				Array.from({ length: to - from }, (_, index) => ({
					type: 'message.add' as const,
					target: ref,
					body: { kind: 'note' as const, text: `Message ${from + index}` }
				}))
			);
			await until(() => by.desk.waiting === 0);
		};
		await write(0, count);
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.live);
		expect(thread.messages.length).toBe(THREAD_LIMITS.messages);
		expect(thread.olderCount).toBe(40);
		const first = thread.messages[0]?.seq ?? 0;
		expect(await alice.desk.threads.fetchOlder(`ticket.${id}`, first)).toBe('fetched');
		expect(thread.messages.length).toBe(count);
		expect(thread.messages[0]?.text).toBe('Message 0');
		expect(await alice.desk.threads.fetchOlder(`ticket.${id}`, 1)).toBe('none');

		const isWhole = () => thread.changes.some(({ type }) => type === 'ticket.create');
		const fetchRecord = () =>
			alice.desk.threads.fetchRecord(`ticket.${id}`, thread.changes[0]?.at ?? ZERO_STAMP);
		expect(isWhole()).toBe(false);
		expect(await fetchRecord()).toBe('fetched');
		expect(isWhole()).toBe(true);
		expect(thread.changes.length).toBeGreaterThan(count);
		expect(await fetchRecord()).toBe('none');

		// What the document drops while the thread is open is still between the pages and the rest.
		const done = thread.changes.length;
		await write(count, count + 50);
		const texts = thread.messages.map(({ text }) => text);
		expect(texts).toEqual(Array.from({ length: count + 50 }, (_, index) => `Message ${index}`));
		expect(thread.changes.length).toBe(done + 50);

		// After a long time away nothing of what it had is left in the document: then the pages go.
		const bob = await desk(1);
		alice.wire.cut();
		await write(count + 50, 2 * count + 50, bob);
		alice.wire.join();
		await until(() => thread.messages.at(-1)?.text === `Message ${2 * count + 49}`);
		expect(thread.messages.length).toBe(THREAD_LIMITS.messages);
		expect(thread.olderCount).toBe(count + 90);
		thread.close();
	});
});

describe('a list of 20,000 rows', () => {
	it('is kept up by what changed, without being made again', async () => {
		const alice = await desk(0);
		const random = seededRandom(5);
		const device = new PaperDevice(alice.desk.me.person, random, Date.now);
		const creates = Array.from({ length: 20_000 }, (_, index) =>
			device.change('ticket.create', `ticket.${newId(random.bytes)}`, {
				team: team(),
				subject: `Ticket ${index}`
			})
		);
		await org.unit.submit({
			sender: { author: alice.desk.me.person, device: device.device, revoked: false },
			entries: creates
		});
		const rows = alice.desk.ticketRows({ team: team() });
		await until(() => rows.all().size >= 20_000);
		const changes: number[] = [];
		rows.onChange((changed) => changes.push(changed.size));
		const target = creates[7]?.target ?? 'ticket.';
		const id = target.slice('ticket.'.length);
		alice.desk.change('ticket.field', target, { field: 'priority', value: 'urgent' });
		expect(rows.all().get(id)).toMatchObject({ priority: 'urgent', pending: true });
		expect(changes).toEqual([1]);
	}, 60_000);
});
