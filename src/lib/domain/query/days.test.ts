import { expect, it } from 'vitest';
import { localDays, readDays } from './days.ts';

const day = (text: string) => Date.parse(`${text}T00:00Z`) / 86_400_000;
const today = day('2026-03-29');
const spanOf = (text: string) => {
	const read = readDays(text);
	return typeof read === 'function' ? read(today) : read;
};

it.each([
	['-7d', '2026-03-22', '2026-03-23'],
	['+2w', '2026-04-12', '2026-04-13'],
	['-1m', '2026-02-27', '2026-02-28'],
	['tomorrow', '2026-03-30', '2026-03-31'],
	['2026-02', '2026-02-01', '2026-03-01'],
	['2026-12', '2026-12-01', '2027-01-01'],
	['2026', '2026-01-01', '2027-01-01'],
	['2028-02-29', '2028-02-29', '2028-03-01'],
	['-7d..today', '2026-03-22', '2026-03-30']
])('[QY5] %s means the days from %s up to %s', (text, from, to) => {
	expect(spanOf(text)).toEqual({ from: day(from), to: day(to) });
});

it.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-13', '2026-01-00', '1969', '7d', '-7y'])(
	'[QY5] %s is no day',
	(text) => {
		expect(spanOf(text)).toBeUndefined();
		expect(spanOf(`today..${text}`)).toBeUndefined();
	}
);

it('[QY5] a day begins with its first instant, also where clocks skip midnight or show it twice', () => {
	const havana = localDays('America/Havana', 0);
	const begins = (text: string) => new Date(havana.startOf(day(text))).toISOString();
	expect(begins('2026-03-07')).toBe('2026-03-07T05:00:00.000Z');
	expect(begins('2026-03-08')).toBe('2026-03-08T05:00:00.000Z');
	expect(begins('2026-03-09')).toBe('2026-03-09T04:00:00.000Z');
	expect(begins('2026-11-01')).toBe('2026-11-01T04:00:00.000Z');
	expect(begins('2026-11-02')).toBe('2026-11-02T05:00:00.000Z');
});
