import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addWords } from '#lib/documents/write-rich.ts';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { TextView } from '#lib/session/desk/texts.ts';
import { answered, databaseName, DATABASE_PREFIX } from '#lib/sync/databases.ts';
import type { Environment } from '#lib/sync/environment.ts';
import { StoreWatch, type StoreProblem } from '#lib/sync/store-watch.ts';
import { openTestDesk, testTabLine } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const undo: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(test, [{ role: 'agent' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [] }
	]);
});
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});
afterAll(() => test.remove());

/** From now on every write of a database ends as it does when the disk is full. */
function fillDisk(isFull: (database: string) => boolean): void {
	const original: IDBObjectStore['add'] = Reflect.get(IDBObjectStore.prototype, 'add');
	IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
		const request = original.apply(this, args);
		const { transaction } = this;
		if (isFull(transaction.db.name))
			request.addEventListener('success', () => {
				const error = new DOMException('full', 'QuotaExceededError');
				Object.defineProperty(transaction, 'error', { value: error });
				transaction.abort();
			});
		return request;
	};
	undo.push(() => {
		IDBObjectStore.prototype.add = original;
	});
}

async function desk(environment: Partial<Environment> = {}) {
	const person = org.people[0];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, 'agent', { environment });
	undo.push(() => made.desk.close());
	await until(() => made.desk.ready);
	return made;
}

