import type { Cells } from '../crdt/cells.ts';
import { messageKeys } from './message-keys.ts';
import type { TypedChange } from './typed.ts';

/** What is done to a message that is there. */
export type AboutMessage = Extract<
	TypedChange,
	{ type: `message.${'edit' | 'retract' | 'split' | 'delivery'}` }
>;

/** Whether a change is about a message that is there. */
export function isAboutMessage(change: TypedChange): change is AboutMessage {
	return change.type.startsWith('message.') && change.type !== 'message.add';
}

/** The cells that a change to a message writes. */
export function liftAboutMessage(change: AboutMessage): Cells {
	const { at } = change;
	const keys = messageKeys(change.body.message);
	switch (change.type) {
		case 'message.edit':
			return { [keys.text]: [change.body.text, at] };
		case 'message.retract':
			return { [keys.retracted]: [change.body.retracted, at] };
		case 'message.split':
			return { [keys.split]: [change.body.into, at] };
		case 'message.delivery': {
			const { message, ...is } = change.body;
			return { [messageKeys(message).delivery]: [is, at] };
		}
	}
}
