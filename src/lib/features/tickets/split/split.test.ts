import { describe, expect, it } from 'vitest';
import { judge } from '#lib/domain/judge/judge.ts';
import { joinCells } from '#lib/domain/crdt/cells.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import {
	actor,
	alice,
	change,
	facts,
	stateOf,
	support,
	testId,
	ticketRef
} from '#lib/domain/testing.ts';
import { entityRef, type PersonId } from '#lib/domain/ids.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { joinChanges, splitChanges, suggestedSubject } from './split.ts';

const file = {
	id: testId(6, 1),
	name: 'a.png',
	type: 'image/png',
	size: 1,
	sha256: 'f'.repeat(64),
	role: 'file'
} as const;
const requester = { name: 'Ann', address: 'ann@example.org' };
const create = change('ticket.create', ticketRef, {
	team: support,
	subject: 'Lift',
	requester,
	tags: ['vip'],
	message: { kind: 'public', text: '\n The door, too.\nMore', attachments: [file] }
});
const state = stateOf(create);
const ticket = readTicket(state);
const [message] = readMessages(state);
if (ticket === undefined || message === undefined) throw new Error('just created');
const into = testId(2, 7);
const of = ticketRef.slice('ticket.'.length);
const agent = facts({
	actor: actor(alice, 'agent'),
	ticket: () => ({ team: support, people: new Set<PersonId>(), merged: null })
});

describe('splitting a message off', () => {
	it.each([
		['Good morning,\n\nthe door is stuck.', 'the door is stuck.'],
		['صباح الخير،\nالباب عالق', 'الباب عالق'],
		['Help!', 'Help!'],
		[' \n', 'Lift']
	])('proposes a subject that says what %j is about', (text, subject) => {
		expect(suggestedSubject({ text }, ticket)).toBe(subject);
	});

	it('[MS14] takes the requester and the files along, and each leads to the other', () => {
		const subject = suggestedSubject(message, ticket);
		const [made, link, mark] = splitChanges({ of, ticket, message, said: 'Ann', into, subject });
		if (!made || !link || !mark) throw new Error('three changes');
		const born = change('ticket.create', made.target, { ...made.body });
		expect(judge(undefined, born, agent)).toEqual({ ok: true });
		const linked = change('ticket.element', link.target, { ...link.body });
		expect(judge(stateOf(born), linked, agent)).toEqual({ ok: true });
		const marked = change('message.split', mark.target, { ...mark.body });
		expect(judge(state, marked, agent)).toEqual({ ok: true });

		const other = joinCells(stateOf(born), lift(linked));
		expect(readTicket(other)).toMatchObject({
			subject: 'The door, too.',
			requester,
			tags: ['vip']
		});
		expect(readMessages(other)).toMatchObject([
			{
				kind: 'note',
				attachments: [file],
				origin: { ticket: of, message: message.id, name: 'Ann' }
			}
		]);
		expect(readMessages(joinCells(state, lift(marked)))[0]?.split).toBe(into);
	});

	it('[MS14] is undone: the message is back, and its ticket a part of the first one', () => {
		const other = { id: into, round: 0, isMerged: false };
		const [back, merge] = joinChanges(entityRef('ticket', of), message, other);
		expect(back?.body).toEqual({ message: message.id, into: null });
		expect(merge).toMatchObject({ type: 'ticket.merge', body: { into: of, round: 0 } });
		expect(
			joinChanges(entityRef('ticket', of), message, { ...other, isMerged: true })
		).toHaveLength(1);
	});

	it('[MS14] is refused for words that are not there, and into what nobody may read', () => {
		const mark = (id: string, goal: string | null) =>
			change('message.split', ticketRef, { message: id, into: goal });
		expect(judge(state, mark(testId(6, 9), into), agent)).toMatchObject({
			reason: 'unknown-message'
		});
		expect(judge(state, mark(message.id, of), agent)).toMatchObject({ reason: 'own-ticket' });
		const nowhere = facts({ actor: actor(alice, 'agent') });
		expect(judge(state, mark(message.id, into), nowhere)).toMatchObject({
			reason: 'unknown-ticket'
		});
		const claimed = change('ticket.create', entityRef('ticket', into), {
			team: support,
			subject: 'x',
			message: {
				kind: 'note',
				text: 'x',
				origin: { ticket: of, message: message.id, name: '', saidMs: 0 }
			}
		});
		expect(judge(undefined, claimed, nowhere)).toMatchObject({ reason: 'unknown-ticket' });
	});
});
