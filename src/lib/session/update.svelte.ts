import { createContext } from 'svelte';
import { Workbox } from 'workbox-window';

/** A tab left open for days still hears of a new version. */
const checkEveryMs = 60 * 60_000;

/** Offers a new version when one has been fetched, and loads it only when the person says so. */
export class Updates {
	#workbox: Workbox | null = null;
	#isReady = $state(false);

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

	/** Registers the service worker; returns how to stop looking for new versions. */
	start(isDevelopment: boolean): () => void {
		if (this.#hindrance !== null) return () => {};
		const workbox = new Workbox('/service-worker.js', {
			type: isDevelopment ? 'module' : 'classic'
		});
		this.#workbox = workbox;
		workbox.addEventListener('waiting', () => (this.#isReady = true));
		workbox.register().catch(() => (this.#hindrance = 'forbidden'));
		const timer = setInterval(() => {
			// Without a network there is no newer version to hear of; the next hour asks again.
			if (this.#hindrance === null) void workbox.update().catch(() => undefined);
		}, checkEveryMs);
		return () => clearInterval(timer);
	}

	/** Puts the new version in charge and reloads into it. */
	load(): void {
		this.#workbox?.addEventListener('controlling', () => location.reload());
		this.#workbox?.messageSkipWaiting();
	}
}

export const [useUpdates, provideUpdates] = createContext<Updates>();
