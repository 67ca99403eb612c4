import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { START_MS, support } from '../testing.ts';
import { outcomesOf } from './outcomes.ts';
import { ServiceLevels, standingState, type Measured } from './service-levels.ts';

const MINUTE = 60_000;
const common = { names: { en: 'A' }, order: 1, archived: false };
const target = (value: object) => ({
	...common,
	priority: null,
	category: null,
	team: null,
	calendar: null,
	firstResponse: 10,
	nextResponse: null,
	resolution: 60,
	warnAt: 75,
	...value
});
const never = {
	...common,
	timeZone: 'UTC',
	week: [[], [], [], [], [], [], []],
	holidays: []
};
const measured: Measured = {
	priority: 'high',
	category: null,
	team: support,
	service: {
		createdMs: START_MS,
		firstReplyMs: null,
		askedMs: null,
		phases: [['open', START_MS]]
	}
};

describe('service levels', () => {
	it('[SL7] measure by the target that fits, in its calendar', () => {
		const levels = new ServiceLevels(
			new Catalogue([
				[entryKey('target', 'high'), target({ priority: 'high' })],
				[entryKey('target', 'low'), target({ priority: 'low', calendar: 'closed' })],
				[entryKey('calendar', 'closed'), never]
			]),
			[]
		);
		const at = START_MS + 20 * MINUTE;
		expect(levels.clocks(measured, at).map(({ state }) => state)).toEqual(['late', 'running']);
		const low = levels.clocks({ ...measured, priority: 'low' }, at);
		expect(low.map(({ state, dueMs }) => [state, dueMs])).toEqual([
			['running', null],
			['running', null]
		]);
		expect(levels.clocks({ ...measured, service: null }, at)).toEqual([]);
	});

	it('[SL11] count in the hours of the target, of the unit, or always', () => {
		const unit = { ...common, region: null, calendar: 'closed', networks: [] };
		const entries = [
			[entryKey('calendar', 'closed'), never],
			[entryKey('calendar', 'open'), { ...never, week: Array(7).fill([{ from: 0, to: 1440 }]) }],
			[entryKey('unit', 'port'), unit]
		] as const;
		const due = (targets: Record<string, object>, of?: string) => {
			const named = Object.entries(targets).map(
				([code, value]) => [entryKey('target', code), target(value)] as const
			);
			const teams = [[support, of === undefined ? {} : { unit: of }]] as const;
			const levels = new ServiceLevels(new Catalogue([...entries, ...named]), teams);
			// What came due is measured in the same hours.
			const answers = [[START_MS, START_MS + 120 * MINUTE]] as const;
			const outcomes = outcomesOf(levels, measured, answers, START_MS + 120 * MINUTE);
			expect(outcomes.some(({ isMet }) => !isMet)).toBe(
				levels.clocks(measured, START_MS).some(({ dueMs }) => dueMs !== null)
			);
			return levels.clocks(measured, START_MS).map(({ dueMs }) => dueMs !== null);
		};
		expect(due({ any: {} })).toEqual([true, true]);
		expect(due({ any: {} }, 'port')).toEqual([false, false]);
		expect(due({ any: { calendar: 'open' } }, 'port')).toEqual([true, true]);
		// Where nothing is promised, the unit keeps its hours, too.
		expect(due({}, 'port')).toEqual([false, false]);
		expect(due({})).toEqual([true, true]);
	});

	it('[AU11] say when time has been up for a while, in the hours in which it counts', () => {
		const morning = Array(7).fill([{ from: 480, to: 720 }]);
		const levels = new ServiceLevels(
			new Catalogue([
				[entryKey('target', 'high'), target({ priority: 'high', calendar: 'morning' })],
				[entryKey('target', 'low'), target({ priority: 'low' })],
				[entryKey('calendar', 'morning'), { ...never, week: morning }]
			]),
			[]
		);
		const hoursLater = (priority: string, hours: number) => {
			const one = { ...measured, priority };
			const [dueMs, upMs] = [levels.standing(one)?.dueMs, levels.upFor(one, hours)?.atMs];
			return ((upMs ?? NaN) - (dueMs ?? NaN)) / (60 * MINUTE);
		};
		expect([hoursLater('low', 4), hoursLater('low', 8)]).toEqual([4, 8]);
		// Four hours are all there are in a day.
		expect([hoursLater('high', 4), hoursLater('high', 8)]).toEqual([24, 48]);
		expect(levels.upFor({ ...measured, service: null }, 1)).toBeNull();
	});

	it('[SL7] measure a sub-category by what its category is promised', () => {
		const category = (parent: string | null) => ({ ...common, section: null, parent });
		const levels = new ServiceLevels(
			new Catalogue([
				[entryKey('category', 'hardware'), category(null)],
				[entryKey('category', 'printer'), { ...category('hardware'), archived: true }],
				[entryKey('target', 'hardware'), target({ category: 'hardware' })],
				[entryKey('target', 'team'), target({ team: support })]
			]),
			[]
		);
		const by = (named: string | null) => levels.target({ ...measured, category: named })?.code;
		expect([by('hardware'), by('printer'), by('other'), by(null)]).toEqual([
			...['hardware', 'hardware', 'team', 'team']
		]);
	});

	it('[SL7] measure by what a priority promises, and by the unit of the team', () => {
		const high = { ...common, level: 3, color: 0, firstResponse: 5, resolution: 7 };
		const levels = (teams: Iterable<readonly [string, { readonly unit?: string }]>) =>
			new ServiceLevels(
				new Catalogue([
					[entryKey('priority', 'high'), high],
					[entryKey('target', 'port'), target({ priority: 'high', unit: 'port' })],
					[entryKey('target', 'any'), target({})]
				]),
				teams
			);
		expect(levels([[support, { unit: 'port' }]]).target(measured)?.code).toBe('port');
		expect(levels([[support, {}]]).target(measured)).toMatchObject({ isOwn: true, resolution: 7 });
		expect(levels([]).alerts(measured).length).toBeGreaterThan(0);
		expect(levels([]).target({ ...measured, priority: 'low' })?.code).toBe('any');
	});

	it('[SL7] measure a ticket anew that got another category', () => {
		const levels = new ServiceLevels(
			new Catalogue([
				[entryKey('target', 'lift'), target({ category: 'lift' })],
				[entryKey('target', 'any'), target({})]
			]),
			[]
		);
		const found = (category: string | null) => levels.target({ ...measured, category })?.code;
		expect([found(null), found('lift'), found('stairs')]).toEqual(['any', 'lift', 'any']);
	});

	it('[SL4] name the clock that presses most', () => {
		const levels = new ServiceLevels(new Catalogue([[entryKey('target', 'any'), target({})]]), []);
		expect(levels.pressing(measured, START_MS)?.name).toBe('firstResponse');
		const answered = {
			...measured,
			service: measured.service && { ...measured.service, firstReplyMs: START_MS }
		};
		expect(levels.pressing(answered, START_MS)?.name).toBe('resolution');
	});

	it('[MT7] say which promises came due, and when', () => {
		const levels = new ServiceLevels(
			new Catalogue([[entryKey('target', 'any'), target({ nextResponse: 30 })]]),
			[]
		);
		const at = (minutes: number) => START_MS + minutes * MINUTE;
		const due = (more: object, answers: readonly (readonly [number, number])[] = []) => {
			const service = measured.service && { ...measured.service, ...more };
			return outcomesOf(levels, { ...measured, service }, answers, at(40)).map(
				({ atMs, isMet }) => [(atMs - START_MS) / MINUTE, isMet]
			);
		};
		expect(due({})).toEqual([[10, false]]);
		expect(due({ firstReplyMs: at(4) })).toEqual([[4, true]]);
		expect(due({ firstReplyMs: at(14) })).toEqual([[10, false]]);
		const phases = [
			['open', START_MS],
			['done', at(20)]
		];
		expect(due({ firstReplyMs: at(4), phases })).toEqual([
			[4, true],
			[20, true]
		]);
		const answers = [
			[at(0), at(4)],
			[at(4), at(38)]
		] as const;
		expect(due({ firstReplyMs: at(4) }, answers)).toEqual([
			[4, true],
			[4, true],
			[34, false]
		]);
		expect(outcomesOf(levels, { ...measured, service: null }, [], at(40))).toEqual([]);
	});

	it('[SL7] promise the default where no target fits', () => {
		const levels = new ServiceLevels(new Catalogue([]), []);
		expect(levels.target(measured)).toBeUndefined();
		expect(levels.clocks(measured, START_MS).map(({ allowedMs }) => allowedMs)).toEqual([
			60 * MINUTE,
			24 * 60 * MINUTE
		]);
	});

	const phase = fc.tuple(fc.constantFrom('open', 'paused', 'done'), fc.nat(200));
	const record = fc
		.record({ reply: fc.option(fc.nat(90)), ask: fc.option(fc.nat(90)), phases: fc.array(phase) })
		.map(({ reply, ask, phases }): Measured => ({
			...measured,
			service: {
				createdMs: START_MS,
				firstReplyMs: reply === null ? null : START_MS + reply * MINUTE,
				askedMs: ask === null ? null : START_MS + ask * MINUTE,
				phases: [
					['open', START_MS],
					...phases
						.toSorted((a, b) => a[1] - b[1])
						.map(([of, minute]) => [of, START_MS + minute * MINUTE] as const)
				]
			}
		}));

	it('[SL9] know the pressing clock whatever time it is', () => {
		const levels = new ServiceLevels(
			new Catalogue([[entryKey('target', 'any'), target({ nextResponse: 15 })]]),
			[]
		);
		fc.assert(
			fc.property(record, fc.nat(400), (some, minute) => {
				const last = some.service?.phases.at(-1)?.[1] ?? START_MS;
				const now = last + minute * MINUTE;
				const clock = levels.pressing(some, now);
				const standing = levels.standing(some);
				expect(standing?.clock).toBe(clock?.name);
				if (standing) expect(standingState(standing, now)).toBe(clock?.state);
				expect(levels.standing(some)).toBe(standing);
				expect(levels.standing({ ...some, priority: 'low' })).toEqual(standing);
			}),
			{ numRuns: 300 }
		);
		// At its very end a clock is not late yet, by both of them.
		const end = START_MS + 10 * MINUTE;
		const standing = levels.standing(measured);
		expect(standing && standingState(standing, end)).toBe('warning');
		expect(levels.pressing(measured, end)?.state).toBe('warning');
	});

	it('[SL10] alert where a clock warns and where it runs out, of what is promised', () => {
		const levels = new ServiceLevels(new Catalogue([[entryKey('target', 'any'), target({})]]), []);
		const alerts = levels.alerts(measured).map(({ clock, kind, atMs }) => [clock, kind, atMs]);
		expect(alerts).toEqual([
			['firstResponse', 'warning', START_MS + 7.5 * MINUTE],
			['firstResponse', 'late', START_MS + 10 * MINUTE],
			['resolution', 'warning', START_MS + 45 * MINUTE],
			['resolution', 'late', START_MS + 60 * MINUTE]
		]);
		const service = measured.service && {
			...measured.service,
			phases: [['open', START_MS] as const, ['paused', START_MS + MINUTE] as const]
		};
		expect(levels.alerts({ ...measured, service })).toEqual([]);
		const answered = measured.service && {
			...measured.service,
			firstReplyMs: START_MS + 11 * MINUTE
		};
		const left = levels.alerts({ ...measured, service: answered });
		expect(
			left.map(({ clock }) => clock),
			'answered, though late'
		).not.toContain('firstResponse');
		expect(new ServiceLevels(new Catalogue([]), []).alerts(measured)).toEqual([]);
	});
});
