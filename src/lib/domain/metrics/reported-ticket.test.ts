import { describe, expect, it } from 'vitest';
import type { TypedChange } from '../changes/typed.ts';
import { at, alice, bob, change, field, START_MS, support, ticketRef } from '../testing.ts';
import { TicketReading, type ReportedTicket } from './reported-ticket.ts';

const mail = { from: { name: 'M' }, sentMs: START_MS, messageId: 'x' };
const when = (ms: number, by: string = bob) => ({ at: at(ms), by });
const asked = (ms: number, more: object = { mail }) =>
	change(
		'ticket.create',
		ticketRef,
		{ team: support, subject: 'Lift', message: { kind: 'public', text: 'Help', ...more } },
		when(ms, '~mail')
	);
const take = (ms: number, by: string = bob) =>
	change('ticket.take', ticketRef, { expected: null }, when(ms, by));
const reply = (ms: number, by: string = bob) =>
	change('message.add', ticketRef, { kind: 'public', text: 'A' }, when(ms, by));
const asks = (ms: number) =>
	change('message.add', ticketRef, { kind: 'public', text: 'Q', mail }, when(ms, '~mail'));
const state = (ms: number, status: string, round = 0, by: string = bob) =>
	change(
		'ticket.state',
		ticketRef,
		{
			round,
			status,
			...(['solved', 'approval'].includes(status) && { resolution: 'x' }),
			...(status === 'rejected' && { reason: 'x' })
		},
		when(ms, by)
	);

function read(...changes: readonly TypedChange[]): ReportedTicket {
	const reading = new TicketReading();
	for (const one of changes) reading.take(one);
	if (reading.ticket === undefined) throw new Error('there is no ticket');
	return reading.ticket;
}

const moment = (ms: number) => START_MS + ms;

