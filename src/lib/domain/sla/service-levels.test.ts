import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { START_MS, support } from '../testing.ts';
import { ServiceLevels, type Measured } from './service-levels.ts';

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
			])
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

	it('[SL4] name the clock that presses most', () => {
		const levels = new ServiceLevels(new Catalogue([[entryKey('target', 'any'), target({})]]));
		expect(levels.pressing(measured, START_MS)?.name).toBe('firstResponse');
		const answered = {
			...measured,
			service: measured.service && { ...measured.service, firstReplyMs: START_MS }
		};
		expect(levels.pressing(answered, START_MS)?.name).toBe('resolution');
	});

	it('[SL7] promise the default where no target fits', () => {
		const levels = new ServiceLevels(new Catalogue([]));
		expect(levels.target(measured)).toBeUndefined();
		expect(levels.clocks(measured, START_MS).map(({ allowedMs }) => allowedMs)).toEqual([
			60 * MINUTE,
			24 * 60 * MINUTE
		]);
	});
});
