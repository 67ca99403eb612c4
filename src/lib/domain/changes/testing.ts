import { alice, bob, ticketRef } from '../testing.ts';
import type { ChangeType } from './change.ts';
import { TICKET_CASES, type Cases } from './testing/ticket-cases.ts';

/** Bodies that fit, and bodies that nearly do, of every type; a new type does not compile without. */
export const CASES: Cases<ChangeType> = {
	...TICKET_CASES,
	'message.add': {
		fits: [
			{ kind: 'public', text: 'Hello' },
			{ kind: 'note', text: '', mentions: [bob], head: null, late: true },
			{ kind: 'public', text: 'a', rich: [{ k: 'p', t: [{ t: 'a', b: true }] }], draft: alice },
			{
				kind: 'public',
				text: '',
				attachments: [
					{ id: alice, name: 'a', type: 'b/c', size: 1, sha256: 'f'.repeat(64), role: 'file' }
				]
			}
		],
		misfits: [
			{ kind: 'public' },
			{ kind: 'public', text: 'x'.repeat(60_001) },
			{ kind: 'public', text: '', by: bob },
			{ kind: 'public', text: '', draft: 'reply' },
			{ kind: 'public', text: '', rich: [{ k: 'h1', t: [] }] },
			{ kind: 'public', text: '', rich: [{ k: 'p', t: [{ t: 'a', a: 'javascript:alert(1)' }] }] },
			{ kind: 'public', text: '', side: 'staff' },
			{ kind: 'public', text: '', mentions: ['everyone'] },
			{ kind: 'public', text: '', mentions: Array.from({ length: 51 }, () => bob) },
			{ kind: 'public', text: '', attachments: [{ id: alice }] }
		]
	},
	'message.edit': { fits: [{ message: alice, text: '' }], misfits: [{ message: alice }] },
	'message.retract': {
		fits: [{ message: alice, retracted: false }],
		misfits: [{ message: alice, retracted: null }]
	},
	'message.split': {
		fits: [
			{ message: alice, into: bob },
			{ message: alice, into: null }
		],
		misfits: [{ message: alice }, { message: alice, into: '' }]
	},
	'message.delivery': {
		fits: [
			{ message: alice, state: 'read' },
			{ message: alice, state: 'failed', why: '550 no such user' }
		],
		misfits: [
			{ message: alice },
			{ message: alice, state: 'lost' },
			{ message: alice, state: 'failed', why: 'x'.repeat(301) }
		]
	},
	'channel.create': {
		fits: [
			{ kind: 'channel', name: 'a' },
			{ kind: 'direct', name: '', members: [alice, bob] }
		],
		misfits: [
			{ kind: 'open', name: 'a' },
			{ kind: 'channel', name: 'a', members: [1] }
		]
	},
	'channel.field': {
		fits: [{ field: 'archived', value: true }],
		misfits: [
			{ field: 'archived', value: 'no' },
			{ field: 'kind', value: 'direct' }
		]
	},
	'channel.element': {
		fits: [{ set: 'members', element: bob, present: true }],
		misfits: [{ set: 'members', element: '~rules', present: true }]
	},
	'person.create': {
		fits: [{ name: 'A', role: 'agent', userName: 'aa', email: null }],
		misfits: [
			{ name: 'A', role: 'platform-admin', userName: 'aa' },
			{ name: 'A', role: '__proto__', userName: 'aa' },
			{ name: 'A', role: 'agent', userName: 'a' }
		]
	},
	'person.field': {
		fits: [
			{ field: 'role', value: 'supervisor' },
			{ field: 'blocked', value: true }
		],
		misfits: [
			{ field: 'role', value: 'OWNER' },
			{ field: 'password', value: 'x' }
		]
	},
	'team.create': { fits: [{ name: 'A', color: 0 }], misfits: [{ name: 'A', color: 12 }] },
	'team.field': {
		fits: [{ field: 'color', value: 11 }],
		misfits: [{ field: 'members', value: [] }]
	},
	'team.element': {
		fits: [{ set: 'supervisors', element: bob, present: true }],
		misfits: [{ set: 'owners', element: bob, present: true }]
	},
	'org.field': {
		fits: [
			{ field: 'portalTeam', value: null },
			{ field: 'signUpDomains', value: ['harbor.example'] },
			{ field: 'fieldDays', value: 21 },
			{ field: 'exportAlarm', value: 500 }
		],
		misfits: [
			{ field: 'id', value: 1 },
			{ field: 'signUpDomains', value: ['Harbor'] },
			{ field: 'fieldDays', value: 0 },
			{ field: 'exportAlarm', value: 99 }
		]
	},
	'org.export-alarm': {
		fits: [{ person: bob, records: 1_000 }],
		misfits: [{ person: bob }, { person: 'everybody', records: 1 }]
	},
	'org.entry': {
		fits: [
			{
				catalogue: 'section',
				code: 'it',
				value: { names: { en: 'IT' }, order: 1, archived: false }
			},
			{
				catalogue: 'calendar',
				code: 'office',
				value: {
					names: { en: 'Office hours' },
					order: 1,
					archived: false,
					timeZone: 'Europe/Berlin',
					week: [[{ from: 540, to: 1020 }], [], [], [], [], [], []],
					holidays: [{ date: '2028-02-29', name: '', windows: [] }]
				}
			}
		],
		misfits: [
			{ catalogue: 'rooms', code: 'it', value: { names: {}, order: 1, archived: false } },
			{ catalogue: 'section', code: 'I T', value: { names: {}, order: 1, archived: false } },
			{ catalogue: 'section', code: 'it', value: { names: {}, order: 1 } },
			{ catalogue: 'section', code: 'it', value: { names: { en: '' }, order: 1, archived: false } },
			{
				catalogue: 'section',
				code: 'it',
				value: { names: { 'x!': 'IT' }, order: 1, archived: false }
			},
			{ catalogue: 'calendar', code: 'it', value: { names: {}, order: 1, archived: false } }
		]
	},
	'article.create': {
		fits: [
			{ title: 'Lift', language: 'en' },
			{
				title: 'Lift',
				language: 'de-AT',
				body: 'a',
				section: null,
				visibility: 'public',
				faq: true
			}
		],
		misfits: [
			{ title: '', language: 'en' },
			{ title: 'Lift' },
			{ title: 'Lift', language: 'English' }
		]
	},
	'article.field': {
		fits: [
			{ field: 'body', value: 'a'.repeat(40_000) },
			{ field: 'stage', value: 'published' }
		],
		misfits: [
			{ field: 'body', value: 'a'.repeat(40_001) },
			{ field: 'stage', value: 'burnt' }
		]
	},
	'article.element': {
		fits: [{ set: 'tags', element: 'lift', present: true }],
		misfits: [{ set: 'helpful', element: 'all', present: true }]
	},
	'contact.field': {
		fits: [
			{ field: 'phone', value: '+49 30 1' },
			{ field: 'language', value: 'pt-br' },
			{ field: 'unit', value: null }
		],
		misfits: [
			{ field: 'phone', value: '' },
			{ field: 'language', value: 'Deutsch' },
			{ field: 'name', value: 'Ann' }
		]
	},
	'contact.element': {
		fits: [{ set: 'tags', element: 'vip', present: true }],
		misfits: [{ set: 'followers', element: alice, present: true }]
	},
	'user.mark': { fits: [{ of: ticketRef, seq: 0 }], misfits: [{ of: ticketRef, seq: -1 }] },
	'user.field': {
		fits: [{ field: 'theme', value: { a: [1] } }],
		misfits: [{ field: 'theme' }, { field: '', value: 1 }]
	},
	'user.dismiss': { fits: [{ of: alice }], misfits: [{ of: 'all' }] }
};
