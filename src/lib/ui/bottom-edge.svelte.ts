import type { Attachment } from 'svelte/attachments';

const taken = '--bottom-taken';

/**
 * Marks what one writes or acts in at the foot of a screen, so that what floats there (toasts) keeps
 * clear of it whatever its height.
 */
export const standsAtBottom: Attachment<HTMLElement> = (element) => {
	const root = document.documentElement;
	const observer = new ResizeObserver(() => {
		root.style.setProperty(taken, `${element.offsetHeight}px`);
	});
	observer.observe(element);
	return () => {
		observer.disconnect();
		root.style.removeProperty(taken);
	};
};
