import type { EntityRef } from '../ids.ts';
import type { Json } from '../json.ts';
import type { BodyOf } from './bodies.ts';
import type { ChangeType } from './change.ts';

/** A change that is still to be made: without id, stamp and author. */
export type Undoing = {
	[T in ChangeType]: {
		readonly type: T;
		readonly target: EntityRef;
		readonly body: BodyOf<T>;
	};
}[ChangeType];

/** Its parts put together; the body is made of values that stood in a body of the same kind before. */
export function undoing(type: ChangeType, target: EntityRef, body: Json | object): Undoing {
	return { type, target, body } as Undoing;
}
