import { expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import type { RowSource } from '#lib/session/desk/views.ts';
import { VisitLines } from './visit-lines.svelte.ts';

/** A list of tickets without any, whose state the test says. */
function aList() {
	let state: RowSource['state'] = 'loading';
	const listeners: Parameters<RowSource['onChange']>[0][] = [];
	const source: RowSource = {
		get state() {
			return state;
		},
		asOfMs: null,
		all: () => new Map(),
		onChange: (listener) => {
			listeners.push(listener);
			return () => undefined;
		},
		close: () => undefined
	};
	const become = (next: RowSource['state']) => {
		state = next;
		for (const listener of listeners) listener(new Set());
	};
	return { source, become };
}

it('nobody is said to have no visits while the list of a team is on its way', () => {
	const [mine, teams] = [aList(), aList()];
	const lines = new VisitLines({
		ticketRows: (scope) => (scope === 'mine' ? mine : teams).source
	});
	lines.follow(['a' as TeamId]);
	mine.become('ready');
	expect(lines.isLoading).toBe(true);
	teams.become('ready');
	expect(lines.isLoading).toBe(false);
});

it('a team whose list is not on this device is named, one’s own never', () => {
	const [mine, here, elsewhere] = [aList(), aList(), aList()];
	const lists = new Map([
		['a', here],
		['b', elsewhere]
	]);
	const lines = new VisitLines({
		ticketRows: (scope) => ((scope === 'mine' ? mine : lists.get(scope.team)) ?? mine).source
	});
	lines.follow(['a' as TeamId, 'b' as TeamId]);
	mine.become('missing');
	here.become('ready');
	elsewhere.become('missing');
	expect(lines.missing).toEqual(['b']);
	elsewhere.become('ready');
	expect(lines.missing).toEqual([]);
});
