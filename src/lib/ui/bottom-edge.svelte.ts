import type { Attachment } from 'svelte/attachments';

let taken = $state(0);

/** What floats at the foot of a screen keeps clear of what stands there. */
export const bottomEdge = {
	/** How high it is, in CSS pixels. */
	get taken(): number {
		return taken;
	}
};

/** Marks what one writes or acts in at the foot of a screen, whatever its height. */
export const standsAtBottom: Attachment<HTMLElement> = (element) => {
	const observer = new ResizeObserver(() => (taken = element.offsetHeight));
	observer.observe(element);
	return () => {
		observer.disconnect();
		taken = 0;
	};
};
