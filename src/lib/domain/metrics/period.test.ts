import { describe, expect, it } from 'vitest';
import { Catalogue } from '../catalogue/catalogue.ts';
import {
	dayAt,
	dayNumber,
	dayText,
	deskTimeZone,
	hourReader,
	hoursIn,
	periodsOf
} from './period.ts';

const HOUR = 3_600_000;
const BERLIN = 'Europe/Berlin';
const day = (text: string) => dayNumber(text) ?? NaN;
const ms = Date.parse;
const days = (from: string, to: string) => ({ from: day(from), to: day(to) });

describe('a day', () => {
	it('[MT6] is read and written', () => {
		expect(dayText(day('2026-02-28'))).toBe('2026-02-28');
		expect(dayAt(ms('2026-06-30T22:30:00Z'), BERLIN)).toBe(day('2026-07-01'));
	});

	it.each(['', '2026-02-30', '2026-2-3', '26-02-03', '2026-02-03T00:00', '__proto__'])(
		'[MT6] is not %j',
		(text) => {
			expect(dayNumber(text)).toBeUndefined();
		}
	);
});

describe('a period', () => {
	it('[MT6] is whole days of its time zone, and the one before is as long', () => {
		const { period, before } = periodsOf(
			days('2026-05-04', '2026-05-10'),
			BERLIN,
			ms('2026-06-01T12:00:00Z')
		);
		expect(period).toEqual({ fromMs: ms('2026-05-03T22:00Z'), toMs: ms('2026-05-10T22:00Z') });
		expect(before).toEqual({ fromMs: ms('2026-04-26T22:00Z'), toMs: ms('2026-05-03T22:00Z') });
	});

	it('[MT6] ends now, and is compared with as much of the days before', () => {
		const nowMs = ms('2026-05-10T10:00Z');
		const { period, before } = periodsOf(days('2026-05-10', '2026-05-31'), BERLIN, nowMs);
		expect(period).toEqual({ fromMs: ms('2026-05-09T22:00Z'), toMs: nowMs });
		expect(before).toEqual({ fromMs: ms('2026-05-08T22:00Z'), toMs: nowMs - 24 * HOUR });
	});

	it('[MT6] that has not begun is empty', () => {
		const { period } = periodsOf(days('2026-07-01', '2026-07-02'), BERLIN, ms('2026-05-10T10:00Z'));
		expect(period.toMs).toBe(period.fromMs);
	});
});

describe('the hours of the day', () => {
	it('[MT5] are those of the time zone, in summer and in winter', () => {
		const hourAt = hourReader(BERLIN);
		expect(hourAt(ms('2026-01-15T08:59Z'))).toBe(9);
		expect(hourAt(ms('2026-07-15T08:59Z'))).toBe(10);
		expect(hourReader('Asia/Kolkata')(ms('2026-07-15T08:40Z'))).toBe(14);
	});

	it.each([
		['an hour is skipped', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 0],
		['an hour comes twice', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 2],
		['nothing happens', '2026-06-09T22:00Z', '2026-06-10T22:00Z', 1]
	])('[MT5] when %s', (_, from, to, often) => {
		const hours = hoursIn({ fromMs: ms(from), toMs: ms(to) }, BERLIN);
		expect(hours).toEqual(hours.map((_one, hour) => (hour === 2 ? often : 1)));
	});

	it('[MT5] add up to the length of a period that begins and ends anywhere', () => {
		const [fromMs, toMs] = [ms('2026-03-10T07:20Z'), ms('2026-11-03T18:45Z')];
		const hours = hoursIn({ fromMs, toMs }, BERLIN);
		expect(hours.reduce((sum, often) => sum + often, 0)).toBeCloseTo((toMs - fromMs) / HOUR, 6);
	});
});

describe('the time zone of an organisation', () => {
	it('[MT5] is that of its first calendar', () => {
		const calendar = (order: number, timeZone: string) => ({
			...{ names: { en: 'Hours' }, order, archived: false, timeZone },
			...{ week: [[], [], [], [], [], [], []], holidays: [] }
		});
		const two = new Catalogue([
			['entry/calendar/a', calendar(2, 'Asia/Tokyo')],
			['entry/calendar/b', calendar(1, BERLIN)]
		]);
		expect(deskTimeZone(two)).toBe(BERLIN);
		expect(deskTimeZone(new Catalogue([]))).toBeUndefined();
	});
});