describe('a disk', () => {
	it('that is full: the change is on screen, “not saved”, and still reaches the server', async () => {
		const { desk: alice, device, wire } = await desk();
		const outbox = databaseName(device.id, 'outbox.');
		wire.cut();
		fillDisk((name) => name.startsWith(outbox));
		const id = alice.newId();
		const made = alice.change('ticket.create', entityRef('ticket', id), {
			team: org.teams[0] as TeamId,
			subject: 'No room'
		});
		const rows = alice.ticketRows('mine');
		expect(rows.all().get(id)?.subject).toBe('No room');
		await expect(made.durable).rejects.toMatchObject({ name: 'QuotaExceededError' });
		expect(alice.saved).toMatchObject({ word: 'not-saved', error: { kind: 'quota' } });
		wire.join();
		await until(() => alice.waiting === 0);
		expect(alice.saved.word).toBe('saved');
		expect(org.unit.world.ticket(`ticket.${id}`)?.subject).toBe('No room');
	});

	it('that has not taken everything yet: the tab asks before it goes', async () => {
		let mayLeave: (() => boolean) | undefined;
		const onLeave: Environment['onLeave'] = (may) => {
			mayLeave = may;
			return () => (mayLeave = undefined);
		};
		const { desk: alice, device, wire } = await desk({ onLeave });
		wire.cut();
		const field = (value: number) =>
			alice.change('user.field', `user.${alice.me.person}`, { field: 'leave', value });
		expect(mayLeave?.()).toBe(true);
		const made = field(1);
		expect(mayLeave?.()).toBe(false);
		await made.durable;
		expect(mayLeave?.()).toBe(true);

		const text = new TextView(alice.texts, alice.newId(), `user.${alice.me.person}`);
		await text.opened;
		await until(() => mayLeave?.() === true);
		addWords(text.doc, 'Half a sentence');
		expect(mayLeave?.()).toBe(false);
		await until(() => mayLeave?.() === true);

		fillDisk((name) => name.startsWith(databaseName(device.id, 'outbox.')));
		await expect(field(2).durable).rejects.toBeDefined();
		expect(mayLeave?.()).toBe(false);
		wire.join();
		await until(() => mayLeave?.() === true);
		await device.close();
		expect(mayLeave).toBeUndefined();
	});

	it('that was full for a moment: what is kept after it can be read again', async () => {
		const { desk: alice, device, wire } = await desk();
		wire.cut();
		const outbox = databaseName(device.id, 'outbox.');
		let isFull = true;
		fillDisk((name) => isFull && name.startsWith(outbox));
		const field = (value: number) =>
			alice.change('user.field', `user.${alice.me.person}`, { field: 'torn', value });
		await expect(field(1).durable).rejects.toBeDefined();
		isFull = false;
		const kept = field(2);
		await kept.durable;
		// Another tab finds it on the disk; what lies there is in no order that lacks its beginning.
		await device.close();
		const again = await desk();
		expect(again.device.outboxes.changes.find(kept.id as never)).toBeDefined();
	});

	it('that is being wiped: a change is refused, not said to be kept and then erased', async () => {
		const { desk: alice, device } = await desk();
		const wiping = device.wipe();
		const made = alice.change('user.field', `user.${alice.me.person}`, { field: 'late', value: 1 });
		await expect(made.durable).rejects.toBeDefined();
		await wiping;
		expect(alice.standing).toBe('wiped');
	});

	it('that holds the remains of a tab without their beginning: later changes are sent', async () => {
		const { device, desk: first } = await desk();
		const database = databaseName(device.id, outboxName(device.id, 0));
		await first.close();
		const doc = new Y.Doc();
		const rows: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => rows.push(update));
		for (const text of ['lost', 'left']) doc.getArray('changes').push([text]);
		const raw = await answered(indexedDB.open(database));
		const updates = () => raw.transaction('updates', 'readwrite').objectStore('updates');
		await answered(updates().add(rows[1]));
		const { desk: alice, device: again } = await desk();
		const made = alice.change('user.field', `user.${alice.me.person}`, { field: 'z', value: 1 });
		await made.durable;
		await until(() => alice.waiting === 0);
		expect(alice.saved.word).toBe('saved');
		// They are off the disk too: the next visit does not stumble over them again.
		await again.outboxes.all[0]?.persistAgain();
		const kept = new Y.Doc();
		for (const row of await answered<Uint8Array[]>(updates().getAll())) Y.applyUpdate(kept, row);
		raw.close();
		expect(kept.store.pendingStructs).toBeNull();
		expect(kept.getArray('changes').length).toBeGreaterThan(0);
	});

	it('that another tab is wiping: a change is refused here too', async () => {
		const tabLine = testTabLine();
		const [one, other] = [await desk({ tabLine }), await desk({ tabLine })];
		await one.device.wipe();
		const target = `user.${other.desk.me.person}` as const;
		const made = other.desk.change('user.field', target, { field: 'late', value: 1 });
		await expect(made.durable).rejects.toBeDefined();
		await until(() => other.desk.standing === 'wiped');
	});

	it('that was wiped while a tab was opening: it opens as a new device', async () => {
		const { device } = await desk();
		const release = () => undefined;
		const locks = {
			tryHold: () => device.wipe().then(() => release),
			hold: () => Promise.resolve(release)
		};
		const late = await desk({ locks });
		expect(late.device.id).not.toBe(device.id);
		const target = `user.${late.desk.me.person}` as const;
		const made = late.desk.change('user.field', target, { field: 'late', value: 1 });
		await made.durable;
		// The next visit has it.
		await late.desk.close();
		const again = await desk();
		expect(again.device.outboxes.changes.find(made.id as never)).toBeDefined();
	});

	it('without room for a new device: nothing is said to be kept, however often it is tried', async () => {
		fillDisk((name) => name === DATABASE_PREFIX);
		const { desk: alice, device, wire } = await desk({ indexedDb: new IDBFactory() });
		wire.cut();
		const made = alice.change('user.field', `user.${alice.me.person}`, { field: 'y', value: 1 });
		await expect(made.durable).rejects.toBeDefined();
		await expect(device.outboxes.persistAgain()).rejects.toBeDefined();
		expect(alice.saved).toMatchObject({ word: 'not-saved', error: { kind: 'quota' } });
		wire.join();
		await until(() => alice.waiting === 0);
		expect(alice.saved.word).toBe('saved');
	});

	it('that has room again: what could not be written is written', async () => {
		const { desk: alice, device, wire } = await desk();
		wire.cut();
		const outbox = databaseName(device.id, 'outbox.');
		let isFull = true;
		fillDisk((name) => isFull && name.startsWith(outbox));
		const made = alice.change('user.field', `user.${alice.me.person}`, { field: 'x', value: 1 });
		await expect(made.durable).rejects.toBeDefined();
		isFull = false;
		await device.outboxes.persistAgain();
		expect(alice.saved).toMatchObject({ word: 'waiting', error: null });
		await alice.close();
		const again = await desk();
		await until(() => again.desk.waiting === 0);
		expect(again.desk.mine.preference('x')).toBe(1);
	});
});

describe('the watch over writes', () => {
	it('makes them strict, and says when they are on disk or why they are not', async () => {
		const problems: StoreProblem[] = [];
		const watch = new StoreWatch('watched', () => 5);
		watch.onProblem((problem) => problems.push(problem));
		undo.push(watch.install(IDBDatabase.prototype));
		const open = indexedDB.open('watched.1');
		open.onupgradeneeded = () => open.result.createObjectStore('s');
		await new Promise((resolve) => (open.onsuccess = resolve));
		const written = open.result.transaction('s', 'readwrite');
		written.objectStore('s').put(1, 'one');
		expect(written.durability).toBe('strict');
		await watch.flushed('watched.1');
		const broken = open.result.transaction('s', 'readwrite');
		broken.abort();
		await expect(watch.flushed('watched.1')).rejects.toBeDefined();
		await until(() => problems.length === 1);
		expect(problems).toEqual([{ database: 'watched.1', kind: 'other', atMs: 5 }]);
		expect(() => open.result.transaction('none', 'readwrite')).toThrow();
		expect(problems).toHaveLength(2);
		open.result.close();
	});
});
