import { describe, expect, it } from 'vitest';
import { at, bob, change, START_MS, ticketRef } from '#lib/domain/testing.ts';
import { historyLines } from './history-lines.ts';

describe('the history of a ticket', () => {
	it('tells of a new ticket once, and not of what it was made with', () => {
		const team = 't'.repeat(26);
		const message = { kind: 'public', text: 'It squeaks' } as const;
		const created = change(
			'ticket.create',
			ticketRef,
			{ team, subject: 'The belt', priority: 'high', message } as never,
			{ at: at(1) }
		);
		expect(historyLines([created]).map(({ key }) => key)).toEqual(['created']);
	});

	it('tells how sure the words of a ticket made what was set by them', () => {
		const body = { field: 'type', value: 'incident', sure: 84 } as const;
		const sorted = change('ticket.field', ticketRef, body, { at: at(1), by: '~rule:sort' });
		expect(historyLines([sorted])).toMatchObject([{ key: 'type', after: 'incident', sure: 84 }]);
	});

	it('tells of a follow-up once, by its time, and of what becomes of it', () => {
		const added = change(
			'ticket.add-follow-up',
			ticketRef,
			{ at: START_MS + 9, kind: 'remind', words: 'Ring', round: 0, person: bob },
			{ at: at(1) }
		);
		const replied = change(
			'ticket.follow-up',
			ticketRef,
			{ followUp: added.id, field: 'state', value: { state: 'replied', round: 0 } },
			{ at: at(2), by: '~follow-up:' }
		);
		const lines = historyLines([added, replied]);
		expect(lines.map(({ key, before }) => [key.split('/').at(-1), before])).toEqual([
			['at', undefined],
			['state', { state: 'open', round: 0 }]
		]);
	});

	it('tells of a sub-task once, by its title, and by it of what becomes of it', () => {
		const added = change(
			'ticket.add-task',
			ticketRef,
			{ title: 'Order the belt', order: 1, estimate: 90 },
			{ at: at(1) }
		);
		const set = (field: 'done' | 'order', value: boolean | number, ms: number) =>
			change('ticket.task', ticketRef, { task: added.id, field, value }, { at: at(ms) });
		const lines = historyLines([added, set('done', true, 2), set('order', 2, 3)]);
		expect(lines.map(({ key, after, task }) => [key.split('/').at(-1), after, task])).toEqual([
			['title', 'Order the belt', 'Order the belt'],
			['done', true, 'Order the belt']
		]);
	});
});
