import { cellValue, ownCell, type Cells } from '../crdt/cells.ts';
import { messageKeys, type MessageFacts } from '../changes/lift.ts';
import type { Json } from '../json.ts';
import { stampMs, type Stamp } from '../stamp.ts';

/** A message or note as people see it, of a ticket or of a channel. */
export interface Message {
	readonly id: string;
	readonly by: string;
	readonly at: Stamp;
	readonly kind: 'public' | 'note';
	/** The requester said it: in the portal, or by mail. */
	readonly fromCustomer: boolean;
	readonly text: string;
	readonly editedMs: number | null;
	readonly retracted: boolean;
	/** The server's running number in this thread; null until it has one. */
	readonly seq: number | null;
	readonly mentions: readonly string[];
	readonly attachments: NonNullable<MessageFacts['attachments']>;
	readonly mail: MessageFacts['mail'] | null;
}

const EXISTENCE = /^m\/([^/]+)$/;

function isMessageFacts(value: Json | undefined): value is Json & MessageFacts {
	return typeof value === 'object' && value !== null && 'by' in value && 'kind' in value;
}

/** Reads one message from the cells of its thread. */
export function readMessage(cells: Cells, id: string): Message | undefined {
	const keys = messageKeys(id);
	const existence = ownCell(cells, keys.existence);
	if (existence === undefined || !isMessageFacts(existence[0])) return undefined;
	const facts: MessageFacts = existence[0];
	const text = ownCell(cells, keys.text);
	const seq = cellValue(cells, keys.seq);
	const words = text?.[0];
	return {
		id,
		by: facts.by,
		at: existence[1],
		kind: facts.kind,
		fromCustomer: facts.side === 'customer' || facts.mail !== undefined,
		text: typeof words === 'string' ? words : '',
		editedMs: text !== undefined && text[1] !== existence[1] ? stampMs(text[1]) : null,
		retracted: cellValue(cells, keys.retracted) === true,
		seq: typeof seq === 'number' ? seq : null,
		mentions: facts.mentions ?? [],
		attachments: facts.attachments ?? [],
		mail: facts.mail ?? null
	};
}

/** All messages in the cells, oldest first by stamp (imported mail by the time it was sent). */
export function readMessages(cells: Cells): Message[] {
	const messages: Message[] = [];
	for (const key of Object.keys(cells)) {
		const id = EXISTENCE.exec(key)?.[1];
		const message = id === undefined ? undefined : readMessage(cells, id);
		if (message !== undefined) messages.push(message);
	}
	return messages.sort((a, b) => messageMs(a) - messageMs(b) || (a.at < b.at ? -1 : 1));
}

/** When a message was said: the time in the mail for imported mail, else its stamp. In ms. */
export function messageMs(message: Message): number {
	return message.mail?.sentMs ?? stampMs(message.at);
}
