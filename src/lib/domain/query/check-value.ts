import { optionCode, readNumbers, type FindField } from './custom.ts';
import { readDays } from './days.ts';
import {
	NONE,
	QUERY_FIELDS,
	QUERY_HAVINGS,
	QUERY_STATES,
	TICKED,
	UNTICKED,
	type CustomTerm,
	type FieldTerm
} from './query.ts';

/** A value as a query keeps it, or why it is none. */
type CheckedValue =
	| { readonly value: string; readonly problem?: undefined }
	| { readonly problem: 'unknown-value' | 'bad-date' | 'bad-number' };

const among = (known: readonly string[], value: string): CheckedValue =>
	known.includes(value) ? { value } : { problem: 'unknown-value' };

const dated = (value: string): CheckedValue =>
	readDays(value) === undefined ? { problem: 'bad-date' } : { value };

/** Values that mean the same to everybody are known without asking anybody. */
export function checkValue(
	field: Pick<FieldTerm, 'kind' | 'field'> | Pick<CustomTerm, 'kind' | 'field' | 'of'>,
	value: string,
	findField: FindField
): CheckedValue {
	if (field.kind === 'custom') return checkCustom(field, value, findField);
	switch (QUERY_FIELDS[field.field]) {
		case 'is':
			return among(QUERY_STATES, value);
		case 'has':
			return among(QUERY_HAVINGS, value);
		case 'date':
			return dated(value);
		default:
			return { value };
	}
}

function checkCustom(
	{ field, of }: Pick<CustomTerm, 'field' | 'of'>,
	value: string,
	findField: FindField
): CheckedValue {
	if (value === NONE) return { value };
	switch (of) {
		case 'date':
			return dated(value);
		case 'number':
			return readNumbers(value) === undefined ? { problem: 'bad-number' } : { value };
		case 'checkbox':
			return among([TICKED, UNTICKED], value);
		case 'choice': {
			const entry = findField(field);
			const code = entry && optionCode(entry, value);
			return code === undefined ? { problem: 'unknown-value' } : { value: code };
		}
		case 'text':
		case 'person':
			return { value };
	}
}
