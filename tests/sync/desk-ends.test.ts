import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import { databaseName, listDatabases } from '#lib/sync/databases.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Environment } from '#lib/sync/environment.ts';
import { openTestDesk, testLocks, testTabLine, testTimers, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

const DAY_MS = 86_400_000;

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

const team = (index: number) => org.teams[index] as TeamId;

/** A fresh organisation with two agents of one team, so that no test meets another's rows. */
async function freshOrg() {
	org = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], ([a = '', b = '']) => [
		{ name: 'One', members: [a, b], supervisors: [] }
	]);
}

async function desk(index: number, more: Parameters<typeof openTestDesk>[3] = {}) {
	const person = org.people[index];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, 'agent', more);
	open.push(made.desk);
	return made;
}

type Made = Awaited<ReturnType<typeof desk>>;

function create({ desk }: Made, subject: string): string {
	const id = desk.newId();
	desk.change('ticket.create', entityRef('ticket', id), { team: team(0), subject });
	return id;
}

const databasesOf = ({ device }: Made) => listDatabases(indexedDB, databaseName(device.id, ''));

describe('the outboxes of a device', () => {
	beforeAll(freshOrg);

	it('are sealed when full, sent oldest first, and all of it arrives once', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		await until(() => alice.desk.ready && bob.desk.ready);
		alice.wire.cut();
		const count = LIMITS.outboxEntries + 50;
		const planned = Array.from({ length: count }, (_, index) => ({
			type: 'ticket.create' as const,
			target: entityRef('ticket', alice.desk.newId()),
			body: { team: team(0), subject: `Ticket ${index}` }
		}));
		const [first] = alice.desk.changeMany(planned);
		await first?.durable;
		expect(alice.device.outboxes.all.map(({ entries }) => entries.length)).toEqual([200, 50]);
		alice.wire.join();
		const rows = bob.desk.ticketRows({ team: team(0) });
		await until(() => rows.all().size === count && alice.desk.waiting === 0);
		const numbers = [...rows.all().values()].map(({ number }) => number);
		expect(new Set(numbers).size).toBe(count);
	});

	it('are sealed by several tabs at once without harm', async () => {
		const locks = testLocks();
		const wires = [new Wire(), new Wire()];
		const [one, two] = wires.map((wire) => desk(1, { wire, environment: { locks } }));
		const tabs = await Promise.all([one, two].flatMap((tab) => tab ?? []));
		await until(() => tabs.every((tab) => tab.desk.ready));
		for (const wire of wires) wire.cut();
		const ids = tabs.flatMap((tab) =>
			Array.from({ length: LIMITS.outboxEntries - 20 }, (_, index) => create(tab, `Of ${index}`))
		);
		await until(() => tabs.every((tab) => tab.desk.waiting === ids.length));
		wires[0]?.join();
		const rows = tabs[0]?.desk.ticketRows({ team: team(0) });
		await until(() => tabs[0]?.desk.waiting === 0);
		await until(() => ids.every((id) => typeof rows?.all().get(id)?.number === 'number'));
	});
});

describe('a generation of a document', () => {
	beforeAll(freshOrg);

	it('is swapped as a whole, on screen and on disk', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const id = create(alice, 'Old generation');
		const rows = alice.desk.ticketRows({ team: team(0) });
		await until(() => rows.all().get(id)?.pending === false);
		const name = `team.${team(0)}`;
		const before = alice.device.store.known(name)?.generation ?? 0;
		alice.wire.cut();
		org.unit.regenerateAll();
		alice.wire.join();
		await until(() => (alice.device.store.known(name)?.generation ?? 0) > before);
		await until(() => rows.asOfMs === null);
		expect(rows.all().get(id)?.subject).toBe('Old generation');
		const other = create(alice, 'New generation');
		await until(() => rows.all().get(other)?.pending === false);
		const old = databaseName(alice.device.id, `${name}.${before}`);
		let names = await databasesOf(alice);
		while (names.includes(old)) names = await databasesOf(alice);
	});
});

