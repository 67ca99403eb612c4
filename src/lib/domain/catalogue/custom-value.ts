import { object } from '../object.decode.ts';
import { finite, good, nullable, text, type DecodedBy, type Decoder } from '../schema.ts';
import { code } from './code.ts';

/** Longest text in a field that the organisation defined, in UTF-16 units. */
export const CUSTOM_LENGTH = 4_000;

/** The value of a field that the organisation defined. Dates are ms since 1970; null is empty. */
export type CustomValue = string | number | boolean | null;

/** The value before the kind of its field is known. */
const customValue: Decoder<CustomValue> = (value) => {
	if (typeof value === 'boolean') return good(value);
	if (typeof value === 'number') return finite(-1e15, 1e15)(value);
	return nullable(text(1, CUSTOM_LENGTH))(value);
};

/** Whether it is the value of some field, empty or not: what is longer or larger is none. */
export function isCustomValue(value: unknown): value is CustomValue {
	return customValue(value).ok;
}

/** What such a field is set to. */
export const customSetting = object({ field: code, value: customValue });
export type CustomSetting = DecodedBy<typeof customSetting>;
