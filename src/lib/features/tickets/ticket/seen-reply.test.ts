import { expect, it } from 'vitest';
import { liftSeen } from '#lib/domain/ticket/seen.ts';
import { at, START_MS } from '#lib/domain/testing.ts';
import type { MessageView } from '#lib/session/desk/views.ts';
import { seenReply } from './seen-reply.ts';

const message = (id: string, more: Partial<MessageView> = {}) =>
	({ id, kind: 'public', fromCustomer: false, retracted: false, ...more }) as MessageView;
const thread = [
	message('asked', { fromCustomer: true }),
	message('reply'),
	message('note', { kind: 'note' }),
	message('thanks', { fromCustomer: true }),
	message('later')
];
const seen = (id: string) => liftSeen({ by: 'requester', message: id }, at(5));

it('is the newest reply up to where whoever asked has read', () => {
	expect(seenReply(seen('later'), thread)).toEqual({ message: 'later', atMs: START_MS + 5 });
	expect(seenReply(seen('thanks'), thread)?.message).toBe('reply');
	expect(seenReply(seen('asked'), thread)).toBeUndefined();
	expect(seenReply(seen('elsewhere'), thread)).toBeUndefined();
	expect(seenReply({}, thread)).toBeUndefined();
});

it('is none that was taken back', () => {
	const taken = thread.with(1, message('reply', { retracted: true }));
	expect(seenReply(seen('thanks'), taken)).toBeUndefined();
});
