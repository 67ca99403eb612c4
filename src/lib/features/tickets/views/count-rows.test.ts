import { expect, it } from 'vitest';
import type { RowView } from '#lib/session/desk/views.ts';
import { countRows } from './count-rows.ts';

it('rows are counted a few at a time', () => {
	const rows = Array.from({ length: 200 }, (_, index) => ({ number: index }) as RowView);
	const work = countRows(rows, ({ number }) => Number(number) % 2 === 0);
	let turns = 0;
	for (;;) {
		const { done, value } = work.next();
		if (done) {
			expect([value, turns]).toEqual([100, 3]);
			return;
		}
		turns += 1;
	}
});
