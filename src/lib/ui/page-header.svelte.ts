import { createContext } from 'svelte';

/** Counts the page headers that carry the status line, so that the frame shows it where none does. */
export class StatusPlace {
	#claims = $state(0);

	get isClaimed(): boolean {
		return this.#claims > 0;
	}

	claim(): () => void {
		this.#claims += 1;
		return () => {
			this.#claims -= 1;
		};
	}
}

export const [useStatusPlace, provideStatusPlace, hasStatusPlace] = createContext<StatusPlace>();
