import { isDeviceId, newDeviceId, type DeviceId, type RandomBytes } from '#lib/domain/ids.ts';
import {
	answered,
	DATABASE_PREFIX,
	deleteDatabase,
	finished,
	listDatabases,
	openDatabase
} from './databases.ts';

const STORE = 'devices';

/** Whose desk this is. */
export interface Owner {
	readonly org: string;
	readonly person: string;
}

/** What this tab is as a device. */
export interface DeviceIdentity {
	readonly id: DeviceId;
	/** Why the next visit will not know this id; undefined when it will. */
	readonly failure?: unknown;
}

const keyOf = ({ org, person }: Owner): string => `${org}.${person}`;

async function withDevices<T>(
	factory: IDBFactory,
	run: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await openDatabase(factory, DATABASE_PREFIX, [STORE]);
	try {
		const transaction = database.transaction(STORE, 'readwrite');
		// A request may succeed whose transaction then finds no room.
		const [answer] = await Promise.all([
			answered(run(transaction.objectStore(STORE))),
			finished(transaction)
		]);
		return answer;
	} finally {
		database.close();
	}
}

/**
 * The device id of this browser profile for one person in one organisation; made when there is none.
 * With one that could not be noted nothing may be kept: the next visit would sweep it away.
 */
export async function deviceFor(
	factory: IDBFactory,
	owner: Owner,
	random: RandomBytes
): Promise<DeviceIdentity> {
	const fresh = newDeviceId(random);
	let failure: unknown = new Error('the id was not kept');
	try {
		// `add` fails when another tab was first: then that one's id counts.
		await withDevices(factory, (store) => store.add(fresh, keyOf(owner))).catch(
			(error: unknown) => (failure = error)
		);
		const kept = await registered(factory, owner);
		return kept === undefined ? { id: fresh, failure } : { id: kept };
	} catch (error) {
		// Without storage the device lasts for the visit.
		return { id: fresh, failure: error };
	}
}

/** Whether a wipe has taken this id from this person; a register that cannot be read has not. */
export async function isForgotten(
	factory: IDBFactory,
	owner: Owner,
	id: DeviceId
): Promise<boolean> {
	const kept = await registered(factory, owner).catch(() => id);
	return kept !== id;
}

async function registered(factory: IDBFactory, owner: Owner): Promise<DeviceId | undefined> {
	const kept = await withDevices<unknown>(factory, (store) => store.get(keyOf(owner)));
	return isDeviceId(kept) ? kept : undefined;
}

/** The next visit of this person begins as a new device. */
export async function forgetDevice(factory: IDBFactory, owner: Owner): Promise<void> {
	await withDevices(factory, (store) => store.delete(keyOf(owner)));
}

/** Deletes the databases of devices that no person here has any more: a wipe that was cut short. */
export async function sweepForgotten(factory: IDBFactory): Promise<void> {
	// First the list: a device is noted before it has databases, so another tab's new one is known.
	const names = await listDatabases(factory, `${DATABASE_PREFIX}.`);
	const known = new Set(await withDevices<unknown[]>(factory, (store) => store.getAll()));
	for (const name of names) {
		const device = name.slice(DATABASE_PREFIX.length + 1, name.indexOf('/'));
		if (isDeviceId(device) && !known.has(device)) await deleteDatabase(factory, name);
	}
}
