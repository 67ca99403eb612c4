import { describe, expect, it } from 'vitest';
import { entityRef } from '../ids.ts';
import { actor, alice, bob, change, stateOf, testId } from '../testing.ts';
import { readArticle } from '../knowledge/article.ts';
import { admin, verdict, verdicts, type Twin } from './testing.ts';

const target = entityRef('article', testId(7, 1));
const create = (more: object = {}) =>
	change('article.create', target, { title: 'Lift', language: 'en', ...more });
const set = (field: string, value: string | null) =>
	change('article.field', target, { field, value });
const element = (name: string, of: string) =>
	change('article.element', target, { set: name, element: of, present: true });
const there = stateOf(create());
const published = stateOf(create(), set('stage', 'published'));
const agent = { as: actor(alice, 'agent') };
const field = { as: actor(alice, 'field-agent') };
const served = { as: actor(alice, 'requester') };
const lead = { as: actor(alice, 'supervisor') };

const twins: readonly Twin[] = [
	['[KN1] agents write', { change: create(), ...agent }, 'role', { change: create(), ...field }],
	[
		'[KN1] once',
		{ change: create(), ...agent },
		'already-exists',
		{ state: there, change: create(), ...agent }
	],
	[
		'[KN1] what is there',
		{ state: there, change: set('body', 'Words.'), ...agent },
		'unknown-target',
		{ change: set('body', 'Words.'), ...agent }
	],
	[
		'[KN2] supervisors publish',
		{ state: there, change: set('stage', 'published'), ...lead },
		'role',
		{ state: there, change: set('stage', 'published'), ...agent }
	],
	[
		'[KN2] and change what is published',
		{ state: there, change: set('body', 'Words.'), ...agent },
		'role',
		{ state: published, change: set('body', 'Words.'), ...agent }
	],
	[
		'[KN6] agents begin drafts, also of what is published',
		{ state: published, change: element('drafts', testId(9, 1)), ...agent },
		'role',
		{ state: published, change: element('drafts', testId(9, 1)), ...field }
	],
	[
		'[KN2] and say who reads',
		{ state: there, change: set('visibility', 'public'), as: admin },
		'role',
		{ state: there, change: set('visibility', 'public'), ...agent }
	],
	[
		'[KN2] from the start',
		{ change: create({ visibility: 'staff' }), ...agent },
		'role',
		{ change: create({ visibility: 'public' }), ...agent }
	],
	[
		'[KN1] a section is defined',
		{ state: there, change: set('section', null), ...agent },
		'unknown-entry',
		{ state: there, change: set('section', 'none'), ...agent }
	],
	[
		'[KN3] whom it helped each says for themselves',
		{ state: there, change: element('helpful', alice), ...field },
		'not-yours',
		{ state: there, change: element('helpful', bob), ...field }
	],
	[
		'[KN3] and requesters elsewhere',
		{ state: there, change: element('unhelpful', alice), ...field },
		'role',
		{ state: there, change: element('unhelpful', alice), ...served }
	]
];

describe('the verdict on articles [KN1, KN2, KN3]', () => {
	it.each(twins)('%s', (_title, passes, refusedAs, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', refusedAs]);
	});

	it('[KN1] an article has seen five hundred tags, and what it has seen may come back', () => {
		const seen = (count: number) =>
			stateOf(
				create(),
				...Array.from({ length: count }, (_, index) => element('tags', `t${index}`))
			);
		const add = (tag: string) => ({ change: element('tags', tag), ...agent });
		expect(
			verdicts({ state: seen(499), ...add('new') }, { state: seen(500), ...add('new') })
		).toEqual(['accepted', 'full']);
		expect(verdict({ state: seen(500), ...add('t7') })).toBe('accepted');
	});

	it('[KN1] an article is a draft for the staff until somebody says otherwise', () => {
		expect(readArticle(there)).toMatchObject({ stage: 'draft', visibility: 'staff', body: '' });
		expect(readArticle(stateOf(set('title', 'Lost')))).toBeUndefined();
	});
});
