import { describe, expect, it } from 'vitest';
import { testId } from '#lib/domain/testing.ts';
import { dayNumber } from '#lib/domain/metrics/period.ts';
import { daysOf, formatQuestion, parseQuestion, PRESETS } from './question.ts';

const today = dayNumber('2026-03-10') ?? 0;
const team = testId(3, 1);

describe('the days of a preset', () => {
	it('end today or before, and are whole months where they are called so', () => {
		expect(PRESETS.map((preset) => Object.values(daysOf(preset, today)).join(' '))).toEqual([
			'2026-03-10 2026-03-10',
			'2026-03-09 2026-03-09',
			'2026-03-04 2026-03-10',
			'2026-02-09 2026-03-10',
			'2026-03-01 2026-03-10',
			'2026-02-01 2026-02-28'
		]);
	});

	it('of last month lie in last year in January', () => {
		const january = dayNumber('2026-01-31') ?? 0;
		expect(daysOf('last-month', january)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
	});
});

describe('the address of a report', () => {
	it.each([
		'/reports',
		'/reports?period=today',
		`/reports?team=${team}`,
		`/reports?from=2026-01-02&to=2026-01-05&team=${team}`
	])('%s reads back as it was written', (address) => {
		const params = new URL(address, 'http://a').searchParams;
		expect(formatQuestion(parseQuestion(params, today))).toBe(address);
	});

	it.each([
		'period=soon',
		'from=2026-01-05&to=2026-01-02',
		'from=2026-02-30&to=2026-03-02',
		'from=2026-01-05',
		'team=__proto__'
	])('%s is as usual', (text) => {
		expect(formatQuestion(parseQuestion(new URLSearchParams(text), today))).toBe('/reports');
	});
});
