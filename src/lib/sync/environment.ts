import type { RandomBytes } from '#lib/domain/ids.ts';

/** Timers as handed in: the browser's, or a simulation's. */
export interface Timers {
	/** Calls back once after `ms`; the answer cancels it. */
	readonly after: (ms: number, run: () => void) => () => void;
	/** Calls back every `ms`; the answer ends it. */
	readonly every: (ms: number, run: () => void) => () => void;
}

/** The part of a WebSocket that the physical connection uses. */
export interface PhysicalSocket {
	binaryType: BinaryType;
	onopen: ((event: Event) => void) | null;
	onmessage: ((event: MessageEvent) => void) | null;
	onclose: ((event: CloseEvent) => void) | null;
	onerror: ((event: Event) => void) | null;
	send(bytes: Uint8Array<ArrayBuffer>): void;
	close(): void;
}

/** Holds a named lock until `release` is called; null when somebody else has it. */
export interface Locks {
	readonly tryHold: (name: string) => Promise<(() => void) | null>;
	/** Resolves once the lock is held, which may be when another tab closes. */
	readonly hold: (name: string, signal: AbortSignal) => Promise<() => void>;
}

export interface StorageFacts {
	readonly persisted: boolean | null;
	readonly usedBytes: number | null;
	readonly quotaBytes: number | null;
}

/** Of a browser that does not tell. */
export const NO_STORAGE: StorageFacts = { persisted: null, usedBytes: null, quotaBytes: null };

/** A line between the tabs of one browser profile. */
export interface TabLine {
	readonly post: (message: string) => void;
	readonly close: () => void;
}

/** Everything the device side needs of the world, so that a whole device can be simulated. */
export interface Environment {
	readonly now: () => number;
	readonly timers: Timers;
	readonly random: RandomBytes;
	/** From 0 to below 1; for jitter only. */
	readonly chance: () => number;
	readonly connect: (url: string) => PhysicalSocket;
	/** `wss://host/sync`, without a slash at its end. */
	readonly syncUrl: string;
	/** `https://host`, without a slash at its end. */
	readonly apiUrl: string;
	readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
	readonly indexedDb: IDBFactory;
	readonly locks: Locks;
	/** Joins the tabs that use this name; hears the others, never itself. */
	readonly tabLine: (name: string, hear: (message: string) => void) => TabLine;
	/** `ask` also asks the browser to keep the storage. */
	readonly storage: (ask: boolean) => Promise<StorageFacts>;
	/** False when there is no network at all; true says little. */
	readonly hasNetwork: () => boolean;
	/** Calls back when the network may have come or gone, or the tab is looked at again. */
	readonly onWake: (wake: () => void) => () => void;
	/** Before the tab is closed or left, the person is asked unless `mayLeave`; the answer ends it. */
	readonly onLeave: (mayLeave: () => boolean) => () => void;
}
