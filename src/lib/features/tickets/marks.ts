import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronsUp from '@lucide/svelte/icons/chevrons-up';
import ChevronUp from '@lucide/svelte/icons/chevron-up';
import Minus from '@lucide/svelte/icons/minus';
import type { Component } from 'svelte';
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

const ICONS: readonly [level: number, icon: Component][] = [
	[4, ChevronsUp],
	[3, ChevronUp],
	[2, Minus]
];

/** The icon of a priority by its level: the higher, the more pressing. */
export function priorityIcon(level: number): Component {
	return ICONS.find(([from]) => level >= from)?.[1] ?? ChevronDown;
}
