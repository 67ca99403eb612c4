import { expect, it } from 'vitest';
import type { Figure } from '#lib/domain/metrics/figure.ts';
import { ordered, type NamedRow } from './rows.ts';

const metric = 'ticket.satisfaction' as const;
const row = (name: string, hits: number | null): NamedRow => {
	const common = { metric, version: 1 };
	const figure: Figure =
		hits === null ? { ...common, kind: 'none' } : { ...common, kind: 'ratio', hits, of: 4 };
	return { key: name, name, figures: { [metric]: figure } };
};
const rows = [row('C', 1), row('B', null), row('A', 3), row('D', 1)];
const names = (by: typeof metric | 'name', descending: boolean) =>
	ordered(rows, { by, descending }, (a, b) => a.localeCompare(b))
		.map(({ name }) => name)
		.join('');

it('puts what has no data last, whichever way, and equal ones by name', () => {
	expect([names(metric, true), names(metric, false)]).toEqual(['ACDB', 'CDAB']);
	expect([names('name', false), names('name', true)]).toEqual(['ABCD', 'DCBA']);
});
