import { describe, expect, it } from 'vitest';
import { CHANGE_TYPES } from '../changes/change.ts';
import { bob, change, ticketRef } from '../testing.ts';
import { ACTIVITY_KINDS, activityKind, saidIn, typesOfKind } from './activity.ts';

describe('what people do to tickets', () => {
	it('is all of what may be done to one, each under one kind or two', () => {
		const noDeeds: readonly string[] = ['ticket.seen', 'message.delivery'];
		const all = CHANGE_TYPES.filter(
			(type) => !noDeeds.includes(type) && /^(ticket|message)\./.test(type)
		);
		expect([...typesOfKind(undefined)].sort()).toEqual([...all].sort());
		const byKind = ACTIVITY_KINDS.flatMap((kind) => typesOfKind(kind));
		expect(new Set(byKind)).toEqual(new Set(all));
		expect(byKind).toHaveLength(all.length + 1);
	});

	it('is giving a ticket to somebody, though that is a field', () => {
		const field = (name: 'assignee' | 'subject', value: string) =>
			activityKind(change('ticket.field', ticketRef, { field: name, value } as never));
		expect([field('assignee', bob), field('subject', 'x')]).toEqual(['assigned', 'details']);
		expect(typesOfKind('assigned')).toContain('ticket.field');
	});

	it('is saying something, to the requester, to colleagues or as the requester', () => {
		const said = (body: object, by?: string) =>
			saidIn(
				change(
					'message.add',
					ticketRef,
					{ kind: 'public', text: 'x', ...body } as never,
					by ? { by } : {}
				)
			);
		const mail = { from: { name: 'Hannah' }, sentMs: 1, messageId: '' };
		expect(said({})).toBe('reply');
		expect(said({ kind: 'note' })).toBe('note');
		expect(said({ side: 'customer' })).toBe('asked');
		expect(said({ mail }, '~import')).toBe('asked');
		expect(said({}, '~rule:hello')).toBe('reply');
		expect(saidIn(change('ticket.take', ticketRef, { expected: null }))).toBeUndefined();
	});
});
