import type { Priority, Status } from '#lib/domain/ticket/statuses.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

/** Colour and shape of each status; the word stands beside it or is read aloud. */
export const STATUS_MARKS: Readonly<Record<Status, { tone: Tone; shape: Shape }>> = {
	new: { tone: 'info', shape: 'full' },
	open: { tone: 'ok', shape: 'hollow' },
	waiting: { tone: 'warn', shape: 'half' },
	solved: { tone: 'ok', shape: 'square' },
	closed: { tone: 'neutral', shape: 'cross' }
};

/** Lucide’s chevrons-up, chevron-up, minus and chevron-down, in a box of 24. */
export const PRIORITY_PATHS: Readonly<Record<Priority, string>> = {
	urgent: 'm17 11-5-5-5 5M17 18l-5-5-5 5',
	high: 'm18 15-6-6-6 6',
	normal: 'M5 12h14',
	low: 'm6 9 6 6 6-6'
};
