import type { Attachment } from 'svelte/attachments';

/** What opens where somebody has just asked for it has the keyboard: its first field. */
export const takeFocus: Attachment<HTMLElement> = (place) =>
	place.querySelector<HTMLElement>('input, textarea')?.focus();
