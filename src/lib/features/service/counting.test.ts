import { expect, it } from 'vitest';
import type { RowView } from '#lib/session/desk/views.ts';
import { countStandings, pressingFirst, type Watched } from './counting.ts';

const watched = (id: string, dueMs: number | null, warnMs: number | null): Watched => ({
	row: { id, createdMs: 0 } as unknown as RowView,
	standing: { clock: 'resolution', startedMs: 0, dueMs, warnMs }
});
const all = [
	watched('soon', 150, 90),
	watched('hold', null, null),
	watched('longest', 10, 5),
	watched('late', 50, 20),
	watched('far', 900, 500)
];

it('counts each ticket once', () => {
	expect(countStandings(all, 100)).toEqual({ late: 2, warning: 1, running: 1, paused: 1 });
});

it('puts on top what is late longest', () => {
	const ids = pressingFirst(all).map(({ row }) => row.id);
	expect(ids).toEqual(['longest', 'late', 'soon', 'far', 'hold']);
});
