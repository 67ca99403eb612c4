import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS, type Calendar } from './calendar.ts';
import { WorkingTime } from './working-time.ts';

const HOUR = 3_600_000;
const office = (timeZone: string, holidays: Calendar['holidays'] = []): Calendar => ({
	timeZone,
	week: [1, 2, 3, 4, 5, 6, 7].map((day) =>
		day > 5
			? []
			: [
					{ from: 9 * 60, to: 12 * 60 },
					{ from: 13 * 60, to: 17 * 60 }
				]
	),
	holidays
});
const utc = (text: string) => Date.parse(`${text}Z`);

describe('working time', () => {
	it('[SL1] counts the windows of a day, and nothing between them', () => {
		const berlin = new WorkingTime(office('Europe/Berlin'));
		// Monday, 7 June 2027; Berlin is two hours ahead of UTC.
		expect(berlin.between(utc('2027-06-07T06:00'), utc('2027-06-07T20:00'))).toBe(7 * HOUR);
		expect(berlin.between(utc('2027-06-07T10:00'), utc('2027-06-07T11:00'))).toBe(0);
		expect(berlin.between(utc('2027-06-05T00:00'), utc('2027-06-06T22:00'))).toBe(0);
		expect(berlin.between(utc('2027-06-07T09:00'), utc('2027-06-07T08:00'))).toBe(0);
	});

	it('[SL1] takes other windows on holidays', () => {
		const holidays = [{ date: '2027-06-07', windows: [{ from: 600, to: 660 }] }];
		const berlin = new WorkingTime(office('Europe/Berlin', holidays));
		expect(berlin.stretches(utc('2027-06-07T00:00'), utc('2027-06-07T22:00'))).toEqual([
			{ from: utc('2027-06-07T08:00'), to: utc('2027-06-07T09:00') }
		]);
	});

	it.each([
		['the night the clocks go forward', 'Europe/Berlin', '2027-03-28', 23],
		['the night they go back', 'Europe/Berlin', '2027-10-31', 25],
		['half an hour forward, in the south', 'Australia/Lord_Howe', '2027-10-03', 23.5],
		['a day that a country skipped', 'Pacific/Apia', '2011-12-30', 0],
		['an ordinary day', 'Asia/Kathmandu', '2027-03-28', 24]
	])('[SL1] %s has the hours it has', (_, timeZone, date, hours) => {
		const noon = utc(`${date}T12:00`);
		const every = { ...ALWAYS, timeZone };
		const day = new WorkingTime({
			...every,
			week: every.week.map(() => []),
			holidays: [{ date, windows: [{ from: 0, to: 1440 }] }]
		});
		expect(day.between(noon - 48 * HOUR, noon + 48 * HOUR) / HOUR).toBe(hours);
	});

	const anywhere = fc.constantFrom(
		'UTC',
		'Europe/Berlin',
		'America/New_York',
		'Asia/Kolkata',
		'Australia/Lord_Howe',
		'Pacific/Kiritimati',
		'America/St_Johns'
	);
	const window = fc
		.tuple(fc.integer({ min: 0, max: 1430 }), fc.integer({ min: 1, max: 600 }))
		.map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));
	const calendar = fc.record({
		timeZone: anywhere,
		week: fc.array(
			window.map((one) => [one]),
			{ minLength: 7, maxLength: 7 }
		),
		holidays: fc.constant([])
	});
	const instant = fc.integer({ min: utc('2026-01-01T00:00'), max: utc('2028-12-31T00:00') });

	/** Whether local clocks show a working minute, asked minute by minute. */
	function worksAt({ timeZone, week }: Calendar, ms: number): boolean {
		const parts = new Intl.DateTimeFormat('en-GB', {
			timeZone,
			weekday: 'short',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23'
		}).formatToParts(ms);
		const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
		const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'));
		const minute = Number(part('hour')) * 60 + Number(part('minute'));
		return (week[day] ?? []).some(({ from, to }) => from <= minute && minute < to);
	}

	it('[SL1] agrees with the clocks on the wall, minute by minute', () => {
		fc.assert(
			fc.property(calendar, instant, (some, from) => {
				const working = new WorkingTime(some);
				const start = Math.floor(from / 60_000) * 60_000;
				let minutes = 0;
				let isPlain = true;
				for (let minute = 0; minute < 600; minute += 1) {
					if (worksAt(some, start + minute * 60_000)) minutes += 1;
					// An hour that comes twice is counted as the window's ends say, not twice.
					const [was, is] = [minute, minute + 1].map((at) =>
						new Date(start + at * 60_000).toLocaleString('en', { timeZone: some.timeZone })
					);
					if (Date.parse(`${is ?? ''} UTC`) - Date.parse(`${was ?? ''} UTC`) !== 60_000)
						isPlain = false;
				}
				if (!isPlain) return;
				expect(working.between(start, start + 600 * 60_000)).toBe(minutes * 60_000);
			}),
			{ numRuns: 25 }
		);
	});

	it('[SL2] finds the instant at which an amount has passed', () => {
		fc.assert(
			fc.property(calendar, instant, fc.integer({ min: 1, max: 40 * HOUR }), (some, from, work) => {
				const working = new WorkingTime(some);
				const at = working.after(from, work);
				if (at === null) return;
				expect(working.between(from, at)).toBe(work);
				expect(working.between(from, at - 1)).toBeLessThan(work);
			}),
			{ numRuns: 300 }
		);
	});

	it('[SL2] is over at the very end of a window, and not when the next one begins', () => {
		const berlin = new WorkingTime(office('Europe/Berlin'));
		const nine = utc('2027-06-07T07:00');
		expect(berlin.after(nine, 3 * HOUR)).toBe(utc('2027-06-07T10:00'));
		expect(berlin.after(nine, 7 * HOUR)).toBe(utc('2027-06-07T15:00'));
		expect(berlin.after(nine, 7 * HOUR + 1)).toBe(utc('2027-06-08T07:00') + 1);
	});

	it('[SL2] says when that never happens', () => {
		const never = new WorkingTime({ ...ALWAYS, week: ALWAYS.week.map(() => []) });
		expect(never.after(utc('2027-06-07T00:00'), 1)).toBeNull();
		expect(new WorkingTime(ALWAYS).after(0, HOUR)).toBe(HOUR);
	});
});
