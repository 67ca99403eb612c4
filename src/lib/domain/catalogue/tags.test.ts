import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from './catalogue.ts';
import { meantTag, tagCode } from './tags.ts';

const printer = { names: { en: 'Printer', de: 'Drucker' }, order: 0, archived: false };
const catalogue = new Catalogue([
	[entryKey('tag', 'printer'), printer],
	[entryKey('tag', 'fax'), { ...printer, names: { en: 'Fax' }, archived: true }]
]);

describe('tags', () => {
	it('[CA13] are meant by any of their names, and else are what was written', () => {
		expect(['printer', ' DRUCKER ', 'Printer'].map((text) => meantTag(catalogue, text))).toEqual([
			'printer',
			'printer',
			'printer'
		]);
		expect([' VIP ', 'Fax', 'print'].map((text) => meantTag(catalogue, text))).toEqual([
			'VIP',
			'Fax',
			'print'
		]);
	});

	it('[CA13] are known by their name where it can be a code and is free', () => {
		expect(tagCode(catalogue, { de: 'Störung', en: 'Major outage' })).toBe('major-outage');
		expect(tagCode(catalogue, { de: 'Störung' })).toBe('storung');
		expect(tagCode(catalogue, { en: 'Printer' })).toBeUndefined();
		expect(tagCode(catalogue, { ar: 'طابعة' })).toBeUndefined();
	});
});
