import { describe, expect, it } from 'vitest';
import {
	actor,
	alice,
	at,
	bob,
	change,
	facts,
	field,
	START_MS,
	stateOf,
	support,
	testId,
	ticketRef
} from '../testing.ts';
import type { TeamId } from '../ids.ts';
import type { Facts } from './checks.ts';
import { judge } from './judge.ts';
import { LATE_REPLY_MS } from './thread.ts';
import {
	type Twin,
	agent,
	create,
	lead,
	ticket,
	ticketIn,
	verdictWhenBlocked,
	verdicts,
	element,
	fieldAgent,
	foreign
} from './testing.ts';

const mail = { from: { name: 'M' }, sentMs: 1, messageId: 'x' };

const say = (body: object, more: object = {}) =>
	change('message.add', ticketRef, { kind: 'public', text: 'Hello', ...body }, more);
const first = change(
	'message.add',
	ticketRef,
	{ kind: 'public', text: 'One' },
	{ by: bob, at: at(1) }
);
const own = say({}, { at: at(2) });
const thread = stateOf(create, first);
const mine = stateOf(create, first, own);
const rewrite = (message: string) => change('message.edit', ticketRef, { message, text: 'New' });
const retract = (message: string) =>
	change('message.retract', ticketRef, { message, retracted: true });
const other = testId(2, 9);
const split = (into: string) => change('message.split', ticketRef, { message: own.id, into });
/** The other ticket is one of this team. */
const otherIn = (team: TeamId): Partial<Facts> => ({
	ticket: () => ({ team, people: new Set(), merged: null })
});
const goneOn = {
	kind: 'public',
	text: 'One',
	origin: { ticket: other, message: own.id, name: 'Bob', saidMs: 1 }
};
const delivered = (message: string, by: string = alice) =>
	change('message.delivery', ticketRef, { message, state: 'failed' }, { by });
const asked = change(
	'message.add',
	ticketRef,
	{ kind: 'public', text: 'One', side: 'customer' },
	{ by: bob, at: at(1) }
);
const draft = testId(8, 1);
const together = change(
	'message.add',
	ticketRef,
	{ kind: 'public', text: 'Ours', draft, hold: true },
	{ by: bob, at: at(3) }
);
const undone = change(
	'message.retract',
	ticketRef,
	{ message: together.id, retracted: true },
	{ by: bob, at: at(4) }
);
const sentTogether = stateOf(create, together);
const bold = [{ k: 'ul', t: [{ t: 'Hello', b: true }] }];
const late = { facts: { nowMs: START_MS + LATE_REPLY_MS + 10 } };
const reply = (body: object) => say(body, { at: at(5) });
const file = {
	id: testId(6, 1),
	name: 'a',
	type: 'a/b',
	size: 1,
	sha256: '0'.repeat(64),
	role: 'file'
};