describe('leaving', () => {
	beforeAll(freshOrg);

	it('sends first, then takes everything off the device', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const id = create(alice, 'Last words');
		expect(await alice.desk.leave('send')).toBe('left');
		expect(alice.desk.standing).toBe('wiped');
		expect(await databasesOf(alice)).toEqual([]);
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('Last words');
	});

	it('waits for a line that comes back, and for what goes out by it', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		alice.wire.cut();
		const id = create(alice, 'Last words, later');
		const leaving = alice.desk.leave('send');
		alice.wire.join();
		expect(await leaving).toBe('left');
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('Last words, later');
	});

	it.each(['with', 'without'])(
		'takes everything off the device where nothing waits, %s a line',
		async (line) => {
			const alice = await desk(0);
			await until(() => alice.desk.ready);
			const id = create(alice, 'Said and sent');
			await until(() => alice.desk.waiting === 0);
			if (line === 'without') alice.wire.cut();
			expect(await alice.desk.leave('keep')).toBe('left');
			expect(await databasesOf(alice)).toEqual([]);
			const again = await desk(0);
			await until(() => again.desk.ready);
			expect(again.device.id).not.toBe(alice.device.id);
			expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('Said and sent');
		}
	);

	it('keeps what waits sealed for the same person, and nothing to read', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		alice.wire.cut();
		const id = create(alice, 'Sealed');
		expect(await alice.desk.leave('keep')).toBe('left');
		const names = await databasesOf(alice);
		expect(names.filter((name) => /(team|user|workspace)\./.test(name))).toEqual([]);
		const again = await desk(0);
		await until(() => again.desk.ready && again.desk.waiting === 0);
		expect(again.device.id).toBe(alice.device.id);
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('Sealed');
	});

	it('discards what waits when told to', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		alice.wire.cut();
		const id = create(alice, 'Discarded');
		expect(await alice.desk.leave('discard')).toBe('left');
		expect(await databasesOf(alice)).toEqual([]);
		const again = await desk(0);
		await until(() => again.desk.ready);
		expect(again.desk.waiting).toBe(0);
		expect(again.device.id).not.toBe(alice.device.id);
		expect(org.unit.world.ticket(`ticket.${id}`)).toBeUndefined();
	});
});

describe('the end of a session', () => {
	beforeAll(freshOrg);

	it('that was revoked: what waits is delivered and refused, then the device is wiped', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		alice.wire.cut();
		const id = create(alice, 'Too late');
		const { person } = alice.desk.me;
		test.server.access.sessions.endOfPerson(org.org, person, 'ended-by-admin');
		alice.wire.join();
		await until(() => alice.desk.standing === 'wiped');
		expect(await databasesOf(alice)).toEqual([]);
		const delivered = [...org.unit.store.log()].filter(({ target }) => target === `ticket.${id}`);
		expect(delivered.map(({ refusal }) => refusal)).toEqual([expect.stringContaining('revoked')]);
		expect(org.unit.world.ticket(`ticket.${id}`)).toBeUndefined();
	});

	it('that is unknown: work goes on, and flows after signing in again', async () => {
		const wire = new Wire();
		const person = org.people[1];
		if (person === undefined) throw new Error('no such person');
		const bob = await desk(1, { wire });
		await until(() => bob.desk.ready);
		const { cookie } = person;
		Object.assign(person, { cookie: '' });
		wire.cut();
		wire.join();
		await until(() => bob.desk.standing === 'signed-out');
		const id = create(bob, 'Meanwhile');
		expect(bob.desk.waiting).toBe(1);
		Object.assign(person, { cookie });
		bob.desk.reconnect();
		await until(() => bob.desk.waiting === 0);
		expect(bob.desk.standing).toBe('normal');
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('Meanwhile');
	});
});

describe('a device on which somebody else has signed in', () => {
	// Each with a device that the server has never met: nobody but the device itself can tell.
	beforeEach(freshOrg);

	it.each([
		['of the same organisation', () => Promise.resolve(org.people[1])],
		// Nobody gives two people one id, but an administrator of another organisation could.
		['of another one', () => samePersonElsewhere()]
	])('%s sends nothing in their name', async (_where, other) => {
		const wire = cutWire();
		const person = org.people[0];
		if (person === undefined) throw new Error('no such person');
		const alice = await desk(0, { wire });
		const { cookie } = person;
		Object.assign(person, { cookie: (await other())?.cookie });
		create(alice, 'Mine');
		wire.join();
		await until(() => alice.desk.standing === 'foreign');
		expect(alice.desk.waiting).toBe(1);
		Object.assign(person, { cookie });
	});

	async function samePersonElsewhere() {
		const id = org.people[0]?.id ?? '';
		const elsewhere = await anOrganisation(test, [{ id, role: 'agent' }], () => []);
		return elsewhere.people[0];
	}
});

