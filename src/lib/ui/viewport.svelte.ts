import { MediaQuery } from 'svelte/reactivity';

const phone = new MediaQuery('(max-width: 720px)');

/** What the layout may branch on when CSS cannot: fixed row heights of a virtual list, mostly. */
export const viewport = {
	get isPhone(): boolean {
		return phone.current;
	}
};

/** The height of a one-line row as in tokens.css (`--row-height`). */
export function rowHeight(density: 'compact' | 'comfortable'): number {
	if (phone.current) return 60;
	return density === 'comfortable' ? 44 : 36;
}
