import { expect, it } from 'vitest';
import { alice } from '#lib/domain/testing.ts';
import type { VisitState } from '#lib/domain/visits/visit-fields.ts';
import { visitsFirst } from './kept-order.ts';

it('tickets with a visit ahead are fetched before all others, each kind in its order', () => {
	const line = (id: string, ...states: VisitState[]) => {
		const visits = states.map((state) => {
			const window = { from: 0, to: 1 };
			return { id, window, technician: alice, address: null, order: null, state };
		});
		return { id, row: visits.length > 0 ? { visits } : {} };
	};
	const found = [
		line('plain'),
		line('was', 'done'),
		line('soon', 'done', 'planned'),
		line('other')
	];
	const more = line('there', 'on-site');
	expect(visitsFirst([...found, more]).map(({ id }) => id)).toEqual([
		'soon',
		'there',
		'plain',
		'was',
		'other'
	]);
});
