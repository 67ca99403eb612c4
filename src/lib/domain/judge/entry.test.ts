import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { entityRef } from '../ids.ts';
import { change, field, stateOf, support, testId } from '../testing.ts';
import { admin, agent, verdicts, type Attempt, type Twin } from './testing.ts';

const org = entityRef('org', testId(5, 1));
const common = { names: { en: 'Name' }, order: 1, archived: false };
const define = (catalogue: string, code: string, value: object): Attempt => ({
	state: stateOf(),
	change: change('org.entry', org, { catalogue, code, value: { ...common, ...value } }),
	as: admin,
	facts: { catalogue: known }
});

const category = (parent: string | null) => ({ ...common, section: null, parent });
const custom = (kind: string, options: object[]) => ({
	kind,
	options,
	teams: [],
	types: [],
	required: false
});
const status = (value: object) => ({
	class: 'paused',
	color: 0,
	requires: null,
	visible: true,
	...value
});
const known = new Catalogue([
	[entryKey('category', 'hardware'), category(null)],
	[entryKey('category', 'printer'), category('hardware')],
	[entryKey('category', 'building'), category(null)],
	[entryKey('section', 'it'), common],
	[entryKey('status', 'asleep'), { ...common, ...status({}), archived: true }],
	[entryKey('field', 'floor'), { ...common, ...custom('number', []) }],
	[entryKey('template', 'hello'), { ...common, team: null, texts: { en: 'Hello' } }],
	[entryKey('region', 'north'), { ...common, archived: true }],
	[entryKey('unit', 'mill'), { ...common, region: null, calendar: null, networks: [] }],
	[
		entryKey('calendar', 'day'),
		{ ...common, timeZone: 'UTC', week: Array(7).fill([]), holidays: [] }
	]
]);

const target = (value: object) => ({
	priority: null,
	category: null,
	team: null,
	calendar: null,
	firstResponse: 10,
	nextResponse: null,
	resolution: 20,
	warnAt: 75,
	...value
});
const macro = (...steps: object[]) => define('macro', 'seen', { team: null, steps });
const rule = (query: string, ...actions: object[]) =>
	define('rule', 'press', {
		on: true,
		when: { on: 'created', value: 'anybody' },
		query,
		actions,
		stop: false
	});
const message = { kind: 'send', minutes: 60, words: '' };
const reminder = { kind: 'remind', minutes: 60, words: '' };
const press = { do: 'priority', value: 'high' };
const option = { code: 'a', names: { en: 'A' } };

const checklist = (...types: string[]) => define('checklist', 'lift', { types, items: [option] });

const unit = (value: object) =>
	define('unit', 'port', { region: null, calendar: null, networks: [], ...value });

