import { readCustom } from '#lib/domain/catalogue/custom-text.ts';
import type { CustomValue } from '#lib/domain/catalogue/custom-value.ts';
import type { CustomField } from '../ticket/fields/custom.ts';
import type { Edit } from './edits.ts';

/** The field stays as it is in each ticket, or is emptied. */
export const KEEP = '';
export const EMPTY = '-';

/** What was chosen for fields that the organisation defined; what cannot be read is left out. */
export function customEdits(
	fields: readonly CustomField[],
	chosen: Readonly<Record<string, string>>
): Edit[] {
	return fields.flatMap((field): Edit[] => {
		const text = chosen[field.code] ?? KEEP;
		const value = text === KEEP ? undefined : readChosen(field, text);
		return value === undefined ? [] : [{ set: 'custom', value: { field: field.code, value } }];
	});
}

function readChosen({ kind }: CustomField, text: string): CustomValue | undefined {
	const isTyped = kind === 'text' || kind === 'number' || kind === 'date';
	return !isTyped && text === EMPTY ? null : readCustom(kind, text);
}
