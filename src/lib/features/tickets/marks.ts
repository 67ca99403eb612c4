import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

export interface StatusShape {
	readonly tone: Tone;
	readonly shape: Shape;
	/** The colour of the palette that administrators chose, if they did. */
	readonly color?: number;
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
export function statusShape(
	code: string,
	status: Pick<Entry<'status'>, 'class' | 'color'> | undefined
): StatusShape {
	const own = Object.hasOwn(OF_STATUS, code) ? OF_STATUS[code] : undefined;
	const shape = own ?? OF_CLASS[status?.class ?? 'open'];
	return { ...shape, ...(typeof status?.color === 'number' && { color: status.color }) };
}