const TWINS: readonly Twin[] = [
	[
		'[CA4] ask checklists for types that exist',
		checklist('incident'),
		'unknown-entry',
		checklist('incident', 'lunch')
	],
	[
		'[CA4] measure a unit that exists',
		define('target', 'a', target({ unit: 'mill' })),
		'unknown-entry',
		define('target', 'a', target({ unit: 'north' }))
	],
	[
		'[SL8] promise no answer later than the solution, by a priority either',
		define('priority', 'high', { color: 0, level: 3, firstResponse: 5, resolution: 5 }),
		'late-response',
		define('priority', 'high', { color: 0, level: 3, firstResponse: 6, resolution: 5 })
	],
	[
		'[CA4, SC1] lay units in regions that exist',
		unit({ region: 'north' }),
		'unknown-entry',
		unit({ region: 'south' })
	],
	[
		'[CA4] let units work by calendars that exist',
		unit({ calendar: 'day' }),
		'unknown-entry',
		unit({ calendar: 'night' })
	],
	[
		'[CA2] are for administrators',
		define('section', 'it', {}),
		'role',
		{ ...define('section', 'it', {}), as: agent }
	],
	[
		'[CA2] have a name',
		define('section', 'it', {}),
		'needs-name',
		define('section', 'it', { names: {} })
	],
	[
		'[CA2] need none when they are built in',
		define('status', 'hold', { ...status({}), names: {} }),
		'needs-name',
		define('status', 'asleep', { ...status({}), names: {} })
	],
	[
		'[CA3] keep the class of a status',
		define('status', 'hold', status({})),
		'fixed-class',
		define('status', 'hold', status({ class: 'open' }))
	],
	[
		'[CA3] of one that is archived, too',
		define('status', 'asleep', status({})),
		'fixed-class',
		define('status', 'asleep', status({ class: 'open' }))
	],
	[
		'[CA3] have words for the end',
		define('status', 'gone', status({ class: 'done', requires: 'reason' })),
		'owes-words',
		define('status', 'gone', status({ class: 'done' }))
	],
	[
		'[CA3] keep the kind of a field',
		define('field', 'floor', { ...custom('number', []), required: true }),
		'wrong-kind',
		define('field', 'floor', custom('text', []))
	],
	[
		'[CA4] name a section that exists',
		define('category', 'mouse', { section: 'it', parent: 'hardware' }),
		'unknown-entry',
		define('category', 'mouse', { section: 'hr', parent: 'hardware' })
	],
	[
		'[CA4] have at most one category above them',
		define('category', 'mouse', { section: null, parent: 'hardware' }),
		'wrong-parent',
		define('category', 'mouse', { section: null, parent: 'printer' })
	],
	[
		'[CA4] do not stand under one when others stand under them',
		define('category', 'building', { section: null, parent: 'hardware' }),
		'wrong-parent',
		define('category', 'hardware', { section: null, parent: 'building' })
	],
	[
		'[CA4] are not above themselves',
		define('category', 'mouse', { section: null, parent: 'hardware' }),
		'wrong-parent',
		define('category', 'printer', { section: null, parent: 'printer' })
	],
	[
		'[CA4] measure a priority that exists',
		define('target', 'a', target({ priority: 'high' })),
		'unknown-entry',
		define('target', 'a', target({ priority: 'highest' }))
	],
	[
		'[CA4] measure a team that exists',
		define('target', 'a', target({ team: support })),
		'unknown-team',
		define('target', 'a', target({ team: testId(3, 7) }))
	],
	[
		'[SL8] promise the response before the solution',
		define('target', 'a', target({})),
		'late-response',
		define('target', 'a', target({ firstResponse: 30 }))
	],
	[
		'[CA4] offer a choice where there is one',
		define('field', 'size', custom('choice', [option])),
		'malformed',
		define('field', 'size', custom('choice', []))
	],
	[
		'[CA4] offer none where there is none',
		define('field', 'size', { ...custom('text', []), teams: [field] }),
		'malformed',
		define('field', 'size', custom('text', [option]))
	],
	[
		'[CA7] have words',
		define('template', 'hello', { team: support, texts: { de: 'Hallo {{requester}}' } }),
		'needs-text',
		define('template', 'hello', { team: null, texts: {} })
	],
	[
		'[CA7] belong to a team that exists',
		define('template', 'hello', { team: null, texts: { en: 'Hello' } }),
		'unknown-team',
		define('template', 'hello', { team: testId(3, 7), texts: { en: 'Hello' } })
	],
	['[CA8] have steps', macro({ set: 'addTag', value: 'vip' }), 'needs-text', macro()],
	[
		'[CA8] set a status that exists',
		macro({ set: 'status', value: { code: 'solved', words: 'Done' } }),
		'unknown-entry',
		macro({ set: 'status', value: { code: 'gone', words: null } })
	],
	[
		'[CA8] leave merging to merging',
		macro({ set: 'priority', value: 'high' }),
		'unknown-entry',
		macro({ set: 'status', value: { code: 'merged', words: 'Done' } })
	],
	[
		'[CA8] set a type that exists',
		macro({ set: 'type', value: null }),
		'unknown-entry',
		macro({ set: 'type', value: 'joke' })
	],
	[
		'[CA8] set fields to values of their kind',
		macro({ set: 'custom', value: { field: 'floor', value: 3 } }),
		'wrong-kind',
		macro({ set: 'custom', value: { field: 'floor', value: 'three' } })
	],
	[
		'[CA8] plan messages from templates that exist',
		macro({ set: 'followUp', value: { ...message, template: 'hello' } }),
		'unknown-entry',
		macro({ set: 'followUp', value: { ...message, template: 'gone' } })
	],
	[
		'[CA8] plan messages that say something',
		macro({ set: 'followUp', value: { ...message, words: 'Hello' } }),
		'needs-text',
		macro({ set: 'followUp', value: message })
	],
	[
		'[CA8] plan reminders for somebody',
		macro({ set: 'followUp', value: { ...reminder, who: 'me' } }),
		'malformed',
		macro({ set: 'followUp', value: reminder })
	],
	[
		'[CA9] set fields that there are',
		rule('', { do: 'custom', value: { field: 'floor', value: null } }),
		'unknown-entry',
		rule('', { do: 'custom', value: { field: 'roof', value: null } })
	],
	[
		'[CA9] remind people there are',
		rule('', { do: 'followUp', value: { ...reminder, who: 'assignee' } }),
		'unknown-person',
		rule('', { do: 'followUp', value: { ...reminder, who: testId(1, 9) } })
	],
	[
		'[CA8] are a team’s that exists',
		macro({ set: 'note', value: 'Seen' }),
		'unknown-team',
		define('macro', 'seen', {
			team: testId(3, 7),
			steps: [{ set: 'note', value: 'Seen' }]
		})
	],
	['[CA9] do something', rule('', press), 'needs-text', rule('')],
	[
		'[CA9] ask for what can be read',
		rule('priority:high -tag:vip "left open"', press),
		'malformed',
		rule('priority:high "unclosed', press)
	],
	[
		'[CA9] ask for what is there',
		rule('priority:high', press),
		'unknown-entry',
		rule('priority:highest', press)
	],
	[
		'[CA9] set what is there',
		rule('', press),
		'unknown-entry',
		rule('', { do: 'priority', value: 'highest' })
	],
	[
		'[CA9] bring the words that a status asks for',
		rule('', { do: 'status', value: { code: 'solved', words: 'Done' } }),
		'needs-resolution',
		rule('', { do: 'status', value: { code: 'solved', words: null } })
	],
	[
		'[AU16] say nothing that names what nobody knows',
		rule('', { do: 'reply', value: { en: '{{number}} is with {{me}}, {{floor}}.' } }),
		'unknown-entry',
		rule('', { do: 'reply', value: { en: '{{number}} is with {{nobody}}.' } })
	],
	[
		'[AU16] put in templates there are',
		rule('', { do: 'note', value: '{{> gone}}' }),
		'unknown-entry',
		rule('', { do: 'followUp', value: { kind: 'send', minutes: 60, words: '{{> gone}}' } })
	],
	[
		'[CA9] move to teams and give to people there are',
		rule('', { do: 'assignee', value: testId(1, 1) }, { do: 'team', value: support }),
		'unknown-person',
		rule('', { do: 'assignee', value: testId(1, 9) })
	]
];

it.each(TWINS)(
	'[CA2, CA3, CA4, CA7, CA8, CA9, AU16, SC1, SL8] entries: %s',
	(_, passes, reason, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', reason]);
	}
);
