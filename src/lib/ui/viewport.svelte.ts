import { MediaQuery } from 'svelte/reactivity';

const phone = new MediaQuery('(max-width: 720px)');
const low = new MediaQuery('(max-height: 800px)');

/** What the layout may branch on when CSS cannot: fixed row heights of a virtual list, mostly. */
export const viewport = {
	get isPhone(): boolean {
		return phone.current;
	},
	/** A small laptop, a tablet held across, a page zoomed in: room above and below is what lacks. */
	get isLow(): boolean {
		return low.current;
	}
};

/** The height of a one-line row as in tokens.css (`--row-height`). */
export function rowHeight(density: 'compact' | 'comfortable'): number {
	if (phone.current) return 60;
	return density === 'comfortable' ? 44 : 36;
}
