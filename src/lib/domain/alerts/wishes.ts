import { jsonMember, type Json } from '../json.ts';
import type { AlertKind } from '../sla/clock-names.ts';

/** What somebody of the staff is told of, in the groups in which they choose how. */
export const CONCERNS = ['assigned', 'mentioned', 'alerts'] as const;
export type Concern = (typeof CONCERNS)[number];
/** How they are told: in the app, by their browsers, by mail. */
export const WAYS = ['app', 'push', 'mail'] as const;
export type Way = (typeof WAYS)[number];

/**
 * What can be told of a ticket's hands: it or a sub-task was given to them, or it is somebody
 * else's now, they are to help with it, its solution waits for their word, or theirs had that word.
 */
export const TICKET_NEWS = [
	'assigned',
	'task',
	'moved-on',
	'helping',
	'proposed',
	'approved',
	'sent-back'
] as const;
export type TicketNews = (typeof TICKET_NEWS)[number];

/** By which ways somebody wants to be told of each concern. */
export type Wishes = Readonly<Record<Concern, readonly Way[]>>;

/** The preference under which they are kept. */
export const WISHES = 'alerts';

/** What holds for whoever has chosen nothing: what runs out is worth a mail, the rest is not. */
const USUAL: Wishes = {
	assigned: ['app', 'push'],
	mentioned: ['app', 'push'],
	alerts: ['app', 'push', 'mail']
};

/** Reads the wishes from a preference; what it does not say is as usual. */
export function readWishes(value: Json | undefined): Wishes {
	const read = (concern: Concern): readonly Way[] => {
		const ways = jsonMember(value, concern);
		return Array.isArray(ways) ? WAYS.filter((way) => ways.includes(way)) : USUAL[concern];
	};
	return { assigned: read('assigned'), mentioned: read('mentioned'), alerts: read('alerts') };
}

/** The group that a notice belongs to. */
export function concernOf(
	kind: AlertKind | 'mention' | TicketNews | `visit${string}` | `follow-up${string}` | 'export'
): Concern {
	if (kind === 'mention') return 'mentioned';
	const isGiven = kind.startsWith('visit') || TICKET_NEWS.some((one) => one === kind);
	return isGiven ? 'assigned' : 'alerts';
}
