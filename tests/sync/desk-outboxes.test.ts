import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { entityRef } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { readFrame } from '#lib/protocol/mux.ts';
import { answered, databaseName, listDatabases, openDatabase } from '#lib/sync/databases.ts';
import type { Environment, PhysicalSocket } from '#lib/sync/environment.ts';
import { KEEP_SETTLED_MS } from '#lib/sync/outboxes.ts';
import { encodeVector } from '../../sync-server/pipeline/vector.ts';
import { deskEnvironment, openTestDesk, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
let aheadMs = 0;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
});
beforeEach(async () => {
	aheadMs = 0;
	org = await anOrganisation(test, [{ role: 'agent' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [] }
	]);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

const person = () => org.people[0] as (typeof org.people)[number];

async function visit(wire = new Wire(), environment: Partial<Environment> = {}) {
	const now = () => Date.now() + aheadMs;
	const made = await openTestDesk(test, person(), 'agent', {
		wire,
		environment: { now, ...environment }
	});
	open.push(made.desk);
	return made;
}

type Visit = Awaited<ReturnType<typeof visit>>;

/** Preferences of one's own: the smallest changes there are. */
function changes({ desk }: Visit, count: number) {
	const target = entityRef('user', desk.me.person);
	const body = (value: number) => ({ field: 'count', value });
	return desk.changeMany(
		Array.from({ length: count }, (_, value) => ({
			...{ type: 'user.field' as const, target, body: body(value) }
		}))
	);
}

const databasesOf = ({ device }: Visit) =>
	listDatabases(indexedDB, databaseName(device.id, 'outbox.'));
const indexes = ({ device }: Visit) => device.outboxes.all.map(({ index }) => index);

function away(): Wire {
	const wire = new Wire();
	wire.cut();
	return wire;
}

/** Fills one outbox and begins the next. */
async function fillOne(wire?: Wire): Promise<Visit> {
	const first = await visit(wire);
	await changes(first, LIMITS.outboxEntries + 1)[0]?.durable;
	expect(indexes(first)).toEqual([0, 1]);
	return first;
}

describe('an outbox', () => {
	it('goes two weeks after it settled, but not the one in use, nor before the server says so', async () => {
		const first = await fillOne();
		await until(() => first.desk.waiting === 0);
		await first.device.outboxes.destroyOld();
		expect(indexes(first)).toEqual([0, 1]);
		await first.desk.close();

		aheadMs = KEEP_SETTLED_MS + 60_000;
		const wire = away();
		const second = await visit(wire);
		// The server may have been restored from an older backup meanwhile.
		await second.device.outboxes.destroyOld();
		expect(indexes(second)).toEqual([0, 1]);
		wire.join();
		await until(() => second.device.outboxes.isConfirmed);
		await second.device.outboxes.destroyOld();
		expect(indexes(second)).toEqual([1]);
		expect(second.device.outboxes.waiting).toBe(0);
		wire.cut();
		await changes(second, 1)[0]?.durable;
		await second.desk.close();

		// What a crash in the middle would have left is swept, and what waits is found.
		const remains = databaseName(second.device.id, outboxName(second.device.id, 0));
		expect(await databasesOf(second)).not.toContain(remains);
		(await openDatabase(indexedDB, remains, [])).close();
		const third = await visit(away());
		expect(indexes(third)).toEqual([1]);
		expect(third.desk.waiting).toBe(1);
		expect(await databasesOf(third)).not.toContain(remains);
	});

	it('is sent when the one before it is settled', async () => {
		const opened: number[] = [];
		const wire = away();
		const watched = (socket: PhysicalSocket): PhysicalSocket => {
			const send = socket.send.bind(socket);
			socket.send = (bytes) => {
				const frame = readFrame(bytes);
				if (frame?.op === 'open' && frame.name === outboxName(alice.device.id, 1))
					opened.push(alice.device.outboxes.all[0]?.waiting().length ?? -1);
				send(bytes);
			};
			return socket;
		};
		const { connect } = deskEnvironment(test, person(), wire);
		const alice = await visit(wire, { connect: (url) => watched(connect(url)) });
		await changes(alice, LIMITS.outboxEntries + 1)[0]?.durable;
		wire.join();
		await until(() => alice.desk.waiting === 0);
		expect(opened).toEqual([0]);
	});

	it('that the server does not take holds up none that follow', async () => {
		const first = await fillOne(away());
		await first.desk.close();
		const { id } = first.device;
		const spoilt = new Y.Doc();
		spoilt.getMap('no changes').set('a', 1);
		const raw = await answered(indexedDB.open(databaseName(id, outboxName(id, 0))));
		const updates = raw.transaction('updates', 'readwrite').objectStore('updates');
		await answered(updates.add(Y.encodeStateAsUpdate(spoilt)));
		raw.close();
		const { desk, device } = await visit();
		await until(() => desk.waiting === LIMITS.outboxEntries);
		expect(device.outboxes.isStuck).toBe(true);
		expect(device.outboxes.all[1]?.waiting()).toEqual([]);
	});

	it('waits again with a server that was put back to before it had come', async () => {
		const alice = await visit();
		const [made] = changes(alice, 1);
		const mine = () => alice.device.outboxes.changes.find(made?.id ?? '');
		await until(() => alice.desk.waiting === 0);
		const before = mine()?.settledMs ?? 0;
		const seen: unknown[] = [];
		alice.device.outboxes.onState(() => seen.push(mine()?.settledMs));
		alice.wire.cut();
		await until(() => alice.desk.connection.kind !== 'connected');
		org.unit.store.setVector(alice.device.id, 0, encodeVector(new Map()));
		aheadMs = 1_000;
		alice.wire.join();
		await until(() => (mine()?.settledMs ?? 0) > before);
		expect(seen).toContain(null);
	});
});
