import type { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { formatDuration } from '#lib/ui/format.svelte.ts';
import { stateWord, timingLook, timingWords, type TimingState } from '#lib/ui/time-left.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

/** What a row shows of its service level, in words already. */
export interface RowTiming {
	readonly state: TimingState;
	readonly tone: Tone;
	readonly shape: Shape;
	readonly words: string;
	/** The same where there is no room for words: the mark says the rest. */
	readonly brief: string;
	/** What the mark says to those who do not see it. */
	readonly label: string;
}

const NOTHING: RowTiming = {
	state: 'met',
	tone: 'neutral',
	shape: 'hollow',
	words: '',
	brief: '',
	label: ''
};

/** What rows show at a minute. Each is worked out when it first comes on screen, and kept. */
export function timingsAt(levels: ServiceLevels, nowMs: number): (row: RowView) => RowTiming {
	const known = new WeakMap<RowView, RowTiming>();
	return (row) => {
		const kept = known.get(row);
		if (kept !== undefined) return kept;
		const made = makeTiming(levels, row, nowMs);
		known.set(row, made);
		return made;
	};
}

function makeTiming(levels: ServiceLevels, row: RowView, nowMs: number): RowTiming {
	const clock = levels.pressing(row, nowMs);
	if (clock === undefined) return NOTHING;
	const timing = { state: clock.state, leftMs: clock.allowedMs - clock.spentMs };
	return {
		state: clock.state,
		...timingLook(clock.state),
		words: timingWords(timing),
		brief: formatDuration(Math.abs(timing.leftMs)),
		label: stateWord(clock.state)
	};
}
