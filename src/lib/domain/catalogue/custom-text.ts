import { foldText } from '../fold-text.ts';
import type { Json } from '../json.ts';
import { isCustomValue, type CustomValue } from './custom-value.ts';
import type { DefinitionOf } from './definitions.ts';

type Kind = DefinitionOf<'field'>['kind'];

/** What a choice can hold. */
export type Option = DefinitionOf<'field'>['options'][number];

/** What can be chosen; what is chosen already stays there when it is archived. */
export function offeredOptions(options: readonly Option[], chosen?: Json): readonly Option[] {
	return options.filter(({ code, archived }) => archived !== true || code === chosen);
}

/** What was typed or chosen as the value of a field: null when it is empty, undefined when it is none. */
export function readCustom(kind: Kind, text: string): CustomValue | undefined {
	const written = text.trim();
	if (written === '') return null;
	if (kind === 'checkbox') return written === 'yes';
	if (kind !== 'number' && kind !== 'date') return written;
	const isNumber = kind === 'number';
	const value = isNumber
		? Number(foldText(written).replace(/[,\u066b]/, '.'))
		: Date.parse(`${written}T00:00Z`);
	return isCustomValue(value) ? value : undefined;
}

/** A value as it stands in the form that it is written in. */
export function customText(kind: Kind, value: Json | undefined): string {
	if (value === undefined || value === null) return '';
	if (kind === 'checkbox') return value === true ? 'yes' : 'no';
	return kind === 'date' ? new Date(Number(value)).toISOString().slice(0, 10) : String(value);
}
