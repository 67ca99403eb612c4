import { builtInClass } from '../catalogue/built-in.ts';
import { isJsonObject, jsonMember, type Json } from '../json.ts';
import type { Decoded } from '../schema.ts';
import { BODIES, type BodyOf } from './bodies.ts';
import type { AuthoredChange, Change, ChangeType } from './change.ts';
import { withBody } from './with-body.decode.ts';

/** A change whose body is known to fit its type. */
export type TypedChange = {
	[T in ChangeType]: AuthoredChange<BodyOf<T>> & { readonly type: T };
}[ChangeType];

/** The version of each type that this code writes; older ones are upcast, newer ones refused. */
export const CURRENT_VERSION = 2;

/** Steps from version `n` of a type to `n + 1`, for every version ever released. */
const UPCASTS: Partial<Record<ChangeType, Readonly<Record<number, (body: Json) => Json>>>> = {
	'ticket.state': { 1: withClass }
};

/** Version 1 knew the built-in statuses only, and so did not say their class. */
function withClass(body: Json): Json {
	const status = jsonMember(body, 'status');
	const statusClass = typeof status === 'string' ? builtInClass(status) : undefined;
	return isJsonObject(body) && statusClass !== undefined ? { ...body, class: statusClass } : body;
}

/**
 * Types the body of a change, bringing an older version up first. Refused: a version that is newer
 * than this code, or a body that does not fit.
 */
export function typeChange(change: Change, by: string): Decoded<TypedChange> {
	if (change.v > CURRENT_VERSION)
		return { ok: false, path: 'v', problem: 'is from a newer version' };
	let body = change.body;
	for (let version = change.v; version < CURRENT_VERSION; version += 1)
		body = UPCASTS[change.type]?.[version]?.(body) ?? body;
	const decoded = BODIES[change.type](body);
	if (!decoded.ok) return decoded;
	return { ok: true, value: withBody(change, by, decoded.value) };
}
