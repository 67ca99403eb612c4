import { formatDate } from '#lib/ui/format.svelte.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';

const dayMs = 86_400_000;

/** A text that two moments share when they are on one day of the person's calendar. */
export function dayKey(ms: number): string {
	return new Date(ms).toDateString();
}

/** *Today*, *Yesterday*, *Monday 16 November*, or the date with its year. */
export function dayName(ms: number, now: number): string {
	if (dayKey(ms) === dayKey(now)) return t('chat.today');
	if (dayKey(ms) === dayKey(now - dayMs)) return t('chat.yesterday');
	if (now - ms > 300 * dayMs) return formatDate(ms);
	return new Intl.DateTimeFormat(locale.tag, {
		weekday: 'long',
		day: 'numeric',
		month: 'long'
	}).format(ms);
}
