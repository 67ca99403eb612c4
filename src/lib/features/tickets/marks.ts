import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

export interface StatusShape {
	readonly tone: Tone;
	readonly shape: Shape;
}

const OF_CLASS: Readonly<Record<StatusClass, StatusShape>> = {
	open: { tone: 'info', shape: 'hollow' },
	paused: { tone: 'warn', shape: 'half' },
	done: { tone: 'neutral', shape: 'square' }
};

const OF_STATUS: Readonly<Record<string, StatusShape>> = {
	new: { tone: 'info', shape: 'full' },
	open: { tone: 'ok', shape: 'hollow' },
	'in-progress': { tone: 'ok', shape: 'full' },
	approval: { tone: 'warn', shape: 'triangle' },
	solved: { tone: 'ok', shape: 'square' },
	closed: { tone: 'neutral', shape: 'cross' },
	rejected: { tone: 'danger', shape: 'cross' },
	cancelled: { tone: 'neutral', shape: 'cross' }
};

/** Colour and shape of a status; the word stands beside it or is read aloud. */
export function statusShape(status: string, statusClass: StatusClass): StatusShape {
	return (
		(Object.hasOwn(OF_STATUS, status) ? OF_STATUS[status] : undefined) ?? OF_CLASS[statusClass]
	);
}
