import type { ClockName } from './clock-names.ts';
import type { Phase, ServiceRecord } from './history.ts';
import type { Stretch, WorkingTime } from './working-time.ts';

/** Minutes of working time allowed for each clock; null where nothing is promised. */
export interface Allowed {
	readonly firstResponse: number | null;
	readonly nextResponse: number | null;
	readonly resolution: number | null;
	/** When to warn, in percent of the time allowed. */
	readonly warnAt: number;
}

/** *met* and *missed* are settled; *late* is missed and still running. */
export type ClockState = 'running' | 'paused' | 'warning' | 'late' | 'met' | 'missed';

/** What was promised for a ticket, and how it stands with it. */
export interface Clock {
	readonly name: ClockName;
	readonly state: ClockState;
	readonly startedMs: number;
	readonly allowedMs: number;
	readonly spentMs: number;
	/** When the time allowed is used up if nothing changes; null while it stands still or never. */
	readonly dueMs: number | null;
	/** When the warning comes, likewise. */
	readonly warnMs: number | null;
	/** When it was settled; null while it is not. */
	readonly settledMs: number | null;
	/** Every counted stretch of working time up to now, which add up to `spentMs`. */
	readonly counted: readonly Stretch[];
}

const MINUTE = 60_000;

/**
 * The clocks of a ticket that have been started, at `nowMs` (Zammad's and GLPI's definitions,
 * `metrics` in the glossary): *first response* from creation to the first public reply, *next
 * response* from the customer's oldest unanswered message to the next reply, *resolution* from
 * creation to done. They run in working time and stand still while a ticket is paused or done. Pure:
 * the same record, targets and calendar give the same clocks on every device and on the server.
 */
export function readClocks(
	record: ServiceRecord,
	allowed: Allowed,
	working: WorkingTime,
	nowMs: number
): Clock[] {
	const { createdMs, firstReplyMs, askedMs, phases } = record;
	const doneMs = doneSince(phases);
	const run = (name: ClockName, startedMs: number | null, settledMs: number | null) => {
		const minutes = allowed[name];
		if (minutes === null || startedMs === null) return [];
		const timing = { allowedMs: minutes * MINUTE, warnAt: allowed.warnAt };
		return [readClock(name, { startedMs, settledMs, ...timing }, phases, { working, nowMs })];
	};
	return [
		...run('firstResponse', createdMs, earliest(firstReplyMs, doneMs)),
		...run('nextResponse', askedMs, doneMs),
		...run('resolution', createdMs, doneMs)
	];
}

/**
 * The clock of a question that has been answered: what *next response* was until `answered[1]`.
 * Undefined where nothing is promised.
 */
export function readAnswered(
	answered: readonly [askedMs: number, repliedMs: number],
	{ phases }: Pick<ServiceRecord, 'phases'>,
	{ nextResponse, warnAt }: Allowed,
	working: WorkingTime
): Clock | undefined {
	if (nextResponse === null) return undefined;
	const [startedMs, settledMs] = answered;
	const run = { startedMs, settledMs, allowedMs: nextResponse * MINUTE, warnAt };
	return readClock('nextResponse', run, phases, { working, nowMs: settledMs });
}

function doneSince(phases: readonly Phase[]): number | null {
	const last = phases.at(-1);
	return last?.[0] === 'done' ? last[1] : null;
}

function earliest(a: number | null, b: number | null): number | null {
	return a === null ? b : b === null ? a : Math.min(a, b);
}

interface Run {
	readonly startedMs: number;
	readonly settledMs: number | null;
	readonly allowedMs: number;
	readonly warnAt: number;
}

function readClock(
	name: ClockName,
	{ startedMs, settledMs, allowedMs, warnAt }: Run,
	phases: readonly Phase[],
	{ working, nowMs }: { readonly working: WorkingTime; readonly nowMs: number }
): Clock {
	const endMs = settledMs ?? Infinity;
	const active = openStretches(phases)
		.map(({ from, to }) => ({ from: Math.max(from, startedMs), to: Math.min(to, endMs) }))
		.filter(({ from, to }) => from < to);
	const counted = active.flatMap(({ from, to }) => working.stretches(from, Math.min(to, nowMs)));
	const spentMs = counted.reduce((sum, { from, to }) => sum + (to - from), 0);
	const dueMs = reaches(active, allowedMs, working);
	const warnMs = reaches(active, (allowedMs * warnAt) / 100, working);
	const isStill = settledMs === null && phases.at(-1)?.[0] !== 'open';
	return {
		name,
		state: stateOf({
			settledMs,
			isStill,
			isOver: spentMs > allowedMs,
			isWarned: isPast(warnMs, nowMs)
		}),
		startedMs,
		allowedMs,
		spentMs,
		dueMs,
		warnMs,
		settledMs,
		counted
	};
}

function openStretches(phases: readonly Phase[]): Stretch[] {
	return phases.flatMap(([phaseClass, from], index) =>
		phaseClass === 'open' ? [{ from, to: phases[index + 1]?.[1] ?? Infinity }] : []
	);
}

const isPast = (ms: number | null, nowMs: number): boolean => ms !== null && ms <= nowMs;

function stateOf(facts: {
	settledMs: number | null;
	isStill: boolean;
	isOver: boolean;
	isWarned: boolean;
}): ClockState {
	if (facts.settledMs !== null) return facts.isOver ? 'missed' : 'met';
	if (facts.isOver) return 'late';
	if (facts.isStill) return 'paused';
	return facts.isWarned ? 'warning' : 'running';
}

/** The instant at which `workMs` of working time have passed inside the stretches; null if never. */
function reaches(active: readonly Stretch[], workMs: number, working: WorkingTime): number | null {
	let left = workMs;
	for (const { from, to } of active) {
		const at = working.after(from, left);
		// Used up at the very moment it stops: that is not over yet, and stands still.
		if (at !== null && at < to) return at;
		if (to === Infinity) return null;
		left -= working.between(from, to);
	}
	return null;
}
