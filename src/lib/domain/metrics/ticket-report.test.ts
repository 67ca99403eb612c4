import { describe, expect, it } from 'vitest';
import { METRIC_IDS, METRICS, type MetricId } from './definitions.ts';
import { changeSince, figureValue, Gathering, isFew, median, type Figure } from './figure.ts';
import type { ReportedTicket, Resolution } from './reported-ticket.ts';
import { isOpenAt, lastCountedMs } from './samples.ts';
import { TicketTally, type ReportQuestion } from './ticket-report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Tuesday, in the middle of a winter. */
const FROM = Date.parse('2026-01-20T00:00:00Z');
const period = { fromMs: FROM, toMs: FROM + 10 * DAY };
const before = { fromMs: FROM - 10 * DAY, toMs: FROM };
const question: ReportQuestion = { period, before, timeZone: 'UTC', nowMs: FROM + 30 * DAY };

const ticket = (createdMs: number, more: Partial<ReportedTicket> = {}): ReportedTicket => ({
	team: 'a',
	priority: 'normal',
	category: null,
	channel: 'mail',
	assignee: 'ann',
	service: { createdMs, firstReplyMs: null, askedMs: null, phases: [['open', createdMs]] },
	assignedMs: null,
	startedMs: null,
	answers: [],
	resolutions: [],
	ratings: [],
	asked: [],
	isAwaiting: false,
	isMerged: false,
	isRemoved: false,
	...more
});
const done = (atMs: number, more: Partial<Resolution> = {}): Resolution => ({
	...{ atMs, round: 0, person: 'ann', contacts: 1, isRejected: false },
	...{ againMs: null, reopenedMs: null, ...more }
});
/** A ticket that was resolved so long after it was made. */
const resolved = (createdMs: number, afterMs: number, more: Partial<ReportedTicket> = {}) =>
	ticket(createdMs, {
		service: {
			createdMs,
			firstReplyMs: createdMs + HOUR,
			askedMs: null,
			phases: [
				['open', createdMs],
				['done', createdMs + afterMs]
			]
		},
		resolutions: [done(createdMs + afterMs)],
		...more
	});

type Counted = readonly [ReportedTicket, ...{ atMs: number; isMet: boolean }[]];
function reportOf(tickets: readonly Counted[], asked: ReportQuestion = question) {
	const tally = new TicketTally(asked);
	for (const [one, ...outcomes] of tickets) tally.add(one, outcomes);
	return tally.report;
}
/** Figures as short texts: `7`, `3/4`, `2 h of 5`, `-` for no data. */
const said = (figure: Figure | undefined): string => {
	if (figure === undefined || figure.kind === 'none') return '-';
	if (figure.kind === 'count') return String(figure.count);
	if (figure.kind === 'ratio') return `${figure.hits}/${figure.of}`;
	return `${figure.ms / HOUR} h of ${figure.of}`;
};
const saidAll = (tickets: readonly Counted[], ids: readonly MetricId[], asked = question) => {
	const { figures } = reportOf(tickets, asked);
	return ids.map((id) => said(figures[id]));
};

