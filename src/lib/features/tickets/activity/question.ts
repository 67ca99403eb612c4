import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import { dayAt, dayNumber } from '#lib/domain/metrics/period.ts';
import { ACTIVITY_KINDS, type ActivityKind } from '#lib/domain/ticket/activity.ts';
import type { ActivityRow } from '#lib/protocol/activity.ts';

/** Stands for all automations, where a person is asked for. */
export const AUTOMATIONS = '~';

/** Whose deeds of which kind are asked for, where and when; all of it in the address. */
export interface Question {
	readonly person: string | null;
	readonly team: string | null;
	readonly kind: ActivityKind | null;
	/** Days, both included. */
	readonly from: string | null;
	readonly to: string | null;
}

export const EVERYTHING: Question = { person: null, team: null, kind: null, from: null, to: null };

/** Reads the address; what it does not know is not asked for. */
export function parseQuestion(params: URLSearchParams): Question {
	const [person, team, kind] = [params.get('person'), params.get('team'), params.get('kind')];
	const day = (name: string) => {
		const text = params.get(name);
		return text !== null && dayNumber(text) !== undefined ? text : null;
	};
	const [from, to] = [day('from'), day('to')];
	return {
		person: person === AUTOMATIONS || isPersonId(person) ? person : null,
		team: isTeamId(team) ? team : null,
		kind: ACTIVITY_KINDS.find((one) => one === kind) ?? null,
		from,
		// Nothing lies between days in the wrong order.
		to: from !== null && to !== null && to < from ? from : to
	};
}

function paramsOf(question: Question): URLSearchParams {
	return new URLSearchParams(
		Object.entries(question).flatMap(([name, value]): [string, string][] =>
			typeof value === 'string' ? [[name, value]] : []
		)
	);
}

/** The address of what is asked for. */
export function formatQuestion(question: Question): string {
	const text = paramsOf(question).toString();
	return text === '' ? '/activity' : `/activity?${text}`;
}

/** Where the server answers; `zone` is where days begin for who has no calendar. */
export function addressOf(
	question: Question,
	{
		zone,
		before,
		limit
	}: { readonly zone: string; readonly before?: string; readonly limit?: number }
): string {
	const params = paramsOf(question);
	params.set('zone', zone);
	if (before !== undefined) params.set('before', before);
	if (limit !== undefined) params.set('limit', String(limit));
	return `/api/activity?${params.toString()}`;
}

/** Whether a row is asked for, as the server says it. */
export function isAsked(row: ActivityRow, question: Question, zone: string): boolean {
	const { person, team, kind } = question;
	const isTheirs = person === AUTOMATIONS ? row.by.startsWith(AUTOMATIONS) : row.by === person;
	return (
		(person === null || isTheirs) &&
		(team === null || row.ticket.team === team) &&
		(kind === null || row.kind === kind) &&
		isWithin(row, question, zone)
	);
}

function isWithin({ ms }: ActivityRow, { from, to }: Question, zone: string): boolean {
	const [first, last] = [dayNumber(from ?? ''), dayNumber(to ?? '')];
	const day = dayAt(ms, zone);
	return (first === undefined || day >= first) && (last === undefined || day <= last);
}
