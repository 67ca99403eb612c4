import type { Environment } from '#lib/sync/environment.ts';
import type { FileStore } from '#lib/sync/files/file-store.ts';

/** What has been sent stays at hand for as long as the changes that named it. */
const KEPT_MS = 14 * 24 * 3_600_000;
const SEND_WITHIN_MS = 30_000;

/** Lets go of what was sent long ago. */
export async function dropOld(store: FileStore, nowMs: number): Promise<void> {
	await store.loaded;
	for (const { id, state, addedMs } of store.all())
		if (state === 'done' && addedMs < nowMs - KEPT_MS) await drop(store, id);
}

/** Their person leaves this device: only what did not get to the server stays, and not what was never sent. */
export async function keepUnsent(store: FileStore): Promise<void> {
	await store.loaded;
	for (const { id, state } of store.all())
		if (state === 'done' || state === 'draft') await drop(store, id);
}

/** What cannot be written now is tried again with the next start; the disk's trouble is told. */
export async function drop(store: FileStore, id: string): Promise<void> {
	await store.remove(id).catch(() => undefined);
}

/** Resolves when everything is sent, or when that takes too long. */
export function whenSent(store: FileStore, timers: Environment['timers']): Promise<boolean> {
	const isSent = () => store.all().every(({ state }) => state !== 'waiting');
	return new Promise((resolve) => {
		if (isSent()) return resolve(true);
		const done = (sent: boolean) => {
			stop();
			cancel();
			resolve(sent);
		};
		const cancel = timers.after(SEND_WITHIN_MS, () => done(false));
		const stop = store.onChange(() => {
			if (isSent()) done(true);
		});
	});
}
