import { METRICS, type MetricId } from '#lib/domain/metrics/definitions.ts';
import {
	changeSince,
	figureValue,
	isFew,
	type Figure,
	type FigureChange
} from '#lib/domain/metrics/figure.ts';
import { formatDuration, formatNumber } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';

const percentWords = (share: number): string =>
	formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });

/** Beyond that there was next to nothing before, and how much more it is says nothing. */
const MOST_PERCENT = 900;

/** A figure as people read it: `1,204`, `86 %`, `3h 20m`; a dash where there is none. */
export function figureWords(figure: Figure | undefined): string {
	switch (figure?.kind) {
		case undefined:
		case 'none':
			return '–';
		case 'count':
			return formatNumber(figure.count);
		case 'ratio':
			return percentWords(figure.hits / figure.of);
		case 'mean':
		case 'median':
			return formatDuration(figure.ms);
	}
}

/** On how much a figure rests: `12 of 14`, `from 120`; nothing for what is only counted. */
export function basisWords(figure: Figure | undefined): string {
	switch (figure?.kind) {
		case undefined:
		case 'count':
			return '';
		case 'none':
			return t('reports.noData');
		case 'ratio':
			return t('reports.share', { hits: figure.hits, of: figure.of });
		case 'mean':
		case 'median':
			return t(`reports.basis.${figure.kind}`, { of: figure.of });
	}
}

/** How a figure moved: which way, how far in words, and whether that is good; null where it says nothing. */
export function changeWords(
	metric: MetricId,
	before: Figure | undefined,
	now: Figure | undefined
): {
	readonly way: 'more' | 'less' | 'same';
	readonly far: string;
	readonly isGood: boolean | null;
} | null {
	const change = before && now ? changeSince(before, now) : null;
	if (!before || !now || change === null) return null;
	if (percentOf(change) === 0) return { way: 'same', far: '', isGood: null };
	const way = change.by > 0 ? 'more' : 'less';
	const { better } = METRICS[metric];
	// Of a few nothing is good or bad yet.
	const isGood = better === null || isFew(before) || isFew(now) ? null : better === way;
	return { way, far: farWords(change), isGood };
}

const percentOf = ({ by }: FigureChange): number => Math.round(Math.abs(by) * 100);

function farWords(change: FigureChange): string {
	const percent = percentOf(change);
	if (change.unit === 'points') return t('reports.points', { count: percent });
	return percent > MOST_PERCENT
		? t('reports.aboveAll', { change: percentWords(MOST_PERCENT / 100) })
		: percentWords(percent / 100);
}

/** A figure as one number for a table of numbers: minutes for lengths of time. */
export function plainNumber(figure: Figure | undefined): number | null {
	const value = figure ? figureValue(figure) : null;
	const isTime = figure?.kind === 'mean' || figure?.kind === 'median';
	return value === null ? null : isTime ? Math.round(value / 6_000) / 10 : value;
}
