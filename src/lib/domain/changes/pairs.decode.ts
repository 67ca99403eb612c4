import { object } from '../object.decode.ts';
import { boolean, json, oneOf, text, type DecodedBy, type Decoder } from '../schema.ts';

/** The value of a field as JSON, before its own decoder looks at it. */
const VALUE_LENGTH = 4_000;

/** `{field, value}` where the value is what that field takes. */
export function fieldOf<S extends Record<string, Decoder<unknown>>>(
	fields: S
): Decoder<FieldOf<S>> {
	const any = json(4, VALUE_LENGTH);
	const pair = object({ field: oneOf(Object.keys(fields)), value: any });
	return (value) => {
		const decoded = pair(value);
		if (!decoded.ok) return decoded;
		const inner = fields[decoded.value.field]?.(decoded.value.value);
		if (inner === undefined || !inner.ok)
			return { ok: false, path: 'value', problem: inner?.problem ?? 'is not known' };
		return { ok: true, value: decoded.value as FieldOf<S> };
	};
}
type FieldOf<S extends Record<string, Decoder<unknown>>> = {
	[K in keyof S & string]: { readonly field: K; readonly value: DecodedBy<S[K]> };
}[keyof S & string];

/** `{set, element, present}` where the element is what that set takes. */
export function elementOf<S extends Record<string, Decoder<string>>>(
	sets: S
): Decoder<ElementOf<S>> {
	const triple = object({ set: oneOf(Object.keys(sets)), element: text(1, 120), present: boolean });
	return (value) => {
		const decoded = triple(value);
		if (!decoded.ok) return decoded;
		const inner = sets[decoded.value.set]?.(decoded.value.element);
		if (inner === undefined || !inner.ok)
			return { ok: false, path: 'element', problem: inner?.problem ?? 'is not known' };
		return { ok: true, value: decoded.value as ElementOf<S> };
	};
}
interface ElementOf<S> {
	readonly set: keyof S & string;
	readonly element: string;
	readonly present: boolean;
}
