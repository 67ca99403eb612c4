import { createContext } from 'svelte';
import type { Workbox } from 'workbox-window';
import { ownProgram } from './own-program.decode.ts';

/** A tab left open for days still hears of a new version. */
const checkEveryMs = 60 * 60_000;
/** What is kept for offline use is much more than the first screen, which has the line to itself before. */
const beginAfterMs = 2_000;
/** In Chromium a request at the wrong moment keeps the old version in charge until the page is left. */
const leaveAfterMs = 3_000;

/** Offers a new version when one has been fetched, and loads it only when the person says so. */
export class Updates {
	#workbox: Workbox | null = null;
	#isReady = $state(false);
	#isLoading = false;

	/** Why the app cannot be kept for offline use, if so: plain http, or the browser forbids it. */
	#hindrance = $state<'insecure' | 'forbidden' | null>(
		!globalThis.isSecureContext ? 'insecure' : 'serviceWorker' in navigator ? null : 'forbidden'
	);

	get hindrance(): 'insecure' | 'forbidden' | null {
		return this.#hindrance;
	}

	get isReady(): boolean {
		return this.#isReady;
	}

	/** Registers the service worker soon; returns how to stop looking for new versions. */
	start(isDevelopment: boolean): () => void {
		if (this.#hindrance !== null) return () => {};
		const begin = setTimeout(() => void this.#register(isDevelopment), beginAfterMs);
		const timer = setInterval(() => {
			// Without a network there is no newer version to hear of; the next hour asks again.
			if (this.#hindrance === null) void this.#workbox?.update().catch(() => undefined);
		}, checkEveryMs);
		return () => {
			clearTimeout(begin);
			clearInterval(timer);
		};
	}

	async #register(isDevelopment: boolean): Promise<void> {
		// A line that is gone so early is there at the next visit.
		const loaded = await import('workbox-window').catch(() => null);
		if (loaded === null) return;
		const type = isDevelopment ? 'module' : 'classic';
		const workbox = new loaded.Workbox(ownProgram('/service-worker.js'), { type });
		this.#workbox = workbox;
		workbox.addEventListener('waiting', () => (this.#isReady = true));
		workbox.register().catch(() => (this.#hindrance = 'forbidden'));
	}

	/** Puts the new version in charge and reloads into it. */
	load(): void {
		const workbox = this.#workbox;
		if (workbox === null || this.#isLoading) return;
		this.#isLoading = true;
		workbox.addEventListener('controlling', () => location.reload());
		workbox.messageSkipWaiting();
		setTimeout(() => location.reload(), leaveAfterMs);
	}
}

export const [useUpdates, provideUpdates] = createContext<Updates>();
