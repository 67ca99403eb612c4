import { alice, bob, support } from '../../testing.ts';
import type { ChangeType } from '../change.ts';

/** Bodies that fit, and bodies that nearly do. */
export type Cases<T extends ChangeType> = Record<
	T,
	{ fits: readonly object[]; misfits: readonly object[] }
>;

/** Those of every type of change to a ticket; a new type does not compile without. */
export const TICKET_CASES: Cases<Extract<ChangeType, `ticket.${string}`>> = {
	'ticket.create': {
		fits: [
			{ team: support, subject: 'Lift' },
			{ team: support, subject: 'Lift', assignee: null, tags: ['a'], requester: { name: 'R' } },
			{ team: support, subject: 'Lift', message: { kind: 'note', text: '' } },
			{
				team: support,
				subject: 'Lift',
				message: {
					kind: 'note',
					text: 'Stuck',
					origin: { ticket: alice, message: bob, name: 'Ann', saidMs: 0 }
				}
			}
		],
		misfits: [
			{ subject: 'Lift' },
			{ team: support, subject: '' },
			{ team: support, subject: 'x'.repeat(251) },
			{ team: support, subject: 'Lift', number: 7 },
			{ team: support, subject: 'Lift', tags: [''] },
			{ team: support, subject: 'Lift', status: 'solved' },
			{ team: support, subject: 'Lift', message: { kind: 'secret', text: '' } }
		]
	},
	'ticket.field': {
		fits: [
			{ field: 'subject', value: 'Lift' },
			{ field: 'priority', value: 'urgent' },
			{ field: 'assignee', value: null },
			{ field: 'due', value: 0 },
			{ field: 'type', value: 'incident', sure: 84 },
			{ field: 'requester', value: { name: '', address: 'a@example.org' } }
		],
		misfits: [
			{ field: 'subject', value: null },
			{ field: 'priority', value: 'Very high!' },
			{ field: 'assignee', value: 'bob' },
			{ field: 'due', value: -1 },
			{ field: 'type', value: 'incident', sure: 0 },
			{ field: 'type', value: 'incident', sure: '84' },
			{ field: 'due', value: 1e17 },
			{ field: 'team', value: support },
			{ field: 'state', value: {} },
			{ field: 'created', value: alice },
			{ field: '__proto__', value: {} },
			{ field: 'toString', value: '' },
			{ field: 'subject' }
		]
	},
	'ticket.element': {
		fits: [
			{ set: 'tags', element: 'vip', present: true },
			{ set: 'followers', element: alice, present: false },
			{ set: 'links', element: `blocks:${alice}`, present: true },
			{ set: 'helpful', element: alice, present: true }
		],
		misfits: [
			{ set: 'followers', element: 'alice', present: true },
			{ set: 'unhelpful', element: 'all', present: true },
			{ set: 'links', element: alice, present: true },
			{ set: 'links', element: `marries:${alice}`, present: true },
			{ set: 'tags', element: '', present: true },
			{ set: 'tags', element: 'x'.repeat(61), present: true },
			{ set: 'tags', element: 'vip', present: 1 },
			{ set: 'watchers', element: alice, present: true },
			{ set: '__proto__', element: alice, present: true }
		]
	},
	'ticket.state': {
		fits: [
			{ round: 0, status: 'open', class: 'open' },
			{ round: 1, status: 'solved', class: 'done', resolution: 'done' },
			{ round: 1, status: 'with-supplier', class: 'paused' }
		],
		misfits: [
			{ status: 'open', class: 'open' },
			{ round: 0, status: 'open' },
			{ round: -1, status: 'open', class: 'open' },
			{ round: 0.5, status: 'open', class: 'open' },
			{ round: 1e9, status: 'open', class: 'open' },
			{ round: 0, status: 'open', class: 'finished' },
			{ round: 0, status: '__proto__', class: 'open' },
			{ round: 0, status: 'solved', class: 'done', resolution: '' },
			{ round: 0, status: 'open', class: 'open', final: true }
		]
	},
	'ticket.custom': {
		fits: [
			{ field: 'floor', value: 'Third' },
			{ field: 'floor', value: -3.5 },
			{ field: 'floor', value: false },
			{ field: 'floor', value: null }
		],
		misfits: [
			{ field: 'floor' },
			{ field: 'The floor', value: 1 },
			{ field: 'floor', value: '' },
			{ field: 'floor', value: {} },
			{ field: 'floor', value: 1e300 },
			{ field: '__proto__', value: 1 }
		]
	},
	'ticket.approve': {
		fits: [
			{ round: 0, proposed: 'Replaced' },
			{ round: 0, proposed: 'Replaced', status: 'repaired' }
		],
		misfits: [
			{ round: 0 },
			{ round: 0, proposed: '' },
			{ round: 0, proposed: 'Replaced', status: '' }
		]
	},
	'ticket.reject': {
		fits: [{ round: 0, proposed: 'Replaced', reason: 'Still noisy' }],
		misfits: [
			{ round: 0, proposed: 'Replaced' },
			{ round: 0, reason: 'Still noisy' }
		]
	},
	'ticket.add-task': {
		fits: [
			{ title: 'Order the part', order: 1.5 },
			{ title: 'Order the part', order: 0, estimate: 30, assignee: bob }
		],
		misfits: [
			{ title: '', order: 0 },
			{ title: 'Order the part' },
			{ title: 'Order the part', order: 0, estimate: -1 },
			{ title: 'Order the part', order: 0, done: true }
		]
	},
	'ticket.task': {
		fits: [
			{ task: alice, field: 'done', value: true },
			{ task: alice, field: 'blocked', value: null },
			{ task: alice, field: 'order', value: 0.25 }
		],
		misfits: [
			{ field: 'done', value: true },
			{ task: 'first', field: 'done', value: true },
			{ task: alice, field: 'by', value: bob },
			{ task: alice, field: 'done', value: 'yes' },
			{ task: alice, field: 'done' }
		]
	},
	'ticket.add-visit': {
		fits: [
			{ window: { from: 0, to: 1 }, technician: null },
			{ window: { from: 0, to: 1 }, technician: bob, address: 'Quay 1', phone: null, hint: 'Ring' }
		],
		misfits: [
			{ technician: bob },
			{ window: { from: 0 }, technician: bob },
			{ window: { from: -1, to: 1 }, technician: bob },
			{ window: { from: 0, to: 1 }, technician: 'bob' },
			{ window: { from: 0, to: 1 }, technician: null, state: 'done' }
		]
	},
	'ticket.visit': {
		fits: [
			{ visit: alice, field: 'state', value: { state: 'could-not', reason: 'Nobody there' } },
			{ visit: alice, field: 'order', value: null },
			{ visit: alice, field: 'signed', value: { name: 'R', message: null } }
		],
		misfits: [
			{ field: 'order', value: 1 },
			{ visit: 'first', field: 'order', value: 1 },
			{ visit: alice, field: 'state', value: { state: 'lost' } },
			{ visit: alice, field: 'signed', value: { name: '' } },
			{ visit: alice, field: 'clock', value: 1 }
		]
	},
	'ticket.visit-item': {
		fits: [
			{ visit: alice, list: 'checks', item: 'lift.belt', value: true },
			{
				visit: alice,
				list: 'parts',
				item: bob,
				value: { code: null, name: 'Belt', quantity: 1.5 }
			},
			{ visit: alice, list: 'parts', item: bob, value: null },
			{ visit: alice, list: 'clock', item: bob, value: { kind: 'stop' } },
			{ visit: alice, list: 'photos', item: bob, value: true }
		],
		misfits: [
			{ visit: alice, list: 'checks', item: 'belt', value: true },
			{ visit: alice, list: 'checks', item: 'lift.belt', value: null },
			{ visit: alice, list: 'parts', item: bob, value: { code: null, name: '', quantity: 1 } },
			{ visit: alice, list: 'parts', item: bob, value: { code: null, name: 'Belt', quantity: 0 } },
			{ visit: alice, list: 'clock', item: bob, value: { kind: 'pause' } },
			{ visit: alice, list: 'tools', item: bob, value: true },
			{ visit: alice, list: '__proto__', item: bob, value: true },
			{ list: 'photos', item: bob, value: true }
		]
	},
	'ticket.add-follow-up': {
		fits: [
			{ at: 1, kind: 'remind', words: '', round: 0, person: bob },
			{ at: 1, kind: 'send', words: 'Does it run?', round: 2, keep: true }
		],
		misfits: [
			{ kind: 'remind', words: '', round: 0, person: bob },
			{ at: -1, kind: 'remind', words: '', round: 0, person: bob },
			{ at: 1, kind: 'note', words: 'a', round: 0 },
			{ at: 1, kind: 'send', words: 'a'.repeat(4_001), round: 0 },
			{ at: 1, kind: 'send', words: 'a', round: 0, person: 'bob' },
			{ at: 1, kind: 'send', words: 'a', round: 0, state: 'done' },
			{ at: 1, kind: 'send', words: 'a' }
		]
	},
	'ticket.follow-up': {
		fits: [
			{ followUp: alice, field: 'at', value: 2 },
			{ followUp: alice, field: 'keep', value: true },
			{ followUp: alice, field: 'state', value: { state: 'cancelled', round: 0 } }
		],
		misfits: [
			{ field: 'at', value: 2 },
			{ followUp: 'first', field: 'at', value: 2 },
			{ followUp: alice, field: 'kind', value: 'send' },
			{ followUp: alice, field: 'by', value: bob },
			{ followUp: alice, field: 'person', value: null },
			{ followUp: alice, field: 'state', value: 'cancelled' },
			{ followUp: alice, field: 'state', value: { state: 'ended', round: 0 } }
		]
	},
	'ticket.merge': {
		fits: [{ into: alice, round: 0 }],
		misfits: [{ into: 'other', round: 0 }, { into: alice }]
	},
	'ticket.remove': { fits: [{ reason: 'Spam' }, { reason: null }], misfits: [{}, { reason: '' }] },
	'ticket.unmerge': { fits: [{ round: 1 }], misfits: [{}, { round: 1, into: alice }] },
	'ticket.take': {
		fits: [{ expected: null }, { expected: alice }, { expected: null, begins: 0 }],
		misfits: [{}, { expected: '' }, { expected: null, begins: -1 }]
	},
	'ticket.transfer': { fits: [{ team: support }], misfits: [{}, { team: null }] },
	'ticket.assign': {
		fits: [
			{ person: bob, mode: 'assign', why: { skills: ['german'], open: 3, freeMinutes: 12 } },
			{ person: bob, mode: 'suggest', why: { skills: [], open: 0, freeMinutes: null } }
		],
		misfits: [
			{ person: bob, mode: 'assign' },
			{ person: null, mode: 'assign', why: { skills: [], open: 0, freeMinutes: null } },
			{ person: bob, mode: 'off', why: { skills: [], open: 0, freeMinutes: null } },
			{ person: bob, mode: 'assign', why: { skills: [''], open: 0, freeMinutes: null } }
		]
	},
	'ticket.ask-issue': { fits: [{ system: 'erpnext' }], misfits: [{ system: 'other' }] },
	'ticket.issue': {
		fits: [{ record: { name: 'ISS-1', asOfMs: 1 } }],
		misfits: [{}, { record: 'a'.repeat(6_001) }]
	},
	'ticket.alert': {
		fits: [{ clock: 'resolution', kind: 'late', round: 1 }],
		misfits: [
			{ clock: 'lunch', kind: 'late', round: 1 },
			{ clock: 'resolution', kind: 'late' }
		]
	},
	'ticket.on-call': {
		fits: [{ people: 2, batch: alice, round: 0 }],
		misfits: [
			{ people: 0, batch: alice, round: 0 },
			{ people: 2, round: 0 }
		]
	},
	'ticket.rate': {
		fits: [{ round: 1, stars: 1, solved: false, words: 'It stands again.' }],
		misfits: [
			{ round: 0, stars: 0, solved: true },
			{ round: 0, stars: 5.5, solved: true },
			{ stars: 5, solved: true }
		]
	},
	'ticket.seen': {
		fits: [
			{ by: 'staff', message: alice },
			{ by: 'requester', message: alice, rate: 2 }
		],
		misfits: [
			{ by: 'bob', message: alice },
			{ by: 'staff', message: 'm' },
			{ by: 'requester', message: alice, rate: -1 }
		]
	}
};
