import { webcrypto } from 'node:crypto';
import { vi } from 'vitest';
import { seededRandom } from '../support/org.ts';

/**
 * What libraries read from the process itself is made deterministic before they are loaded: Yjs
 * takes its client ids from the platform's randomness, y-websocket its tab channel from the global
 * BroadcastChannel.
 */
let random = seededRandom(1);

export function seedGlobals(seed: number): void {
	random = seededRandom(seed);
}

/** Tabs of one browser, in one process: messages arrive in the next microtask, in order. */
class TabChannel {
	static readonly #open = new Map<string, Set<TabChannel>>();
	readonly name: string;
	onmessage: ((event: { data: unknown }) => void) | null = null;

	constructor(name: string) {
		this.name = name;
		const channels = TabChannel.#open.get(name) ?? new Set();
		TabChannel.#open.set(name, channels.add(this));
	}

	postMessage(data: unknown): void {
		for (const other of TabChannel.#open.get(this.name) ?? [])
			if (other !== this) queueMicrotask(() => other.onmessage?.({ data }));
	}

	close(): void {
		TabChannel.#open.get(this.name)?.delete(this);
	}
}

vi.stubGlobal('BroadcastChannel', TabChannel);
// Every y-websocket provider listens for the end of the process, and a history has hundreds.
process.setMaxListeners(0);
Object.defineProperty(webcrypto, 'getRandomValues', {
	value: (target: ArrayBufferView) => {
		const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
		bytes.set(random.bytes(new Uint8Array(bytes.length)));
		return target;
	}
});