const messages: readonly Twin[] = [
	[
		'[MS1] a message says something',
		{ state: ticket, change: say({}) },
		'malformed',
		{ state: ticket, change: say({ text: ' \n' }) }
	],
	[
		'[MS1] a file is something',
		{ state: ticket, change: say({ text: '', attachments: [file] }) },
		'malformed',
		{ state: ticket, change: say({ text: '', attachments: [] }) }
	],
	[
		'[MS5] a file of a person is no safe page',
		{ state: ticket, change: say({ attachments: [file] }) },
		'role',
		{ state: ticket, change: say({ attachments: [file, { ...file, role: 'html' }] }) }
	],
	[
		'[MS1] so does the first message of a ticket',
		{ change: ticketIn({ message: { kind: 'note', text: 'a' } }) },
		'malformed',
		{ change: ticketIn({ message: { kind: 'note', text: '' } }) }
	],
	[
		'[MS2] a late reply names the newest',
		{ state: thread, change: reply({ head: first.id }), ...late },
		'others-replied',
		{ state: thread, change: reply({ head: null }), ...late }
	],
	[
		'[MS2] a prompt reply need not',
		{
			state: stateOf(create, asked),
			change: reply({ head: null }),
			facts: { nowMs: START_MS + LATE_REPLY_MS + 5 }
		},
		'others-replied',
		{
			state: stateOf(create, asked),
			change: reply({ head: null }),
			facts: { nowMs: START_MS + LATE_REPLY_MS + 6 }
		}
	],
	[
		'[MS2] of two colleagues who answer the same, the first is heard',
		{ state: mine, change: reply({ head: null }) },
		'others-replied',
		{ state: thread, change: reply({ head: null }) }
	],
	[
		'[MS2] a reply that was undone overtakes nobody',
		{ state: stateOf(create, together, undone), change: reply({ head: null }) },
		'others-replied',
		{ state: sentTogether, change: reply({ head: null }) }
	],
	[
		'[MS10] what was written together is sent once',
		{ state: sentTogether, change: reply({ draft: testId(8, 2) }) },
		'sent',
		{ state: sentTogether, change: reply({ draft }) }
	],
	[
		'[MS10] what was undone may be sent again',
		{ state: stateOf(create, together, undone), change: reply({ draft }) },
		'sent',
		{ state: sentTogether, change: reply({ draft, late: true }) }
	],
	[
		'[MS11] a note is never what was written for others',
		{ state: ticket, change: reply({ draft }) },
		'malformed',
		{ state: ticket, change: reply({ draft, kind: 'note' }) }
	],
	[
		'[MS12] formatted words say the same as plain ones',
		{ state: ticket, change: reply({ text: '- Hello', rich: bold }) },
		'malformed',
		{ state: ticket, change: reply({ text: 'Goodbye', rich: bold }) }
	],
	[
		'[MS2] a late note need not',
		{ state: thread, change: reply({ head: null, kind: 'note' }), ...late },
		'others-replied',
		{ state: thread, change: reply({ head: null }), ...late }
	],
	[
		'[MS2] a late reply may be sent anyway',
		{ state: thread, change: reply({ head: null, late: true }), ...late },
		'others-replied',
		{ state: thread, change: reply({ head: null, late: false }), ...late }
	],
	[
		'[MS3] authors rewrite their words',
		{ state: mine, change: rewrite(own.id) },
		'not-yours',
		{ state: mine, change: rewrite(first.id) }
	],
	[
		'[MS3] supervisors do not rewrite others',
		{ state: mine, change: rewrite(own.id), as: lead },
		'not-yours',
		{ state: mine, change: rewrite(first.id), as: lead }
	],
	[
		'[MS4] authors take back their words',
		{ state: mine, change: retract(own.id) },
		'not-yours',
		{ state: mine, change: retract(first.id) }
	],
	[
		'[MS4] supervisors take back words in their teams',
		{ state: mine, change: retract(first.id), as: lead },
		'not-your-team',
		{
			state: mine,
			change: retract(first.id),
			as: actor(alice, 'supervisor', { teams: new Set([field]) })
		}
	],
	[
		'[MS5] only an import knows about mail',
		{ state: ticket, change: say({ mail }, { by: '~mail' }), as: undefined },
		'role',
		{ state: ticket, change: say({ mail }) }
	],
	[
		'[MS5] also when it makes the ticket',
		{ change: ticketIn({ message: { kind: 'public', text: '', mail } }), as: undefined },
		'role',
		{ change: ticketIn({ message: { kind: 'public', text: '', mail } }) }
	],
	[
		'[MS15] only whoever sends it says what became of a message',
		{ state: mine, change: delivered(own.id, '~mailer'), as: undefined },
		'role',
		{ state: mine, change: delivered(own.id) }
	],
	[
		'[MS15] and only of one that is there',
		{ state: mine, change: delivered(own.id, '~mailer'), as: undefined },
		'unknown-message',
		{ state: mine, change: delivered(testId(9, 9), '~mailer'), as: undefined }
	],
	[
		'[MS14] words go on in a ticket that may be read',
		{ state: mine, change: split(other), facts: otherIn(support) },
		'not-your-ticket',
		{ state: mine, change: split(other), facts: otherIn(field) }
	],
	[
		'[MS14] and come from one that may be read',
		{ change: ticketIn({ message: goneOn }), facts: otherIn(support) },
		'not-your-ticket',
		{ change: ticketIn({ message: goneOn }), facts: otherIn(field) }
	],
	[
		'[MS8] a message must be there',
		{ state: mine, change: rewrite(own.id) },
		'unknown-message',
		{ state: mine, change: rewrite(testId(7, 99)) }
	],
	[
		'[MS8] to be taken back, too',
		{ state: mine, change: retract(own.id) },
		'unknown-message',
		{ state: mine, change: retract(testId(7, 99)) }
	],
	[
		'[MS8] its place must be there',
		{ state: ticket, change: say({}) },
		'unknown-target',
		{ change: say({}) }
	],
	[
		'[MS9] who reaches the ticket writes',
		{ state: ticket, change: say({}) },
		'not-your-ticket',
		{ state: foreign, change: say({}) }
	],
	[
		'[MS9] field staff write where they are',
		{ state: stateOf(create, element('followers', alice)), change: say({}), as: fieldAgent },
		'not-your-ticket',
		{ state: ticket, change: say({}), as: fieldAgent }
	]
];

describe('the verdict on a message [MS1, MS2, MS3, MS4, MS5, MS8, MS9, MS10, MS11, MS12]', () => {
	it.each(messages)('%s', (_title, passes, refusedAs, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', refusedAs]);
	});

	it('[MS10] whoever comes second is told who sent it, and when', () => {
		const answer = judge(sentTogether, reply({ draft }), facts({ actor: agent }));
		expect(answer).toMatchObject({ reason: 'sent', detail: { by: bob, atMs: START_MS + 3 } });
	});

	it('[MS2] an overtaken reply says by whom and when', () => {
		const answer = judge(thread, reply({ head: null }), facts({ actor: agent, ...late.facts }));
		expect(answer).toMatchObject({
			reason: 'others-replied',
			detail: { by: bob, atMs: START_MS + 1 }
		});
	});
});

describe('the verdict on whoever is blocked', () => {
	it.each(messages)('[DR5] %s: not for who is blocked', (_title, passes) => {
		expect(verdictWhenBlocked(passes)).toBe('blocked');
	});
});
