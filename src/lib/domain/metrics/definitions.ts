/** What a figure is: a number of things, a share of them, or how long they took. */
export type MetricKind = 'count' | 'ratio' | 'mean' | 'median';

/**
 * At what instant something counts, and so in which period: when the ticket was made, first given to
 * somebody, answered, resolved, rated or asked to be, when a promise was kept or its time was up, or the end of
 * the period itself.
 */
export type CountedAt =
	'created' | 'assigned' | 'replied' | 'resolved' | 'asked' | 'rated' | 'due' | 'end';

interface Metric {
	/** Raised whenever the same facts would give another figure. */
	readonly version: number;
	readonly kind: MetricKind;
	readonly at: CountedAt;
	/** Whether a larger figure is better; null where neither is. */
	readonly better: 'more' | 'less' | null;
}

/**
 * Every figure about tickets. One that was merged into another, or deleted, counts in none of them. What
 * each means is said where it is taken (`samples.ts`); the words for people stand under `reports.metric`.
 */
export const METRICS = {
	'ticket.created': { version: 1, kind: 'count', at: 'created', better: null },
	'ticket.resolved': { version: 1, kind: 'count', at: 'resolved', better: 'more' },
	'ticket.backlog': { version: 1, kind: 'count', at: 'end', better: 'less' },
	'ticket.reopened': { version: 1, kind: 'ratio', at: 'resolved', better: 'less' },
	'ticket.assigning': { version: 1, kind: 'median', at: 'assigned', better: 'less' },
	'ticket.first-response': { version: 1, kind: 'median', at: 'replied', better: 'less' },
	'ticket.next-response': { version: 1, kind: 'median', at: 'replied', better: 'less' },
	'ticket.resolution': { version: 1, kind: 'median', at: 'resolved', better: 'less' },
	'ticket.handling': { version: 1, kind: 'mean', at: 'resolved', better: 'less' },
	'ticket.service-levels': { version: 1, kind: 'ratio', at: 'due', better: 'more' },
	'ticket.satisfaction': { version: 1, kind: 'ratio', at: 'rated', better: 'more' },
	'ticket.responses': { version: 1, kind: 'ratio', at: 'asked', better: 'more' },
	'ticket.one-contact': { version: 1, kind: 'ratio', at: 'resolved', better: 'more' },
	'ticket.solved': { version: 1, kind: 'count', at: 'created', better: null },
	'ticket.pending': { version: 1, kind: 'count', at: 'created', better: null },
	'ticket.rejected': { version: 1, kind: 'count', at: 'created', better: null },
	'ticket.awaiting': { version: 1, kind: 'count', at: 'created', better: null },
	'ticket.resolution-rate': { version: 1, kind: 'ratio', at: 'created', better: 'more' }
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof METRICS;

/** The ids of all metrics. */
export const METRIC_IDS = Object.keys(METRICS).filter((key): key is MetricId => key in METRICS);

/** What became of the tickets of a period, in the order of its six columns. */
export const OUTCOME_METRICS = [
	'ticket.created',
	'ticket.solved',
	'ticket.pending',
	'ticket.rejected',
	'ticket.awaiting',
	'ticket.resolution-rate'
] as const satisfies readonly MetricId[];

/** What is said of each team, person and channel. */
export const ROW_METRICS = [
	'ticket.created',
	'ticket.resolved',
	'ticket.backlog',
	'ticket.first-response',
	'ticket.resolution',
	'ticket.service-levels',
	'ticket.satisfaction',
	'ticket.responses',
	'ticket.reopened'
] as const satisfies readonly MetricId[];
