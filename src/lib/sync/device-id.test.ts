import { IDBFactory, IDBObjectStore as FakeStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId, RandomBytes } from '#lib/domain/ids.ts';
import { databaseName, listDatabases, openDatabase } from './databases.ts';
import { deviceFor, forgetDevice, isForgotten, sweepForgotten } from './device-id.ts';
import { DeviceStore } from './device-store.ts';
import { StoreWatch, type StoreProblem } from './store-watch.ts';

const owner = { org: 'org', person: 'ada' };
let factory: IDBFactory;
let next = 0;
const random: RandomBytes = (bytes) => bytes.fill((next += 1));
const undo: (() => void)[] = [];

beforeEach(() => {
	factory = new IDBFactory();
});
afterEach(() => {
	for (const step of undo.splice(0)) step();
});

/** Every request still succeeds; the room is missed only when its transaction is to be completed. */
function fillDisk(): void {
	const original: IDBObjectStore['add'] = Reflect.get(FakeStore.prototype, 'add');
	Reflect.set(FakeStore.prototype, 'add', function (this: IDBObjectStore, ...args: never) {
		const request: IDBRequest = Reflect.apply(original, this, args);
		const { transaction } = this;
		request.addEventListener('success', () => {
			const value = new DOMException('full', 'QuotaExceededError');
			Object.defineProperty(transaction, 'error', { value });
			transaction.abort();
		});
		return request;
	});
	undo.push(() => Reflect.set(FakeStore.prototype, 'add', original));
}

const databases = (id: DeviceId) => listDatabases(factory, databaseName(id, ''));

async function keepSomething(id: DeviceId): Promise<void> {
	(await openDatabase(factory, databaseName(id, 'outbox'), ['s'])).close();
}

describe('a device', () => {
	it('is the same at every visit, until it is forgotten', async () => {
		const { id, failure } = await deviceFor(factory, owner, random);
		expect(failure).toBeUndefined();
		expect(await deviceFor(factory, owner, random)).toEqual({ id });
		expect(await isForgotten(factory, owner, id)).toBe(false);
		await forgetDevice(factory, owner);
		expect(await isForgotten(factory, owner, id)).toBe(true);
		expect((await deviceFor(factory, owner, random)).id).not.toBe(id);
	});

	it('that the full disk cannot note keeps nothing, and says why', async () => {
		fillDisk();
		const identity = await deviceFor(factory, owner, random);
		expect(identity.failure).toMatchObject({ name: 'QuotaExceededError' });
		const store = await DeviceStore.open(factory, identity);
		expect(store.isUsable).toBe(false);
		// The next visit would delete it.
		expect(await databases(identity.id)).toEqual([]);
		const problems: StoreProblem[] = [];
		const watch = new StoreWatch('offhook', () => 5);
		watch.onProblem((problem) => problems.push(problem));
		store.reportTo(watch);
		const database = databaseName(identity.id, 'device');
		expect(problems).toEqual([{ database, kind: 'quota', atMs: 5 }]);
	});

	it('known from an earlier visit is known on a full disk too', async () => {
		const { id } = await deviceFor(factory, owner, random);
		fillDisk();
		expect(await deviceFor(factory, owner, random)).toEqual({ id });
	});
});

describe('the sweep', () => {
	it('deletes what a wipe left, and nothing of a device that somebody has', async () => {
		const old = await deviceFor(factory, owner, random);
		await keepSomething(old.id);
		await forgetDevice(factory, owner);
		const { id } = await deviceFor(factory, owner, random);
		await keepSomething(id);
		await sweepForgotten(factory);
		expect(await databases(old.id)).toEqual([]);
		expect(await databases(id)).toHaveLength(1);
	});

	it('spares a device that another tab makes meanwhile', async () => {
		const list = factory.databases.bind(factory);
		let made: DeviceId | undefined;
		factory.databases = async () => {
			made = (await deviceFor(factory, owner, random)).id;
			await keepSomething(made);
			return list();
		};
		await sweepForgotten(factory);
		factory.databases = list;
		expect(made && (await databases(made))).toHaveLength(1);
	});
});
