import type { Locks } from './environment.ts';
import { Listeners } from './listeners.ts';

/** Chooses one tab of the device, for what must happen once: compacting, notifying, ringing. */
export class Election {
	readonly #chosen = new Listeners();
	readonly #abort = new AbortController();
	#release: (() => void) | undefined;

	constructor(locks: Locks, device: string) {
		locks.hold(`offhook.${device}.leader`, this.#abort.signal).then(
			(release) => {
				if (this.#abort.signal.aborted) return release();
				this.#release = release;
				this.#chosen.emit();
			},
			() => undefined
		);
	}

	get isLeader(): boolean {
		return this.#release !== undefined;
	}

	/** This tab has been chosen; at once, or when the chosen one closed. */
	readonly onChosen = this.#chosen.add;

	resign(): void {
		this.#abort.abort();
		this.#release?.();
		this.#release = undefined;
	}
}

const TAB_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Two characters that no other open tab of this device bears; they stand in its stamps. */
export async function claimTab(
	locks: Locks,
	device: string,
	chance: () => number
): Promise<{ readonly tab: string; readonly release: () => void }> {
	const digit = () => TAB_DIGITS.charAt(Math.floor(chance() * TAB_DIGITS.length));
	for (let tries = 0; tries < 20; tries += 1) {
		const tab = digit() + digit();
		const release = await locks.tryHold(`offhook.${device}.tab.${tab}`);
		if (release !== null) return { tab, release };
	}
	// No locks in this browser: among 1,296 marks two open tabs hardly ever meet.
	return { tab: digit() + digit(), release: () => undefined };
}
