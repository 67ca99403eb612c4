import { formatDuration } from './format.svelte.ts';
import { t } from './messages.svelte.ts';
import type { Shape, Tone } from './tone.ts';

export type TimingState = 'running' | 'paused' | 'warning' | 'late' | 'met' | 'missed';

/** Time that is allowed for something: how it stands, and how much is left; below 0 it is over. */
export interface Timing {
	readonly state: TimingState;
	readonly leftMs: number;
}

const LOOKS: Readonly<Record<TimingState, { readonly tone: Tone; readonly shape: Shape }>> = {
	running: { tone: 'ok', shape: 'hollow' },
	paused: { tone: 'neutral', shape: 'half' },
	warning: { tone: 'warn', shape: 'full' },
	late: { tone: 'danger', shape: 'triangle' },
	met: { tone: 'ok', shape: 'square' },
	missed: { tone: 'danger', shape: 'cross' }
};

/** Colour and shape; a word stands beside it or is read aloud. */
export const timingLook = (state: TimingState) => LOOKS[state];

export const stateWord = (state: TimingState): string => t(`service.state.${state}`);

/** `2 h left`, `5 min late`; of what stands still or is settled that it does, and is. */
export function timingWords({ state, leftMs }: Timing): string {
	if (state === 'late') return t('service.lateBy', { time: formatDuration(-leftMs) });
	if (state === 'running' || state === 'warning')
		return t('service.left', { time: formatDuration(leftMs) });
	return stateWord(state);
}
