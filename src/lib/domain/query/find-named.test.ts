import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { alice, bob, carol } from '../testing.ts';
import { findNamedIn, namedAlone, type Named } from './find-named.ts';

const tag = (name: string) => ({ names: { en: name }, order: 0, archived: false });
const people = new Map([
	[alice, { name: 'Anna', userName: 'anna.b' }],
	[bob, { name: 'Anna Krüger', userName: 'anna.k' }],
	[carol, { name: 'Carol', userName: 'carol' }]
]);
const named: Named = {
	catalogue: new Catalogue([
		[entryKey('tag', 'a'), tag('Night')],
		[entryKey('tag', 'b'), tag('Night')],
		[entryKey('tag', 'c'), tag('Day')]
	]),
	people,
	teams: []
};
const nameOf = namedAlone(named, (kind, value) =>
	kind === 'person'
		? [...people].find(([id]) => id === value)?.[1].name
		: named.catalogue.find('tag', value)?.names['en']
);

it('[QY4] what is chosen is called by a name that means nothing else', () => {
	expect([alice, bob, carol].map((id) => nameOf('person', id))).toEqual([
		'anna.b',
		'Anna Krüger',
		'Carol'
	]);
	expect(['a', 'c'].map((code) => nameOf('tag', code))).toEqual(['a', 'Day']);
	const find = findNamedIn(named);
	for (const id of people.keys()) expect(find('person', nameOf('person', id) ?? '')).toEqual([id]);
});
