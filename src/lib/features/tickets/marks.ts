import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronsUp from '@lucide/svelte/icons/chevrons-up';
import ChevronUp from '@lucide/svelte/icons/chevron-up';
import Minus from '@lucide/svelte/icons/minus';
import type { Component } from 'svelte';
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

export const PRIORITY_ICONS: Readonly<Record<Priority, Component>> = {
	urgent: ChevronsUp,
	high: ChevronUp,
	normal: Minus,
	low: ChevronDown
};
