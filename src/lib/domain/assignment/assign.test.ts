import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { testId } from '../testing.ts';
import type { PersonId } from '../ids.ts';
import { rank, WEIGHTS, type Candidate } from './assign.ts';
import { needsOf } from './needs.ts';

const NOW = 10_000_000;
const SKILLS = ['german', 'printers', 'network'];
const person = (index: number) => testId(1, index) as PersonId;
const candidate = fc.record({
	skills: fc.subarray(SKILLS),
	isFree: fc.boolean(),
	open: fc.nat(20),
	lastMs: fc.option(fc.integer({ min: NOW - 600_000, max: NOW }))
});
const crew = fc
	.array(candidate, { maxLength: 12 })
	.map((list): Candidate[] => list.map((one, index) => ({ ...one, person: person(index) })));
const needs = fc.subarray(SKILLS).map((list) => new Set(list));

type Choice = ReturnType<typeof rank>[number];
/** What speaks for somebody; more of each is better. */
const meritsOf = ({ why: { skills, open, freeMinutes } }: Choice): number[] => [
	skills.length,
	-open,
	freeMinutes === null || freeMinutes >= 2 ? 1 : 0
];

/** Whether nothing speaks against one beside another, and something for them. */
function isBetter(one: Choice, other: Choice): boolean {
	const [mine, theirs] = [meritsOf(one), meritsOf(other)];
	const differences = mine.map((merit, index) => merit - (theirs[index] ?? 0));
	return differences.every((more) => more >= 0) && differences.some((more) => more > 0);
}

describe('who should have a ticket', () => {
	it('[AG1] is never somebody who is not free, and everybody who is has a place', () => {
		fc.assert(
			fc.property(crew, needs, (people, wanted) => {
				const free = people.filter(({ isFree }) => isFree).map((one) => one.person);
				const ranked = rank(wanted, people, NOW).map((choice) => choice.person);
				expect(ranked.toSorted()).toEqual(free.toSorted());
			})
		);
	});

	it('[AG2] does not depend on the order in which people are looked at', () => {
		fc.assert(
			fc.property(crew, needs, (people, wanted) => {
				expect(rank(wanted, people.toReversed(), NOW)).toEqual(rank(wanted, people, NOW));
			})
		);
	});

	it('[AG2] is whoever knows more, has less, and was not just given one', () => {
		fc.assert(
			fc.property(crew, needs, (people, wanted) => {
				const [first, ...others] = rank(wanted, people, NOW);
				if (first === undefined) return;
				for (const other of others) expect(isBetter(other, first)).toBe(false);
			})
		);
	});

	it('[AG2] comes with the reason', () => {
		const mei = { person: person(1), skills: SKILLS, isFree: true, open: 3, lastMs: NOW - 725_000 };
		const [choice] = rank(new Set(['german']), [mei], NOW);
		expect(choice).toEqual({
			person: mei.person,
			score: WEIGHTS.skill - 3 * WEIGHTS.open,
			why: { skills: ['german'], open: 3, freeMinutes: 12 }
		});
	});

	it('[AG3] takes turns among equals', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(40), (size, tickets) => {
				const loads = Array.from({ length: size }, () => ({
					open: 0,
					lastMs: null as number | null
				}));
				for (let index = 0; index < tickets; index += 1) {
					const people = loads.map((load, at) => ({
						person: person(at),
						skills: [],
						isFree: true,
						...load
					}));
					const chosen = rank(new Set(), people, NOW + index * 1_000)[0]?.person;
					const at = people.findIndex((one) => one.person === chosen);
					loads[at] = { open: (loads[at]?.open ?? 0) + 1, lastMs: NOW + index * 1_000 };
				}
				const counts = loads.map(({ open }) => open);
				expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
			})
		);
	});
});

describe('what a ticket asks for', () => {
	const names = { names: { en: 'Printers', de: 'Drucker' }, order: 0, archived: false };
	const catalogue = new Catalogue([
		[entryKey('category', 'c1'), { ...names, section: null, parent: null }],
		[entryKey('category', 'c2'), { ...names, names: { en: 'Ink' }, section: null, parent: 'c1' }],
		[entryKey('section', 'house'), { ...names, names: { en: 'House' } }],
		[
			entryKey('category', 'c3'),
			{ ...names, names: { en: 'Doors' }, section: 'house', parent: null }
		],
		[entryKey('tag', 'printer'), names]
	]);
	const ticket = { subject: 'The lift', tags: [], category: null, section: null, type: null };
	const asked = (parts: object, ...skills: string[]) => [
		...needsOf({ ...ticket, ...parts }, skills, catalogue)
	];

	it('[AG4] is what its tags and entries are called, and its subject names', () => {
		expect(asked({ tags: ['German'] }, 'german', 'network')).toEqual(['german']);
		expect(asked({ category: 'c1' }, 'Drucker', 'printer')).toEqual(['Drucker']);
		expect(asked({ category: 'c2' }, 'Drucker', 'ink')).toEqual(['Drucker', 'ink']);
		expect(asked({ category: 'c3' }, 'house', 'IT')).toEqual(['house']);
		expect(asked({ category: 'c3', section: 'none' }, 'house')).toEqual([]);
		expect(asked({ tags: ['printer'] }, 'Drucker', 'Fax')).toEqual(['Drucker']);
		expect(asked({}, 'Lift', 'if', '!')).toEqual(['Lift']);
	});
});
