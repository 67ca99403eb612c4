import { readAnswered, type Clock } from './clocks.ts';
import type { Measured, ServiceLevels } from './service-levels.ts';

/** A question of the customer and the reply to it, ms since 1970. */
export type Answer = readonly [askedMs: number, repliedMs: number];

/** A promise that came due at `atMs`. */
export interface Outcome {
	readonly atMs: number;
	readonly isMet: boolean;
}

/**
 * Which promises about a ticket have come due by `nowMs`: kept when what was promised was done, missed
 * when the time for it was up. `answers` are the customer's questions that were answered since.
 */
export function outcomesOf(
	levels: ServiceLevels,
	measured: Measured,
	answers: readonly Answer[],
	nowMs: number
): Outcome[] {
	const { service } = measured;
	if (!service) return [];
	const { allowed, working } = levels.promised(measured);
	return [
		...levels.clocks(measured, nowMs),
		...answers.flatMap((answer) => readAnswered(answer, service, allowed, working) ?? [])
	].flatMap(outcomeOf);
}

function outcomeOf({ state, settledMs, dueMs }: Clock): Outcome[] {
	if (state === 'met' && settledMs !== null) return [{ atMs: settledMs, isMet: true }];
	const overMs = dueMs ?? settledMs;
	const isMissed = state === 'missed' || state === 'late';
	return isMissed && overMs !== null ? [{ atMs: overMs, isMet: false }] : [];
}
