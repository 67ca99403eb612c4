import { METRICS, type MetricId } from './definitions.ts';

/**
 * What came out for one metric, with the version of its definition. A share says of how many, a
 * length of time of how many it was taken; where there were none it is `none`, and never 0 or 100 %.
 */
export type Figure =
	| FigureOf<'none', object>
	| FigureOf<'count', { readonly count: number }>
	| FigureOf<'ratio', { readonly hits: number; readonly of: number }>
	| FigureOf<'mean' | 'median', { readonly ms: number; readonly of: number }>;

type FigureOf<Kind extends string, Facts> = {
	readonly metric: MetricId;
	readonly version: number;
	readonly kind: Kind;
} & Readonly<Facts>;

/** With fewer than these a share or a length of time says little, and is shown so. */
const FEW = 20;

/** Whether a figure rests on too little to be relied on. */
export function isFew(figure: Figure): boolean {
	return 'of' in figure && figure.of < FEW;
}

/** A figure as one number, to sort and compare by: a count, a share from 0 to 1, or ms; null for no data. */
export function figureValue(figure: Figure): number | null {
	switch (figure.kind) {
		case 'none':
			return null;
		case 'count':
			return figure.count;
		case 'ratio':
			return figure.hits / figure.of;
		case 'mean':
		case 'median':
			return figure.ms;
	}
}

/** How far a figure moved: by a share of what it was, or, of a share itself, in hundredths of the whole. */
export interface FigureChange {
	readonly unit: 'share' | 'points';
	/** 0.5 is half as much again, or 50 points. */
	readonly by: number;
}

/** How a figure moved against the one before; null where either says nothing. */
export function changeSince(before: Figure, now: Figure): FigureChange | null {
	const [was, is] = [figureValue(before), figureValue(now)];
	if (was === null || is === null) return null;
	if (now.kind === 'ratio') return { unit: 'points', by: is - was };
	return was === 0 ? null : { unit: 'share', by: (is - was) / was };
}

/** Gathers what counts towards one figure. */
export class Gathering {
	readonly #metric: MetricId;
	readonly #values: number[] = [];
	#sum = 0;
	#of = 0;

	constructor(metric: MetricId) {
		this.#metric = metric;
	}

	/** `value` is ms for a length of time, and 1 or 0 for whether something holds. */
	add(value: number): void {
		this.#sum += value;
		this.#of += 1;
		// Only the middle of them needs all of them.
		if (METRICS[this.#metric].kind === 'median') this.#values.push(value);
	}

	get figure(): Figure {
		const metric = this.#metric;
		const { version, kind } = METRICS[metric];
		const [sum, of] = [this.#sum, this.#of];
		if (kind === 'count') return { metric, version, kind, count: of };
		if (of === 0) return { metric, version, kind: 'none' };
		if (kind === 'ratio') return { metric, version, kind, hits: sum, of };
		return { metric, version, kind, ms: kind === 'mean' ? sum / of : median(this.#values), of };
	}
}

/** The middle of some values, or between the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
	const sorted = Float64Array.from(values).sort();
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
