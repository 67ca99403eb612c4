import { cellValue, ownCell, type Cell, type Cells } from '../crdt/cells.ts';
import { messageKeys, SENT_PREFIX, type MessageFacts } from '../changes/lift.ts';
import { jsonMember, type Json } from '../json.ts';
import type { RichText } from '../rich-text.ts';
import { stampMs, type Stamp } from '../stamp.ts';
import { DELIVERY_STATES, type Delivery } from './delivery.ts';

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
	/** From when on it is out; until then it can be undone. */
	readonly outMs: number;
	/** Taken back before it was out: nobody outside has seen it. */
	readonly undone: boolean;
	/** The words, formatted, unless they were rewritten. */
	readonly rich: RichText | null;
	/** The server's running number in this thread; null until it has one. */
	readonly seq: number | null;
	readonly mentions: readonly string[];
	readonly attachments: NonNullable<MessageFacts['attachments']>;
	readonly mail: MessageFacts['mail'] | null;
	/** Where it was first said, if in another ticket. */
	readonly origin: NonNullable<MessageFacts['origin']> | null;
	/** The ticket in which it goes on. */
	readonly split: string | null;
	/** What became of it on its way out; null where nobody has said. */
	readonly delivery: Delivery | null;
}

/** How long a reply waits before it goes out, so that it can be undone. */
export const HOLD_MS = 6_000;

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
	const seq = cellValue(cells, keys.seq);
	const split = cellValue(cells, keys.split);
	return {
		id,
		by: facts.by,
		at: existence[1],
		...readGoingOut(facts, existence[1], ownCell(cells, keys.retracted)),
		...readWords(facts, existence[1], ownCell(cells, keys.text)),
		seq: typeof seq === 'number' ? seq : null,
		mentions: facts.mentions ?? [],
		attachments: facts.attachments ?? [],
		mail: facts.mail ?? null,
		origin: facts.origin ?? null,
		split: typeof split === 'string' ? split : null,
		delivery: readDelivery(cellValue(cells, keys.delivery))
	};
}

function readDelivery(value: Json | undefined): Delivery | null {
	const state = DELIVERY_STATES.find((one) => one === jsonMember(value, 'state'));
	const why = jsonMember(value, 'why');
	return state === undefined ? null : { state, why: typeof why === 'string' ? why : '' };
}

/** To whom it goes and when, and whether it was taken back before. */
function readGoingOut(
	{ kind, side, mail, hold }: MessageFacts,
	at: Stamp,
	retraction: Cell | undefined
): Pick<Message, 'kind' | 'fromCustomer' | 'retracted' | 'outMs' | 'undone'> {
	const outMs = stampMs(at) + (hold === true ? HOLD_MS : 0);
	const retracted = retraction?.[0] === true;
	const undone = retracted && hold === true && stampMs(retraction[1]) < outMs;
	return {
		kind,
		fromCustomer: side === 'customer' || mail !== undefined,
		retracted,
		outMs,
		undone
	};
}

/** Its words as they are now; their form is known only of those with which it was made. */
function readWords(
	{ rich }: MessageFacts,
	at: Stamp,
	text: Cell | undefined
): Pick<Message, 'text' | 'editedMs' | 'rich'> {
	const words = text?.[0];
	const isRewritten = text !== undefined && text[1] !== at;
	return {
		text: typeof words === 'string' ? words : '',
		editedMs: isRewritten ? stampMs(text[1]) : null,
		rich: isRewritten ? null : (rich ?? null)
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

/** A message for people outside, which a note can never be. */
export type OutboundMessage = Message & { readonly kind: 'public' };

/** Whether a message is for people outside, and out by now. */
export function isOut(message: Message, nowMs: number): message is OutboundMessage {
	return message.kind === 'public' && !message.undone && message.outMs <= nowMs;
}

/** Who sent what was written together, and when; undefined while nobody has, or it was undone. */
export function readSent(
	cells: Cells,
	draft: string
): { readonly by: string; readonly atMs: number; readonly message: string } | undefined {
	const sent = ownCell(cells, SENT_PREFIX + draft);
	const by = jsonMember(sent?.[0], 'by');
	const id = jsonMember(sent?.[0], 'message');
	if (sent === undefined || typeof by !== 'string' || typeof id !== 'string') return undefined;
	return readMessage(cells, id)?.undone === true
		? undefined
		: { by, atMs: stampMs(sent[1]), message: id };
}
