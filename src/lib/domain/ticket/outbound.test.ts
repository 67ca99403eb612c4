import { describe, expect, expectTypeOf, it } from 'vitest';
import { alice, at, change, START_MS, stateOf, ticketRef } from '../testing.ts';
import { HOLD_MS, isOut, readMessage, type Message, type OutboundMessage } from './messages.ts';

const add = (body: object) =>
	change('message.add', ticketRef, { text: 'Hello', ...body }, { at: at(10) });
const takenBack = (message: string, ms: number) =>
	change('message.retract', ticketRef, { message, retracted: true }, { at: at(ms) });

function read(body: object, retractedAt?: number): Message {
	const added = add(body);
	const cells =
		retractedAt === undefined ? stateOf(added) : stateOf(added, takenBack(added.id, retractedAt));
	const message = readMessage(cells, added.id);
	if (message === undefined) throw new Error('there is no message');
	return message;
}

const ms = (of: number) => START_MS + of;

describe('what goes out', () => {
	it('[MS13] waits for its time, if it was told to', () => {
		const held = read({ kind: 'public', hold: true });
		expect(isOut(held, ms(10 + HOLD_MS - 1))).toBe(false);
		expect(isOut(held, ms(10 + HOLD_MS))).toBe(true);
		expect(isOut(read({ kind: 'public' }), ms(10))).toBe(true);
	});

	it('[MS13] was never out when it was taken back in time', () => {
		const undone = read({ kind: 'public', hold: true }, 10 + HOLD_MS - 1);
		expect(undone).toMatchObject({ undone: true, retracted: true });
		expect(isOut(undone, ms(1e9))).toBe(false);
		const late = read({ kind: 'public', hold: true }, 10 + HOLD_MS);
		expect(late).toMatchObject({ undone: false, retracted: true });
		expect(isOut(late, ms(1e9))).toBe(true);
		expect(read({ kind: 'public' }, 11).undone).toBe(false);
	});

	it('[MS11] is never a note, whatever is done to it', () => {
		const note = add({ kind: 'note' });
		const edit = change(
			'message.edit',
			ticketRef,
			{ message: note.id, text: 'public' },
			{ by: alice, at: at(20) }
		);
		const message = readMessage(stateOf(note, edit), note.id);
		expect(message?.kind).toBe('note');
		expect(message && isOut(message, ms(1e9))).toBe(false);
	});

	it('[MS11] is nothing that could be a note, by its type', () => {
		expectTypeOf<OutboundMessage['kind']>().toEqualTypeOf<'public'>();
		expectTypeOf<Message>().not.toExtend<OutboundMessage>();
		expectTypeOf(isOut).guards.toEqualTypeOf<OutboundMessage>();
	});

	it('[MS15] keeps what became of it on its way, as it was said last', () => {
		const added = add({ kind: 'public' });
		const said = (state: string, ms_: number, more: object = {}) =>
			change(
				'message.delivery',
				ticketRef,
				{ message: added.id, state, ...more },
				{ by: '~mailer', at: at(ms_) }
			);
		expect(readMessage(stateOf(added), added.id)?.delivery).toBeNull();
		const failed = said('failed', 30, { why: '550 no such user' });
		expect(readMessage(stateOf(added, failed), added.id)?.delivery).toEqual({
			state: 'failed',
			why: '550 no such user'
		});
		const cells = stateOf(added, said('read', 40), failed);
		expect(readMessage(cells, added.id)?.delivery).toEqual({ state: 'read', why: '' });
	});

	it('[MS12] keeps its format until it is rewritten', () => {
		const rich = [{ k: 'p', t: [{ t: 'Hello', b: true }] }];
		const added = add({ kind: 'public', rich });
		expect(readMessage(stateOf(added), added.id)?.rich).toEqual(rich);
		const edit = change(
			'message.edit',
			ticketRef,
			{ message: added.id, text: 'New' },
			{ at: at(30) }
		);
		expect(readMessage(stateOf(added, edit), added.id)?.rich).toBeNull();
	});
});
