import { isDeviceId, newDeviceId, type DeviceId, type RandomBytes } from '#lib/domain/ids.ts';
import {
	answered,
	DATABASE_PREFIX,
	deleteDatabase,
	listDatabases,
	openDatabase
} from './databases.ts';

const STORE = 'devices';

/** Whose desk this is. */
export interface Owner {
	readonly org: string;
	readonly person: string;
}

const keyOf = ({ org, person }: Owner): string => `${org}.${person}`;

async function withDevices<T>(
	factory: IDBFactory,
	run: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await openDatabase(factory, DATABASE_PREFIX, [STORE]);
	try {
		return await answered(run(database.transaction(STORE, 'readwrite').objectStore(STORE)));
	} finally {
		database.close();
	}
}

/** The device id of this browser profile for one person in one organisation; made when there is none. */
export async function deviceFor(
	factory: IDBFactory,
	owner: Owner,
	random: RandomBytes
): Promise<DeviceId> {
	const fresh = newDeviceId(random);
	try {
		// `add` fails when another tab was first: then that one's id counts.
		await withDevices(factory, (store) => store.add(fresh, keyOf(owner))).catch(() => undefined);
		const kept = await withDevices<unknown>(factory, (store) => store.get(keyOf(owner)));
		return isDeviceId(kept) ? kept : fresh;
	} catch {
		// Without storage the device lasts for the visit.
		return fresh;
	}
}

/** The next visit of this person begins as a new device. */
export async function forgetDevice(factory: IDBFactory, owner: Owner): Promise<void> {
	await withDevices(factory, (store) => store.delete(keyOf(owner)));
}

/** Deletes the databases of devices that no person here has any more: a wipe that was cut short. */
export async function sweepForgotten(factory: IDBFactory): Promise<void> {
	const known = new Set(await withDevices<unknown[]>(factory, (store) => store.getAll()));
	for (const name of await listDatabases(factory, `${DATABASE_PREFIX}.`)) {
		const device = name.slice(DATABASE_PREFIX.length + 1, name.indexOf('/'));
		if (isDeviceId(device) && !known.has(device)) await deleteDatabase(factory, name);
	}
}
