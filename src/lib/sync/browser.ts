/* eslint-disable no-restricted-globals, no-restricted-syntax -- here the world is handed in */
import { DATABASE_PREFIX } from './databases.ts';
import {
	NO_STORAGE,
	type Environment,
	type Locks,
	type StorageFacts,
	type Timers
} from './environment.ts';
import { StoreWatch } from './store-watch.ts';

/** The only file of the device side that reads globals: the world of a real browser tab. */
export function browserEnvironment(): Environment {
	const { origin } = location;
	return {
		now: () => Date.now(),
		timers: browserTimers,
		random: (bytes) => crypto.getRandomValues(bytes),
		chance: () => Math.random(),
		connect: (url) => new WebSocket(url),
		syncUrl: `${origin.replace(/^http/, 'ws')}/sync`,
		apiUrl: origin,
		fetch: (url, init) => fetch(url, { credentials: 'same-origin', ...init }),
		indexedDb: indexedDB,
		locks: browserLocks(),
		tabLine(name, hear) {
			const channel = new BroadcastChannel(name);
			channel.onmessage = ({ data }: MessageEvent<unknown>) => hear(String(data));
			return {
				post: (message) => channel.postMessage(message),
				close: () => channel.close()
			};
		},
		storage: measureStorage,
		hasNetwork: () => navigator.onLine,
		onWake,
		onLeave
	};
}

function onWake(wake: () => void): () => void {
	const look = () => {
		if (document.visibilityState === 'visible') wake();
	};
	window.addEventListener('online', wake);
	window.addEventListener('offline', wake);
	document.addEventListener('visibilitychange', look);
	return () => {
		window.removeEventListener('online', wake);
		window.removeEventListener('offline', wake);
		document.removeEventListener('visibilitychange', look);
	};
}

function onLeave(mayLeave: () => boolean): () => void {
	const ask = (event: BeforeUnloadEvent) => {
		if (!mayLeave()) event.preventDefault();
	};
	window.addEventListener('beforeunload', ask);
	return () => window.removeEventListener('beforeunload', ask);
}

const browserTimers: Timers = {
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
	every(ms, run) {
		const timer = setInterval(run, ms);
		return () => clearInterval(timer);
	}
};

let watch: StoreWatch | undefined;

/** Makes every write of this app's databases durable and observed; once for the tab. */
export function browserStoreWatch(): StoreWatch {
	if (watch === undefined) {
		watch = new StoreWatch(DATABASE_PREFIX, () => Date.now());
		watch.install(IDBDatabase.prototype);
	}
	return watch;
}

function browserLocks(): Locks {
	// Missing on plain http, where a tab then stands for itself.
	const locks: LockManager | undefined = navigator.locks;
	const take = (name: string, options: LockOptions) =>
		new Promise<(() => void) | null>((resolve, reject) => {
			if (locks === undefined) return resolve(() => undefined);
			const held = (lock: Lock | null) => {
				if (lock === null) return resolve(null);
				return new Promise<void>((release) => resolve(() => release()));
			};
			locks.request(name, options, held).catch(reject);
		});
	return {
		tryHold: (name) => take(name, { ifAvailable: true }),
		hold: async (name, signal) => (await take(name, { signal })) ?? (() => undefined)
	};
}

async function measureStorage(ask: boolean): Promise<StorageFacts> {
	const storage: StorageManager | undefined = navigator.storage;
	if (storage === undefined) return NO_STORAGE;
	const persisted = ask ? await storage.persist() : await storage.persisted();
	const { usage, quota } = await storage.estimate();
	return { persisted, usedBytes: usage ?? null, quotaBytes: quota ?? null };
}
