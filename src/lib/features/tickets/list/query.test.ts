import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { BUILT_IN } from '#lib/domain/catalogue/built-in.ts';
import { COLUMNS, DEFAULT_QUERY, formatQuery, GROUPS, parseQuery, TRAITS } from './query.ts';

const team = '0123456789abcdefghjkmnpqrs' as TeamId;
const read = (text: string) => parseQuery(new URLSearchParams(text));

describe('the address of a list', () => {
	it('is empty for the usual list', () => {
		expect(formatQuery(DEFAULT_QUERY)).toBe('');
		expect(read('')).toEqual(DEFAULT_QUERY);
	});

	it('leaves out what it does not know', () => {
		expect(read('team=../x&status=open,a.b&sort=color&group=moon&priority=<b>')).toEqual({
			...DEFAULT_QUERY,
			status: ['open'],
			descending: false
		});
	});

	it('says everything a list can be', () => {
		const query = fc.record({
			scope: fc.constantFrom('mine' as const, { team }),
			text: fc.string(),
			status: fc.subarray(Object.keys(BUILT_IN.status)),
			priority: fc.subarray(Object.keys(BUILT_IN.priority)),
			assignee: fc.subarray(['none', 'me']),
			tag: fc.uniqueArray(fc.string({ minLength: 1 })),
			category: fc.uniqueArray(fc.string({ minLength: 1 })),
			overdue: fc.boolean(),
			creator: fc.subarray(['me']),
			unit: fc.subarray(['none', 'mill']),
			region: fc.subarray(['north']),
			only: fc.subarray([...TRAITS]),
			atRisk: fc.boolean(),
			sort: fc.constantFrom(...COLUMNS),
			descending: fc.boolean(),
			group: fc.constantFrom(...GROUPS)
		});
		fc.assert(
			fc.property(query, (one) => {
				const back = read(formatQuery(one));
				expect(back).toEqual(one);
			})
		);
	});
});
