import type { Outcome } from '../sla/outcomes.ts';
import type { MetricId } from './definitions.ts';
import type { ReportedTicket, Resolution } from './reported-ticket.ts';

/** Something that counts towards a metric at an instant, for whoever's it was. */
export interface Sample {
	readonly metric: MetricId;
	readonly atMs: number;
	/** A length of time in ms; whether it holds, as 1 or 0; 1 for what is only counted. */
	readonly value: number;
	readonly person: string | null;
}

/** Stars from which on somebody was content. */
const CONTENT = 4;
/** Whoever does not turn to us again for so long had what they needed. */
const SETTLED_MS = 7 * 86_400_000;

const yes = (holds: boolean): number => (holds ? 1 : 0);

/**
 * All that one ticket counts for, except for the backlog (`isOpenAt`). `outcomes` are its promises
 * that came due. What is about a resolution is of whoever had the ticket then, all else of whoever
 * has it now.
 */
export function samplesOf(
	ticket: ReportedTicket,
	outcomes: readonly Outcome[],
	nowMs: number
): Sample[] {
	const owner = ownerOf(ticket);
	const own = (metric: MetricId, atMs: number, value = 1): Sample => ({
		...{ metric, atMs, value },
		person: owner
	});
	return [
		...created(ticket, own),
		...responded(ticket, own),
		...ticket.resolutions.flatMap((resolution) => resolved(ticket, resolution, nowMs)),
		...outcomes.map(({ atMs, isMet }) => own('ticket.service-levels', atMs, yes(isMet))),
		...rated(ticket, owner)
	];
}

/** How its rounds were rated, and which of those it was asked about. */
function rated({ ratings, asked, resolutions }: ReportedTicket, owner: string | null): Sample[] {
	const whose = (round: number) =>
		resolutions.findLast((one) => one.round === round)?.person ?? owner;
	return [
		...ratings.map(({ atMs, stars, round }): Sample => {
			const value = yes(stars >= CONTENT);
			return { metric: 'ticket.satisfaction', atMs, value, person: whose(round) };
		}),
		...asked.map(({ atMs, round }): Sample => {
			const value = yes(ratings.some((one) => one.round === round));
			return { metric: 'ticket.responses', atMs, value, person: whose(round) };
		})
	];
}

/** Whose a ticket is: whoever has it, else had it when it was done last. */
export function ownerOf({ assignee, resolutions }: ReportedTicket): string | null {
	return assignee ?? resolutions.at(-1)?.person ?? null;
}

type Own = (metric: MetricId, atMs: number, value?: number) => Sample;

/** The ticket itself, and what has become of it by now: done, rejected, or open in one of two ways. */
function created(ticket: ReportedTicket, own: Own): Sample[] {
	const { createdMs, phases } = ticket.service;
	const isDone = phases.at(-1)?.[0] === 'done';
	const isRejected = isDone && ticket.resolutions.at(-1)?.isRejected === true;
	const became = isRejected
		? 'ticket.rejected'
		: isDone
			? 'ticket.solved'
			: ticket.isAwaiting
				? 'ticket.awaiting'
				: 'ticket.pending';
	return [
		own('ticket.created', createdMs),
		own(became, createdMs),
		own('ticket.resolution-rate', createdMs, yes(became === 'ticket.solved'))
	];
}

function responded({ service, assignedMs, answers }: ReportedTicket, own: Own): Sample[] {
	const { createdMs, firstReplyMs } = service;
	const since = (metric: MetricId, fromMs: number, atMs: number | null) =>
		atMs === null ? [] : [own(metric, atMs, Math.max(0, atMs - fromMs))];
	return [
		...since('ticket.assigning', createdMs, assignedMs),
		...since('ticket.first-response', createdMs, firstReplyMs),
		...answers.flatMap(([askedMs, repliedMs]) => since('ticket.next-response', askedMs, repliedMs))
	];
}

/** One time that the ticket was resolved; a rejection is none. */
function resolved(ticket: ReportedTicket, resolution: Resolution, nowMs: number): Sample[] {
	const { atMs, person, contacts, isRejected, againMs, reopenedMs } = resolution;
	if (isRejected) return [];
	const { startedMs, service } = ticket;
	const one = (metric: MetricId, value: number): Sample => ({ metric, atMs, value, person });
	return [
		one('ticket.resolved', 1),
		one('ticket.resolution', atMs - service.createdMs),
		one('ticket.reopened', yes(reopenedMs !== null)),
		// What was done at one stroke says nothing of how long work takes.
		...(startedMs !== null && startedMs < atMs ? [one('ticket.handling', atMs - startedMs)] : []),
		// Until the days are over nobody knows.
		...(atMs + SETTLED_MS <= nowMs
			? [one('ticket.one-contact', yes(contacts === 1 && !isAgain(atMs, againMs)))]
			: [])
	];
}

const isAgain = (atMs: number, againMs: number | null): boolean =>
	againMs !== null && againMs < atMs + SETTLED_MS;

/** Whether a ticket was there and not done at an instant. */
export function isOpenAt({ service: { createdMs, phases } }: ReportedTicket, ms: number): boolean {
	return createdMs < ms && phases.findLast(([, from]) => from < ms)?.[0] !== 'done';
}

/** The last instant at which a ticket counts for anything but being there; null while it is not done. */
export function lastCountedMs({
	service,
	answers,
	resolutions,
	ratings,
	asked
}: ReportedTicket): number | null {
	const [of, doneMs] = service.phases.at(-1) ?? ['open', 0];
	if (of !== 'done') return null;
	const moments = [...resolutions, ...ratings, ...asked].map(({ atMs }) => atMs);
	const replies = answers.map(([, repliedMs]) => repliedMs);
	return Math.max(doneMs, service.firstReplyMs ?? 0, ...moments, ...replies);
}
