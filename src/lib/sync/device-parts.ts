import type { DeviceId } from '#lib/domain/ids.ts';
import { deviceFor, sweepForgotten, type Owner } from './device-id.ts';
import { DeviceStore } from './device-store.ts';
import { claimTab } from './election.ts';
import type { Environment } from './environment.ts';
import type { StoreWatch } from './store-watch.ts';

/** Whose device it is, and where. */
interface DevicePlace {
	readonly environment: Environment;
	readonly owner: Owner;
	readonly watch: StoreWatch;
	readonly leaseDays: number;
}

/** What a device is made of. */
export interface DeviceParts extends DevicePlace {
	readonly id: DeviceId;
	readonly tab: string;
	readonly releaseTab: () => void;
	readonly store: DeviceStore;
}

/** Finds or makes the id of this person's device, and opens what it keeps. */
export async function openParts(place: DevicePlace): Promise<DeviceParts> {
	const { indexedDb, locks, chance, random } = place.environment;
	await sweepForgotten(indexedDb).catch(() => undefined);
	const identity = await deviceFor(indexedDb, place.owner, random);
	const { id } = identity;
	const { tab, release } = await claimTab(locks, id, chance);
	const store = await DeviceStore.open(indexedDb, identity);
	return { ...place, id, tab, releaseTab: release, store };
}
