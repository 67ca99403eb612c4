import type { BodyOf } from './bodies.ts';
import type { Author, Change, ChangeType } from './change.ts';
import type { TypedChange } from './typed.ts';

/** A change with the body that the decoder of its own type has just given. */
export function withBody(change: Change, by: Author, body: BodyOf<ChangeType>): TypedChange {
	return { ...change, by, body } as TypedChange;
}
