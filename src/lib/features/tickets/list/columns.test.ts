import { describe, expect, it } from 'vitest';
import { chosenColumns, DEFAULT_COLUMNS, fittingColumns } from './columns.ts';

describe('columns', () => {
	it('keep the subject whatever somebody chose', () => {
		expect(chosenColumns(['due', 'number'])).toEqual(['number', 'subject', 'due']);
		expect(chosenColumns('odd')).toEqual(DEFAULT_COLUMNS);
	});

	it('say their words while there is room', () => {
		const { columns, isBare } = fittingColumns(DEFAULT_COLUMNS, 1200);
		expect(columns).toEqual(DEFAULT_COLUMNS);
		expect(isBare).toBe(false);
	});

	it('give up words before columns, and the least telling columns first', () => {
		const { columns, isBare } = fittingColumns(DEFAULT_COLUMNS, 630);
		expect(isBare).toBe(true);
		expect(columns).toEqual(DEFAULT_COLUMNS.filter((one) => one !== 'tags' && one !== 'due'));
	});

	it('leave the subject when there is room for nothing', () => {
		expect(fittingColumns(DEFAULT_COLUMNS, 10).columns).toEqual(['subject']);
	});
});
