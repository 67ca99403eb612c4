import { createContext } from 'svelte';

/** What a browser offers where it can install the app (Chromium; others have a menu for it). */
interface InstallOffer extends Event {
	prompt(): Promise<unknown>;
}

const isOffer = (event: Event): event is InstallOffer => 'prompt' in event;

/** Whether the app can be put on the home screen, and how. */
export class Install {
	#offer = $state.raw<InstallOffer | null>(null);
	#isInstalled = $state(false);

	get isInstalled(): boolean {
		return this.#isInstalled;
	}

	get canAsk(): boolean {
		return this.#offer !== null;
	}

	start(): () => void {
		const mode = matchMedia('(display-mode: standalone)');
		const look = () => (this.#isInstalled = mode.matches);
		const take = (event: Event) => {
			if (!isOffer(event)) return;
			event.preventDefault();
			this.#offer = event;
		};
		look();
		mode.addEventListener('change', look);
		addEventListener('beforeinstallprompt', take);
		return () => {
			mode.removeEventListener('change', look);
			removeEventListener('beforeinstallprompt', take);
		};
	}

	async ask(): Promise<void> {
		const offer = this.#offer;
		this.#offer = null;
		await offer?.prompt();
	}
}

export const [useInstall, provideInstall] = createContext<Install>();
