import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { Desk } from './desk.ts';
import { entryOptions } from './options.ts';

const entry = (en: string, order: number, parent: string | null, archived = false) => ({
	...{ names: { en }, order, archived },
	...{ section: null, parent }
});
const catalogue = new Catalogue([
	[entryKey('category', 'hardware'), entry('Hardware', 10, null)],
	[entryKey('category', 'software'), entry('Software', 20, null)],
	[entryKey('category', 'other'), entry('Other', 30, 'software')],
	[entryKey('category', 'printer'), entry('Printers', 40, 'hardware')],
	[entryKey('category', 'else'), entry('Other', 50, 'hardware')],
	[entryKey('category', 'old'), entry('Old', 60, null, true)],
	[entryKey('category', 'part'), entry('Part', 70, 'old')]
]);
const labels = (chosen?: string) =>
	entryOptions({ catalogue } as unknown as Desk, 'category', chosen).map(({ label }) => label);

it('offers sub-categories under their category and by its name', () => {
	const [hardware, software] = ['Hardware', 'Software'];
	expect(labels()).toEqual([
		...[hardware, `${hardware} › Printers`, `${hardware} › Other`],
		...[software, `${software} › Other`],
		'Old › Part'
	]);
	expect(labels('old').slice(-2)).toEqual(['Old', 'Old › Part']);
});
