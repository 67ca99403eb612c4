import { createContext } from 'svelte';
import { Workbox } from 'workbox-window';

/** A tab left open for days still hears of a new version. */
const checkEveryMs = 60 * 60_000;

/** Offers a new version when one has been fetched, and loads it only when the person says so. */
export class Updates {
	#workbox: Workbox | null = null;
	#isReady = $state(false);

	/** Whether the browser may keep the app for offline use; not on plain http. */
	readonly canWorkOffline = 'serviceWorker' in navigator && globalThis.isSecureContext;

	get isReady(): boolean {
		return this.#isReady;
	}

	/** Registers the service worker; returns how to stop looking for new versions. */
	start(isDevelopment: boolean): () => void {
		if (!this.canWorkOffline) return () => {};
		const workbox = new Workbox('/service-worker.js', {
			type: isDevelopment ? 'module' : 'classic'
		});
		this.#workbox = workbox;
		workbox.addEventListener('waiting', () => (this.#isReady = true));
		workbox.register().catch(reportError);
		const timer = setInterval(() => void workbox.update().catch(() => {}), checkEveryMs);
		return () => clearInterval(timer);
	}

	/** Puts the new version in charge and reloads into it. */
	load(): void {
		this.#workbox?.addEventListener('controlling', () => location.reload());
		this.#workbox?.messageSkipWaiting();
	}
}

export const [useUpdates, provideUpdates] = createContext<Updates>();
