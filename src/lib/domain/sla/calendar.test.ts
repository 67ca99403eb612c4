import { expect, it } from 'vitest';
import { object } from '../object.decode.ts';
import { calendar, type Window } from './calendar.ts';

const decode = object(calendar);
const day = [{ from: 540, to: 1020 }];
const week = [day, day, day, day, day, [], []];
const given = (more: object) => decode({ timeZone: 'Europe/Berlin', week, holidays: [], ...more });
const onMonday = (...windows: readonly Window[]) => given({ week: [windows, ...week.slice(1)] });

it('[SL1] a calendar has windows in their order, none empty, none over another', () => {
	const [early, late] = [
		{ from: 0, to: 720 },
		{ from: 720, to: 1440 }
	];
	expect(onMonday(early, late).ok).toBe(true);
	for (const wrong of [
		[late, early],
		[early, early],
		[early, { from: 719, to: 800 }],
		[{ from: 5, to: 5 }],
		[{ from: 5, to: 4 }],
		[{ from: 0, to: 1441 }],
		[{ from: -1, to: 5 }]
	])
		expect(onMonday(...wrong).ok, JSON.stringify(wrong)).toBe(false);
});

it('[SL1] a calendar has a time zone, seven days, and days that exist', () => {
	expect(given({}).ok).toBe(true);
	for (const wrong of [
		{ week: week.slice(1) },
		{ week: [...week, day] },
		{ timeZone: 'Mars/Base' },
		{ timeZone: '' },
		{ holidays: [{ date: '2027-02-29', name: '', windows: [] }] },
		{ holidays: [{ date: '2027-2-3', name: '', windows: [] }] }
	])
		expect(given(wrong).ok, JSON.stringify(wrong)).toBe(false);
	expect(given({ holidays: [{ date: '2028-02-29', name: '', windows: day }] }).ok).toBe(true);
});
