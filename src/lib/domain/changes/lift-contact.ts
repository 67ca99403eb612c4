import { cellValue, type Cells } from '../crdt/cells.ts';
import type { TypedChange } from './typed.ts';
import { undoing, type Undoing } from './undoing.decode.ts';

/** A change to what is known of somebody who asks, but for notes, which are messages. */
export type ContactChange = Extract<TypedChange, { type: `contact.${string}` }>;

/** Whether a change says what is known of somebody who asks. */
export function isContactChange(change: TypedChange): change is ContactChange {
	return change.type === 'contact.field' || change.type === 'contact.element';
}

const keyOf = ({ body }: ContactChange): string =>
	'field' in body ? body.field : `${body.set}/${body.element}`;

/** The cells that a change to what is known of somebody writes. */
export function liftContact(change: ContactChange): Cells {
	const { at, body } = change;
	return { [keyOf(change)]: ['field' in body ? body.value : body.present, at] };
}

/** What takes such a change back: where nothing was known, nothing is known again. */
export function inverseContact(change: ContactChange, before: Cells): Undoing | undefined {
	const { type, target, body } = change;
	const was = cellValue(before, keyOf(change));
	if ('field' in body) return undoing(type, target, { field: body.field, value: was ?? null });
	if ((was === true) === body.present) return undefined;
	return undoing(type, target, { ...body, present: was === true });
}
