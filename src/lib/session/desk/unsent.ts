import type { Device } from '#lib/sync/device.ts';
import { readUnsentFile, writeUnsentFile } from '#lib/sync/outbox-file.ts';
import { withoutAuthor } from './shapes.decode.ts';

/** All changes that wait, as a file. */
export function exportUnsent(device: Device): File {
	const changes = device.outboxes.changes.waiting().map(({ change }) => withoutAuthor(change));
	const text = writeUnsentFile({ ...device.owner, device: device.id, changes });
	const day = new Date(device.clock.nowMs()).toISOString().slice(0, 10);
	return new File([text], `offhook-unsent-${day}.json`, { type: 'application/json' });
}

/**
 * Takes in the changes of a file: with their own ids, so that what was delivered after all is not
 * done twice, and with stamps of this device, since the server takes no others from it.
 */
export async function importUnsent(
	device: Device,
	file: Blob
): Promise<{ readonly taken: number; readonly problem: string | null }> {
	const read = readUnsentFile(await file.text());
	if (!read.ok) return { taken: 0, problem: read.problem };
	const { org, person, changes } = read.file;
	if (org !== device.owner.org || person !== device.owner.person)
		return { taken: 0, problem: 'foreign' };
	const known = device.outboxes.changes;
	const fresh = changes
		.filter(({ id }) => known.find(id) === undefined)
		.sort((a, b) => (a.at < b.at ? -1 : 1));
	const stamps = new Map(fresh.map(({ at }) => [at, device.clock.next([])]));
	const restamped = fresh.map((change) => ({
		...change,
		at: stamps.get(change.at) ?? change.at,
		saw: change.saw.map((stamp) => stamps.get(stamp) ?? stamp)
	}));
	if (restamped.length > 0) await device.outboxes.append(restamped);
	return { taken: restamped.length, problem: null };
}
