import { describe, expect, it } from 'vitest';
import { entityRef } from '../ids.ts';
import { inverse } from '../changes/inverse.ts';
import { readContact } from '../contact/contact.ts';
import type { TicketSubject } from '../policy/actor.ts';
import { actor, alice, bob, change, field, stateOf, support, testId } from '../testing.ts';
import { admin, verdicts, verdictWhenBlocked, type Twin } from './testing.ts';

const target = entityRef('contact', testId(9, 1));
const note = (more: object = {}) =>
	change('message.add', target, { kind: 'note', text: 'Prefers to be rung.', ...more });
const said = (by = alice) => change('message.add', target, { kind: 'note', text: 'Said.' }, { by });
const set = (name: string, value: string | null) =>
	change('contact.field', target, { field: name, value });
const tag = (element: string, present = true) =>
	change('contact.element', target, { set: 'tags', element, present });
const asked = (...tickets: readonly TicketSubject[]) => ({ facts: { contact: () => tickets } });
const ours: TicketSubject = { team: support, people: new Set([bob]) };
const theirs: TicketSubject = { team: field, people: new Set([bob]) };
const agent = { as: actor(alice, 'agent') };
const mine = said();
const others = said(bob);

const twins: readonly Twin[] = [
	[
		'[CO1] whoever reads one of their tickets writes notes',
		{ change: note(), ...agent, ...asked(theirs, ours) },
		'not-your-ticket',
		{ change: note(), ...agent, ...asked(theirs) }
	],
	[
		'[CO1] and says what else is known',
		{ change: set('phone', '+49 30 1'), ...agent, ...asked(ours) },
		'not-your-ticket',
		{ change: set('phone', '+49 30 1'), ...agent, ...asked() }
	],
	[
		'[CO1] administrators of anybody',
		{ change: tag('vip'), as: admin, ...asked() },
		'not-your-ticket',
		{ change: tag('vip'), ...agent, ...asked() }
	],
	[
		'[CO1] requesters of nobody, themselves included',
		{ change: note(), ...agent, ...asked(ours) },
		'role',
		{ change: note(), as: actor(bob, 'requester'), ...asked(ours) }
	],
	[
		'[CO2] notes are plain',
		{ change: note(), ...agent },
		'malformed',
		{ change: note({ kind: 'public' }), ...agent }
	],
	[
		'[CO2] and never written to anybody',
		{ change: note(), ...agent },
		'malformed',
		{ change: note({ mentions: [bob] }), ...agent }
	],
	[
		'[CO2] only their authors rewrite them',
		{
			state: stateOf(mine),
			change: change('message.edit', target, { message: mine.id, text: 'Else.' }),
			...agent
		},
		'not-yours',
		{
			state: stateOf(others),
			change: change('message.edit', target, { message: others.id, text: 'Else.' }),
			...agent
		}
	],
	[
		'[CO2] and take them back',
		{
			state: stateOf(mine),
			change: change('message.retract', target, { message: mine.id, retracted: true }),
			...agent
		},
		'not-yours',
		{
			state: stateOf(others),
			change: change('message.retract', target, { message: others.id, retracted: true }),
			...agent
		}
	],
	[
		'[CO2] what is not there is not rewritten',
		{
			state: stateOf(mine),
			change: change('message.edit', target, { message: mine.id, text: 'Else.' }),
			...agent
		},
		'unknown-message',
		{ change: change('message.edit', target, { message: mine.id, text: 'Else.' }), ...agent }
	],
	[
		'[CO2] a unit is one of those defined',
		{ change: set('unit', null), ...agent },
		'unknown-entry',
		{ change: set('unit', 'nowhere'), ...agent }
	],
	[
		'[CO2] tags are bounded',
		{
			state: stateOf(...Array.from({ length: 200 }, (_, index) => tag(`t${index}`))),
			change: tag('t7', false),
			...agent
		},
		'full',
		{
			state: stateOf(...Array.from({ length: 200 }, (_, index) => tag(`t${index}`))),
			change: tag('one-more'),
			...agent
		}
	]
];

describe('what is noted of somebody who asks [CO1, CO2]', () => {
	it.each(twins)('%s', (_title, passes, reason, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', reason]);
		expect(verdictWhenBlocked(passes)).toBe('blocked');
	});

	it('[CO2] is read from what was said, and can be undone to nothing', () => {
		const cells = stateOf(
			set('phone', '+49 30 1'),
			set('language', 'de'),
			tag('vip'),
			tag('x', false)
		);
		const nothing = { phone: null, language: null, unit: null, tags: [] };
		expect(readContact(cells)).toEqual({
			...nothing,
			phone: '+49 30 1',
			language: 'de',
			tags: ['vip']
		});
		expect(readContact({})).toEqual(nothing);
		expect(inverse(set('phone', '1'), {})?.body).toEqual({ field: 'phone', value: null });
	});
});
