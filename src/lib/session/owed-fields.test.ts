import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { owedFields } from './owed-fields.ts';

const field = (en: string) => ({
	...{ names: { en }, order: 1, archived: false, kind: 'text', options: [] },
	...{ teams: [], types: [], required: true }
});
const catalogue = new Catalogue([
	[entryKey('field', 'serial'), field('Serial number')],
	[entryKey('field', 'floor'), field('Floor')]
]);

it('[TK15] a ticket that cannot be done names the fields that it still owes', () => {
	const detail = { fields: ['serial', 'floor', 'gone'] };
	expect(owedFields(catalogue, 'needs-field', detail)).toEqual(['Serial number', 'Floor', 'gone']);
	expect(owedFields(catalogue, 'needs-field', { field: 'serial' })).toEqual([]);
	expect(owedFields(catalogue, 'open-tasks', detail)).toEqual([]);
});
