import { isId } from '../ids.ts';
import { object } from '../object.decode.ts';
import {
	bad,
	boolean,
	good,
	integer,
	json,
	oneOf,
	text,
	type DecodedBy,
	type Decoder
} from '../schema.ts';

/** The value of a field as JSON, before its own decoder looks at it. */
const VALUE_LENGTH = 4_000;

/** `{field, value}` where the value is what that field takes. */
export function fieldOf<S extends Record<string, Decoder<unknown>>>(
	fields: S,
	valueLength = VALUE_LENGTH
): Decoder<FieldOf<S>> {
	const any = json(4, valueLength);
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
/** The same with how sure it is, in percent, where something was sorted by its words. */
export function sortedFieldOf<F extends { readonly field: string }>(
	pair: Decoder<F>
): Decoder<F & { readonly sure?: number }> {
	return (value) => {
		if (typeof value !== 'object' || value === null) return bad('must be an object');
		const { sure, ...rest }: Record<string, unknown> = { ...value };
		const decoded = pair(rest);
		if (!decoded.ok || sure === undefined) return decoded;
		const percent = integer(1, 100)(sure);
		return percent.ok
			? good({ ...decoded.value, sure: percent.value })
			: bad(percent.problem, 'sure');
	};
}
/** `{[item], field, value}`: a field of something that lies inside the target, named by its id. */
export function itemFieldOf<I extends string, S extends Record<string, Decoder<unknown>>>(
	item: I,
	fields: S
): Decoder<FieldOf<S> & { readonly [K in I]: string }> {
	const pair = fieldOf(fields);
	return (value) => {
		if (typeof value !== 'object' || value === null) return bad('must be an object');
		const { [item]: id, ...rest }: Record<string, unknown> = { ...value };
		if (!isId(id)) return bad('must be an id', item);
		const decoded = pair(rest);
		if (!decoded.ok) return decoded;
		return good({ ...decoded.value, [item]: id } as FieldOf<S> & { readonly [K in I]: string });
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