const A = FROM + DAY;
const SAMPLES: readonly [string, readonly Counted[], Partial<Record<MetricId, string>>][] = [
	[
		'a ticket that nobody has looked at',
		[[ticket(A)]],
		{
			'ticket.created': '1',
			'ticket.pending': '1',
			'ticket.backlog': '1',
			'ticket.resolved': '0',
			'ticket.resolution-rate': '0/1',
			'ticket.first-response': '-',
			'ticket.service-levels': '-',
			'ticket.satisfaction': '-'
		}
	],
	[
		'one that was resolved',
		[[resolved(A, 5 * HOUR, { assignedMs: A + HOUR / 2, startedMs: A + HOUR })]],
		{
			'ticket.solved': '1',
			'ticket.resolved': '1',
			'ticket.backlog': '0',
			'ticket.assigning': '0.5 h of 1',
			'ticket.first-response': '1 h of 1',
			'ticket.handling': '4 h of 1',
			'ticket.resolution': '5 h of 1',
			'ticket.resolution-rate': '1/1',
			'ticket.one-contact': '1/1',
			'ticket.reopened': '0/1'
		}
	],
	[
		'made before, resolved within',
		[[resolved(FROM - DAY, 2 * DAY)]],
		{ 'ticket.created': '0', 'ticket.resolved': '1', 'ticket.resolution': '48 h of 1' }
	],
	[
		'made within, resolved after',
		[[resolved(A, 20 * DAY)]],
		{ 'ticket.created': '1', 'ticket.solved': '1', 'ticket.resolved': '0', 'ticket.backlog': '1' }
	],
	[
		'rejected',
		[[resolved(A, HOUR, { resolutions: [done(A + HOUR, { isRejected: true })] })]],
		{
			'ticket.rejected': '1',
			'ticket.solved': '0',
			'ticket.resolved': '0',
			'ticket.resolution': '-',
			'ticket.resolution-rate': '0/1',
			'ticket.backlog': '0'
		}
	],
	['awaiting approval', [[ticket(A, { isAwaiting: true })]], { 'ticket.awaiting': '1' }],
	[
		'merged into another, or deleted',
		[
			[resolved(A, HOUR, { isMerged: true }), { atMs: A, isMet: true }],
			[resolved(A, HOUR, { isRemoved: true }), { atMs: A, isMet: true }]
		],
		{ 'ticket.created': '0', 'ticket.resolved': '0', 'ticket.service-levels': '-' }
	],
	[
		'the customer wrote twice, or came back within a week, or later',
		[
			[resolved(A, HOUR, { resolutions: [done(A + HOUR, { contacts: 2 })] })],
			[resolved(A, HOUR, { resolutions: [done(A + HOUR, { againMs: A + 7 * DAY })] })],
			[resolved(A, HOUR, { resolutions: [done(A + HOUR, { againMs: A + HOUR + 7 * DAY })] })]
		],
		{ 'ticket.one-contact': '1/3' }
	],
	[
		'resolved twice',
		[
			[
				resolved(A, 3 * HOUR, {
					resolutions: [done(A + HOUR, { reopenedMs: A + 2 * HOUR }), done(A + 3 * HOUR)]
				})
			]
		],
		{ 'ticket.resolved': '2', 'ticket.reopened': '1/2', 'ticket.resolution': '2 h of 2' }
	],
	[
		'promises kept and missed, of which some outside the period',
		[
			[
				ticket(A),
				{ atMs: A, isMet: true },
				{ atMs: A + HOUR, isMet: false },
				{ atMs: period.toMs, isMet: true }
			]
		],
		{ 'ticket.service-levels': '1/2' }
	],
	[
		'rated with three, four and five stars',
		[[ticket(A, { ratings: [3, 4, 5].map((stars, round) => ({ atMs: A, round, stars })) })]],
		{ 'ticket.satisfaction': '2/3' }
	],
	[
		'asked three times, and answered once',
		[
			[
				ticket(A, {
					ratings: [{ atMs: A + HOUR, round: 1, stars: 5 }],
					asked: [0, 1, 2].map((round) => ({ atMs: A, round }))
				})
			],
			[ticket(A, { asked: [{ atMs: A + 40 * DAY, round: 0 }] })]
		],
		{ 'ticket.responses': '1/3', 'ticket.satisfaction': '1/1' }
	],
	[
		'answered again and again',
		[
			[
				ticket(A, {
					answers: [
						[A, A + HOUR],
						[A, A + 3 * HOUR],
						[A, A + 20 * DAY]
					]
				})
			]
		],
		{ 'ticket.next-response': '2 h of 2' }
	]
];

