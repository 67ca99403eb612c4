import { LEAST_MINUTES } from '#lib/domain/on-call/next-call.ts';
import type { WhatsAppSettings } from '#lib/protocol/connections.ts';

/** Who is called of which tickets, and how often. */
export interface OnCallRules {
	readonly everyMs: number;
	isUrgent(priority: string): boolean;
	/** Whom to call of a team, by its name. */
	numbersOf(team: string): readonly string[];
}

const NUMBER = /^\+[1-9]\d{6,14}$/;
/** Stands for the teams that have no line of their own. */
const OTHERS = '*';

/** Reads *team: number, number*; undefined for a line that says something else. */
export function readOnCallLine(
	line: string
): { readonly team: string; readonly numbers: readonly string[] } | undefined {
	const at = line.indexOf(':');
	const team = line.slice(0, Math.max(at, 0)).trim();
	const numbers = line
		.slice(at + 1)
		.split(',')
		.map((number) => number.replace(/[\s()/-]/g, ''));
	if (team === '' || !numbers.every((number) => NUMBER.test(number))) return undefined;
	return { team, numbers: [...new Set(numbers)] };
}

export function readOnCallRules({
	everyMinutes,
	priorities,
	onCall
}: WhatsAppSettings): OnCallRules {
	const byTeam = new Map(
		onCall.flatMap((line) => {
			const read = readOnCallLine(line);
			return read === undefined ? [] : [[keyOf(read.team), read.numbers] as const];
		})
	);
	return {
		everyMs: Math.max(everyMinutes, LEAST_MINUTES) * 60_000,
		isUrgent: (priority) => priorities.length === 0 || priorities.includes(priority),
		numbersOf: (team) => byTeam.get(keyOf(team)) ?? byTeam.get(OTHERS) ?? []
	};
}

const keyOf = (team: string): string => team.normalize('NFKC').trim().toLowerCase();
