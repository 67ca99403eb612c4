import { describe, expect, it } from 'vitest';
import { newId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import { filterLines, isLastAdmin, personLines } from './directory.ts';

const id = (byte: number) => newId((bytes) => bytes.fill(byte));
const [ann, ben, cem] = [id(1), id(2), id(3)] as [PersonId, PersonId, PersonId];

function person(name: string, role: PersonRow['role'], blocked = false): PersonRow {
	return { name, role, userName: name.toLowerCase(), email: null, blocked, heads: [] };
}
const people = new Map([
	[cem, person('Çem', 'agent')],
	[ann, person('Ann', 'org-admin')],
	[ben, person('Ben', 'org-admin', true)]
]);
const desk: TeamRow = {
	name: 'Service Desk',
	color: 0,
	archived: false,
	members: [cem],
	supervisors: [cem],
	heads: []
};
const lines = personLines(people, new Map([[id(9) as TeamId, desk]]));
const names = (shown: ReturnType<typeof filterLines>) => shown.map(({ name }) => name);

describe('the list of people', () => {
	it('is in the order of names and tells teams once', () => {
		expect(names(lines)).toEqual(['Ann', 'Ben', 'Çem']);
		expect(lines[2]?.teams).toEqual(['Service Desk']);
	});

	it('finds by every word, without accents, in names and teams', () => {
		expect(names(filterLines(lines, 'cem serv', 'all'))).toEqual(['Çem']);
		expect(names(filterLines(lines, 'nobody', 'all'))).toEqual([]);
	});

	it('leaves blocked people out until they are asked for', () => {
		expect(names(filterLines(lines, '', 'active'))).toEqual(['Ann', 'Çem']);
		expect(names(filterLines(lines, '', 'blocked'))).toEqual(['Ben']);
	});

	it('knows who is the last to administer', () => {
		expect(isLastAdmin(people, ann)).toBe(true);
		expect(isLastAdmin(people, ben)).toBe(false);
	});
});