describe('the figures of tickets', () => {
	it.each(SAMPLES)('[MT2] %s', (_, tickets, wanted) => {
		const ids = METRIC_IDS.filter((id) => wanted[id] !== undefined);
		expect(saidAll(tickets, ids)).toEqual(ids.map((id) => wanted[id]));
	});

	it('[MT2] of a period without tickets are none, and not zero or a hundred percent', () => {
		const { figures } = reportOf([]);
		for (const id of METRIC_IDS) {
			const figure = figures[id];
			expect(figure?.kind, id).toBe(METRICS[id].kind === 'count' ? 'count' : 'none');
			if (figure && METRICS[id].kind !== 'count') expect(figureValue(figure)).toBeNull();
		}
	});

	it('[MT2] say nothing of one contact before a week is over', () => {
		const asked = { ...question, nowMs: A + HOUR + 7 * DAY - 1 };
		expect(saidAll([[resolved(A, HOUR)]], ['ticket.one-contact'], asked)).toEqual(['-']);
	});

	it('[MT2] leave work that was done at one stroke out of how long work takes', () => {
		const atOnce = resolved(A, HOUR, { startedMs: A + HOUR });
		expect(saidAll([[atOnce]], ['ticket.handling', 'ticket.resolved'])).toEqual(['-', '1']);
	});

	it('[MT2] split the tickets of a period into four columns that add up', () => {
		const { figures } = reportOf([
			[ticket(A)],
			[ticket(A, { isAwaiting: true })],
			[resolved(A, HOUR)],
			[resolved(A, HOUR, { resolutions: [done(A + HOUR, { isRejected: true })] })]
		]);
		const columns = ['solved', 'pending', 'rejected', 'awaiting'] as const;
		expect(columns.map((one) => said(figures[`ticket.${one}`]))).toEqual(['1', '1', '1', '1']);
		expect(said(figures['ticket.created'])).toBe('4');
	});

	it('[MT3] of the period before are counted apart', () => {
		const { figures, figuresBefore } = reportOf([[resolved(FROM - 2 * DAY, HOUR)], [ticket(A)]]);
		expect(said(figures['ticket.created'])).toBe('1');
		expect(said(figuresBefore['ticket.created'])).toBe('1');
		expect(said(figuresBefore['ticket.first-response'])).toBe('1 h of 1');
	});

	it('[MT3] name the version of their definition', () => {
		for (const [id, figure] of Object.entries(reportOf([]).figures))
			expect([figure?.metric, figure?.version]).toEqual([id, 1]);
	});

	it('[MT4] are those of teams, of people and of channels', () => {
		const { byTeam, byPerson, byChannel } = reportOf([
			[resolved(A, HOUR, { resolutions: [done(A + HOUR, { person: 'ben' })] })],
			[ticket(A, { team: 'b', channel: 'portal', assignee: null })]
		]);
		const rows = (of: readonly { of: unknown; figures: object }[], id: MetricId) =>
			of.map((row) => [row.of, said((row.figures as Record<MetricId, Figure>)[id])]);
		expect(rows(byTeam, 'ticket.created')).toEqual([
			['a', '1'],
			['b', '1']
		]);
		expect(rows(byPerson, 'ticket.resolved')).toEqual([
			['ann', '0'],
			['ben', '1'],
			[null, '0']
		]);
		expect(rows(byChannel, 'ticket.backlog')).toEqual([
			['mail', '0'],
			['portal', '1']
		]);
	});

	it('[MT4] of one person are theirs alone', () => {
		const mine = resolved(A, HOUR, { assignee: 'ben', resolutions: [done(A + HOUR)] });
		const asked = { ...question, person: 'ann' };
		const report = reportOf([[mine], [ticket(A, { assignee: 'ben' })]], asked);
		expect(said(report.figures['ticket.resolved'])).toBe('1');
		expect(said(report.figures['ticket.created'])).toBe('0');
		expect(said(report.figures['ticket.backlog'])).toBe('0');
		expect(report.byPerson).toEqual([]);
	});

	it('[MT5] show when tickets come', () => {
		const { hours } = reportOf([[ticket(A + 9 * HOUR)], [ticket(A + 9 * HOUR + DAY)]]);
		expect(hours[9]).toEqual({ hour: 9, tickets: 2, often: 10 });
		expect(hours.filter(({ tickets }) => tickets > 0)).toHaveLength(1);
	});
});

describe('a figure', () => {
	it('[MT2] is the middle of its values, between two where there are two', () => {
		expect([median([]), median([7]), median([9, 1, 2]), median([4, 1, 2, 3])]).toEqual([
			0, 7, 2, 2.5
		]);
	});

	it('[MT2] says little of fewer than twenty, unless it is only counted', () => {
		const of = (metric: MetricId, count: number) => {
			const gathering = new Gathering(metric);
			for (let index = 0; index < count; index += 1) gathering.add(1);
			return gathering.figure;
		};
		expect([19, 20].map((count) => isFew(of('ticket.satisfaction', count)))).toEqual([true, false]);
		expect(isFew(of('ticket.created', 1))).toBe(false);
		expect(isFew(of('ticket.satisfaction', 0))).toBe(false);
	});

	it('[MT3] has moved by a share of what it was, where that says anything', () => {
		const count = (value: number): Figure => ({
			...{ metric: 'ticket.created', version: 1, kind: 'count', count: value }
		});
		const none: Figure = { metric: 'ticket.created', version: 1, kind: 'none' };
		const share = (hits: number): Figure => ({
			...{ metric: 'ticket.satisfaction', version: 1, kind: 'ratio', hits, of: 10 }
		});
		expect(changeSince(count(4), count(5))).toEqual({ unit: 'share', by: 0.25 });
		expect(changeSince(share(5), share(4))?.unit).toBe('points');
		expect(changeSince(share(5), share(4))?.by).toBeCloseTo(-0.1);
		expect(changeSince(count(0), count(5))).toBeNull();
		expect(changeSince(none, count(5))).toBeNull();
	});
});

describe('a ticket that is over', () => {
	it('[MT2] counts for nothing after the last thing that happened', () => {
		expect(lastCountedMs(ticket(A))).toBeNull();
		expect(lastCountedMs(resolved(A, HOUR))).toBe(A + HOUR);
		const later = { atMs: A + DAY, round: 0, stars: 5 };
		expect(lastCountedMs(resolved(A, HOUR, { ratings: [later] }))).toBe(A + DAY);
	});

	it('[MT2] is open until the moment it is done', () => {
		const one = resolved(A, HOUR);
		expect([A, A + 1, A + HOUR, A + HOUR + 1].map((ms) => isOpenAt(one, ms))).toEqual([
			false,
			true,
			true,
			false
		]);
	});
});
