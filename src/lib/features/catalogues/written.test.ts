import { describe, expect, it } from 'vitest';
import { moved } from './entries.ts';
import { holidaysText, readHolidays } from './holidays.ts';
import { keywordsText, readKeywords } from './keyword-lines.ts';
import { readWindows, windowsText } from './minutes.ts';
import { minutesText, readMinutes } from './spans.ts';

describe('what administrators write', () => {
	it('reads the windows of a day as they are shown', () => {
		const windows = [
			{ from: 540, to: 720 },
			{ from: 780, to: 1440 }
		];
		expect(windowsText(windows)).toBe('09:00–12:00, 13:00–24:00');
		expect(readWindows('9:00-12:00,13:00 – 24:00')).toEqual(windows);
		expect(readWindows('')).toEqual([]);
		expect(readWindows('13:00-24:00, 9:00-12:00')).toEqual(windows);
		expect(readWindows('9:00-12:00, 12:00-13:00')).toHaveLength(2);
		const many = Array.from({ length: 13 }, (_, hour) => `${hour}:00-${hour}:30`).join(',');
		const overlapping = ['9:00-12:00, 11:00-13:00', '9:00-10:00, 9:00-10:00', many];
		for (const wrong of [
			'9',
			'9:00',
			'12:00-9:00',
			'9:00-25:00',
			'9:60-10:00',
			'x',
			...overlapping
		])
			expect(readWindows(wrong), wrong).toBeUndefined();
	});

	it('reads holidays as they are shown', () => {
		const holidays = [
			{ date: '2027-12-24', name: 'Christmas Eve', windows: [{ from: 540, to: 720 }] },
			{ date: '2027-12-25', name: '', windows: [] }
		];
		expect(readHolidays(holidaysText(holidays))).toEqual(holidays);
		expect(readHolidays('2027-12-26 Boxing Day\n\n')).toEqual([
			{ date: '2027-12-26', name: 'Boxing Day', windows: [] }
		]);
		const days = ['24.12.2027 Heiligabend', '1. 5. 2028 9:00-12:00'].map(readHolidays);
		expect(days.flatMap((day) => day?.map(({ date }) => date))).toEqual([
			'2027-12-24',
			'2028-05-01'
		]);
		const many = Array.from({ length: 401 }, () => '2027-12-24').join('\n');
		const overlapping = '2027-12-24 9:00-12:00,11:00-13:00';
		for (const wrong of ['24.12.27', '2027-02-30', '2027-12-24 9:00-8:00 X', overlapping, many])
			expect(readHolidays(wrong), wrong).toBeUndefined();
	});

	it('[AU15] reads keywords with their weights as they are shown', () => {
		const keywords = [
			{ words: 'paper jam', weight: 60 },
			{ words: 'ERR-#', weight: 100 },
			{ words: 'Windows 11', weight: 5 }
		];
		expect(readKeywords(keywordsText(keywords))).toEqual(keywords);
		expect(readKeywords('\n paper jam  60 % \n')).toEqual(keywords.slice(0, 1));
		for (const wrong of ['printer', '60', 'printer 0', 'printer 101', '# 60'])
			expect(readKeywords(wrong), wrong).toBeUndefined();
	});

	it('reads spans of time as they are shown', () => {
		for (const minutes of [1, 59, 60, 90, 1440, 2999, 5_256_000])
			expect(readMinutes(minutesText(minutes))).toBe(minutes);
		expect(readMinutes(' ')).toBeNull();
		expect(readMinutes('1D 2H')).toBe(1560);
		for (const wrong of ['0m', '5', '5 minutes', '-1h', '1.5h', 'h'])
			expect(readMinutes(wrong), wrong).toBeUndefined();
	});
});

describe('moving an entry', () => {
	const entries = [
		{ code: 'a', order: 10 },
		{ code: 'b', order: 20 },
		{ code: 'c', order: 20 }
	];

	it('changes places with its neighbour', () => {
		expect(moved(entries, 'a', 1)).toEqual([
			{ code: 'a', order: 20 },
			{ code: 'b', order: 10 }
		]);
		expect(moved(entries, 'a', -1)).toEqual([]);
	});

	it('gives everything a place of its own when two share one', () => {
		expect(moved(entries, 'c', -1).map(({ code, order }) => [code, order])).toEqual([
			['a', 10],
			['c', 20],
			['b', 30]
		]);
	});
});
