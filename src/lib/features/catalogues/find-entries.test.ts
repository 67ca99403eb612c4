import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { findEntries } from './find-entries.ts';

const part = (names: Readonly<Record<string, string>>, number: string) => ({
	names,
	order: 1,
	archived: false,
	number
});
const parts = new Catalogue([
	[entryKey('part', 'rope'), part({ en: 'Steel rope', de: 'Drahtseil' }, 'S-100')],
	[entryKey('part', 'door'), part({ en: 'Door motor', de: 'Türmotor' }, 'D-7')]
]).all('part');
const found = (asked: string) => findEntries('part', parts, asked).map(({ code }) => code);

it('finds entries by all the words of what they are called, in whatever language', () => {
	expect(found('')).toEqual(parts.map(({ code }) => code));
	expect([found('rope steel'), found('turmotor'), found('d-7')]).toEqual([
		['rope'],
		['door'],
		['door']
	]);
	expect(found('rope door')).toEqual([]);
});