describe('a device that has not met the server for longer than it may', () => {
	beforeAll(freshOrg);

	it('stays locked when its clock is set back, and at the next visit', async () => {
		let aheadMs = 0;
		const minutes = new Set<() => void>();
		const timers: Environment['timers'] = {
			...testTimers,
			every: (ms, run) => {
				if (ms === 60_000) minutes.add(run);
				return () => minutes.delete(run);
			}
		};
		const environment = { timers, now: () => Date.now() + aheadMs };
		const alice = await desk(0, { environment });
		await until(() => alice.desk.connection.kind === 'connected');
		alice.wire.cut();
		await until(() => alice.device.mux.welcome === undefined);
		expect(alice.device.lease.locked).toBe(false);
		aheadMs = 5 * DAY_MS;
		for (const run of minutes) run();
		expect(alice.device.lease.locked).toBe(true);
		aheadMs = DAY_MS;
		for (const run of minutes) run();
		expect(alice.device.lease.locked).toBe(true);
		await alice.desk.close();
		const again = await desk(0, { environment, wire: cutWire() });
		for (const run of minutes) run();
		expect(again.device.lease.locked).toBe(true);
		again.wire.join();
		await until(() => !again.device.lease.locked);
	});
});

describe('a file of unsent changes', () => {
	beforeAll(freshOrg);

	it('carries work to another device, and does nothing twice', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		alice.wire.cut();
		const id = create(alice, 'By file');
		const file = alice.desk.storage.exportUnsent();
		await alice.desk.leave('discard');
		const other = await desk(0);
		await until(() => other.desk.ready);
		expect(await other.desk.storage.importUnsent(file)).toEqual({ taken: 1, problem: null });
		expect(await other.desk.storage.importUnsent(file)).toEqual({ taken: 0, problem: null });
		await until(() => other.desk.waiting === 0);
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('By file');
	});

	it('is taken from nobody else', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		const file = alice.desk.storage.exportUnsent();
		expect(await bob.desk.storage.importUnsent(file)).toEqual({ taken: 0, problem: 'foreign' });
		const text = new Blob(['{}']);
		expect(await bob.desk.storage.importUnsent(text)).toEqual({ taken: 0, problem: 'not-a-file' });
	});
});

describe('several tabs', () => {
	beforeAll(freshOrg);

	it('end together when one of them signs out', async () => {
		const environment = { locks: testLocks(), tabLine: testTabLine() };
		const one = await desk(0, { environment });
		const two = await desk(0, { environment });
		await until(() => one.desk.ready && two.desk.ready);
		await one.desk.leave('send');
		await until(() => two.desk.standing === 'wiped');
		expect(await databasesOf(one)).toEqual([]);
	});
});

describe('a copy that is not what the server wrote', () => {
	beforeAll(freshOrg);

	it('is fetched anew', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const name = `team.${team(0)}`;
		const rows = alice.desk.ticketRows({ team: team(0) });
		await until(() => rows.state === 'ready' && alice.device.store.known(name) !== undefined);
		const replica = alice.device.replicas.opened(name);
		replica?.doc?.getMap('rows').set('forged', { subject: 'forged' });
		expect(rows.all().has('forged')).toBe(true);
		await until(() => !rows.all().has('forged'));
		await until(() => rows.asOfMs === null);
		const id = create(alice, 'True');
		await until(() => rows.all().get(id)?.pending === false);
		await alice.desk.close();
		const again = await desk(0, { wire: cutWire() });
		const kept = again.desk.ticketRows({ team: team(0) });
		await until(() => kept.all().has(id));
		expect(kept.all().has('forged')).toBe(false);
	});
});

function cutWire(): Wire {
	const wire = new Wire();
	wire.cut();
	return wire;
}
