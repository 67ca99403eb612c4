import { describe, expect, it } from 'vitest';
import { BUILT_IN } from './built-in.ts';
import { Catalogue, entryKey } from './catalogue.ts';
import { decodeDefinition } from './definition.decode.ts';
import { CATALOGUES } from './definitions.ts';
import { nameIn } from './names.ts';

const status = { names: { en: 'Sleeping' }, order: 5, archived: false, class: 'paused' };
const rest = { color: 1, requires: null, visible: true };

describe('catalogues', () => {
	it('[CA1] hold what is built in until it is defined anew', () => {
		const plain = new Catalogue([]);
		expect(plain.find('status', 'waiting')?.class).toBe('paused');
		expect(plain.find('status', 'sleeping')).toBeUndefined();
		const own = new Catalogue([
			[entryKey('status', 'waiting'), { ...status, ...rest, names: { en: 'Asleep' } }],
			[entryKey('status', 'sleeping'), { ...status, ...rest, order: 1 }],
			['name', 'Acme']
		]);
		expect(own.find('status', 'waiting')?.names).toEqual({ en: 'Asleep' });
		expect(own.all('status')[0]?.code).toBe('sleeping');
		expect(own.all('status')).toHaveLength(plain.all('status').length + 1);
	});

	it('[CA3] ask for a resolution where a solution is proposed, whatever was defined', () => {
		const value = { ...status, ...rest, class: 'open', requires: 'reason', order: 7 };
		const own = new Catalogue([[entryKey('status', 'approval'), value]]);
		expect(own.find('status', 'approval')).toMatchObject({ order: 7, requires: 'resolution' });
		expect(own.all('status')[0]?.code).toBe('approval');
	});

	it('[CA1] keep what is archived, and do not offer it', () => {
		const own = new Catalogue([
			[entryKey('status', 'hold'), { ...status, ...rest, archived: true }]
		]);
		expect(own.find('status', 'hold')?.archived).toBe(true);
		expect(own.current('status').map(({ code }) => code)).not.toContain('hold');
	});

	it('[CA5] pass over what does not fit', () => {
		const own = new Catalogue([
			[entryKey('status', 'waiting'), { nonsense: true }],
			[entryKey('section', '__proto__'), 7]
		]);
		expect(own.find('status', 'waiting')?.class).toBe('paused');
		expect(own.all('section')).toEqual([]);
		for (const code of ['constructor', '__proto__', 'toString'])
			expect(own.find('status', code)).toBeUndefined();
	});

	it('[CA5] what is built in fits', () => {
		for (const catalogue of CATALOGUES)
			for (const [code, definition] of Object.entries(BUILT_IN[catalogue]))
				expect(decodeDefinition(catalogue, definition), `${catalogue} ${code}`).toMatchObject({
					ok: true
				});
	});

	it('[CA6] names are given in the nearest language there is', () => {
		const names = { en: 'Printer', de: 'Drucker' };
		expect(nameIn(names, 'de-at')).toBe('Drucker');
		expect(nameIn(names, 'ar')).toBe('Printer');
		expect(nameIn({ de: 'Drucker' }, 'ar')).toBe('Drucker');
		expect(nameIn({}, 'ar')).toBe('');
	});
});
