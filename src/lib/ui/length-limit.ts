import type { Attachment } from 'svelte/attachments';
import { formatNumber } from './format.svelte.ts';
import { t } from './messages.svelte.ts';

/** What to say of a text that is too long; undefined while it is not. */
export function tooLong(text: string, most: number | null | undefined): string | undefined {
	if (!most || text.length <= most) return undefined;
	const over = formatNumber(text.length - most);
	return t('errors.tooLong', { most: formatNumber(most), over });
}

/**
 * Keeps the form of a field from being sent while the field has too much in it, or what the browser
 * cannot read, such as 31 February or the year 26. The browser's own limit would cut off what somebody pastes
 * without a word, and what it cannot read would be sent as nothing.
 */
export function withinLimit(
	isOver: () => boolean
): Attachment<HTMLInputElement | HTMLTextAreaElement> {
	return (element) => {
		const hold = (event: Event) => {
			const { badInput, rangeUnderflow, rangeOverflow } = element.validity;
			const isUnread = badInput || rangeUnderflow || rangeOverflow;
			if (event.target !== element.form || !(isOver() || isUnread)) return;
			event.preventDefault();
			event.stopImmediatePropagation();
			if (isUnread) element.reportValidity();
			else element.focus();
		};
		// Before the form itself hears of it.
		document.addEventListener('submit', hold, true);
		return () => document.removeEventListener('submit', hold, true);
	};
}