describe('what reports know of a ticket', () => {
	it('[MT1] is when work began: with taking it, where that began it', () => {
		const begin = change('ticket.take', ticketRef, { expected: null, begins: 0 }, when(10));
		expect(read(asked(0), begin, reply(20)).startedMs).toBe(moment(10));
		expect(read(asked(0), state(5, 'solved'), begin).startedMs).toBeNull();
	});

	it('[MT1] is who had it when it was done, and how often the customer had asked by then', () => {
		const ticket = read(asked(0), take(10), reply(20), asks(30), reply(40), state(50, 'solved'));
		expect(ticket).toMatchObject({
			team: support,
			channel: 'mail',
			assignee: bob,
			assignedMs: moment(10),
			startedMs: moment(20),
			answers: [
				[moment(0), moment(20)],
				[moment(30), moment(40)]
			],
			isAwaiting: false,
			isMerged: false,
			isRemoved: false
		});
		expect(ticket.resolutions).toEqual([
			{
				atMs: moment(50),
				round: 0,
				person: bob,
				contacts: 2,
				isRejected: false,
				againMs: null,
				reopenedMs: null
			}
		]);
	});

	it('[MT1] keeps a resolution that did not last, and whose each was', () => {
		const ticket = read(
			asked(0),
			take(5),
			state(10, 'solved'),
			asks(15),
			state(20, 'open', 1),
			take(25, alice),
			state(30, 'solved', 1, alice)
		);
		expect(ticket.resolutions).toMatchObject([
			{ atMs: moment(10), person: bob, againMs: moment(15), reopenedMs: moment(20) },
			{ atMs: moment(30), person: alice, contacts: 2, againMs: null, reopenedMs: null }
		]);
	});

	it('[MT1] passes over a status that lost, and one after the end in the same round', () => {
		const ticket = read(asked(0), state(10, 'solved'), state(20, 'waiting'), state(30, 'closed'));
		expect(ticket.resolutions).toMatchObject([{ atMs: moment(10), isRejected: false }]);
	});

	it.each([
		['mail', { mail }],
		['portal', { side: 'customer' }],
		['staff', {}]
	])('[MT1] tells how it came: by %s', (channel, more) => {
		expect(read(asked(0, more)).channel).toBe(channel);
	});

	it('[MT1] does not take a reply for an answer that was taken back before it was out', () => {
		const body = { kind: 'public', text: 'A', hold: true } as const;
		const held = change('message.add', ticketRef, body, when(20));
		const back = (ms: number) =>
			change('message.retract', ticketRef, { message: held.id, retracted: true }, when(ms));
		expect(read(asked(0), held, back(5_000), reply(9_000))).toMatchObject({
			answers: [[moment(0), moment(9_000)]],
			service: { firstReplyMs: moment(9_000) }
		});
		expect(read(asked(0), held, back(7_000), reply(9_000))).toMatchObject({
			answers: [[moment(0), moment(20)]],
			service: { firstReplyMs: moment(20) }
		});
	});

	it('[MT1] does not take an automatic reply for an answer, nor for work', () => {
		expect(read(asked(0), reply(10, '~ack'), state(11, 'open', 0, '~rule:a'))).toMatchObject({
			startedMs: null,
			answers: [],
			service: { firstReplyMs: null }
		});
	});

	it('[MT1] is of the team it is in now, and says what became of it', () => {
		const moved = change('ticket.transfer', ticketRef, { team: field }, when(5));
		const into = ticketRef.replace('ticket.', '').replace(/.$/, '7');
		const merged = change('ticket.merge', ticketRef, { into, round: 0 }, when(9));
		expect(read(asked(0), moved).team).toBe(field);
		expect(read(asked(0), merged)).toMatchObject({ isMerged: true, resolutions: [] });
		const remove = (reason: string | null) => change('ticket.remove', ticketRef, { reason });
		expect(read(asked(0), remove('Spam'))).toMatchObject({ isRemoved: true });
		expect(read(asked(0), remove('Spam'), remove(null))).toMatchObject({ isRemoved: false });
		expect(read(asked(0), state(5, 'approval')).isAwaiting).toBe(true);
		expect(read(asked(0), state(5, 'rejected')).resolutions).toMatchObject([{ isRejected: true }]);
	});

	it('[MT1] keeps the newest rating of each round', () => {
		const rate = (ms: number, round: number, stars: number) =>
			change('ticket.rate', ticketRef, { round, stars, solved: true }, when(ms, '~portal'));
		const rated = read(asked(0), state(5, 'solved'), rate(6, 0, 1), rate(7, 0, 5), rate(8, 1, 3));
		expect(rated.ratings).toEqual([
			{ atMs: moment(7), round: 0, stars: 5 },
			{ atMs: moment(8), round: 1, stars: 3 }
		]);
	});

	it('[MT8] knows of which rounds a rating was asked for, and when first', () => {
		const ticket = ticketRef.slice('ticket.'.length);
		const link = (id: string, round: number) =>
			`Please: https://d.example/rate/org.${id}.${round}.9.x`;
		const say = (ms: number, text: string, more: object = {}) =>
			change('message.add', ticketRef, { kind: 'public', text, ...more }, when(ms));
		const shown = (ms: number, rate: number) => {
			const seen = { by: 'requester', message: ticket, rate };
			return change('ticket.seen', ticketRef, seen, when(ms, '~portal'));
		};
		const rate = { round: 3, stars: 5, solved: true };
		const told = read(
			asked(0),
			say(5, link(ticket, 0)),
			say(6, link(ticket, 0)),
			say(7, link(ticketRef.slice(7).replace(/.$/, '7'), 1)),
			say(8, `> ${link(ticket, 2)}`, { side: 'customer' }),
			shown(9, 0),
			shown(10, 1),
			change('ticket.rate', ticketRef, rate, when(11, '~portal'))
		);
		expect(told.asked).toEqual([
			{ atMs: moment(5), round: 0 },
			{ atMs: moment(10), round: 1 },
			{ atMs: moment(11), round: 3 }
		]);
	});
});
