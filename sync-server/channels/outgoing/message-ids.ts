import { isOut, readMessages, type Message } from '#lib/domain/ticket/messages.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { readThreadPage } from '../../projections/thread-page.ts';

/** As many ids of what was said before as a letter bears: the first ones and the last ones. */
const MOST_BEFORE = 20;

/**
 * The Message-ID of what goes out of a ticket: it follows from what is sent, so that a letter that was
 * sent twice is one letter to whoever gets it, and names the ticket.
 */
export function messageIdOf(part: string, ticket: string, from: string): string {
	return `${part}.${ticket}@${from.split('@')[1] ?? 'localhost'}`;
}

/** The Message-IDs of what was said in a ticket before, oldest first. */
export function idsBefore(
	unit: OrgUnit,
	{ ticket, message, from, nowMs }: Before
): readonly string[] {
	const target = `ticket.${ticket}`;
	const end = unit.world.entities.get(target).thread.seq + 1;
	const said = readMessages(readThreadPage(unit.store, target, end).cells);
	const at = said.findIndex(({ id }) => id === message);
	const ids = (at === -1 ? said : said.slice(0, at)).flatMap((one) =>
		idOf(one, { ticket, from, nowMs })
	);
	return ids.length <= MOST_BEFORE ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_BEFORE)];
}

interface Before {
	readonly ticket: string;
	/** The message that goes out; null for what nobody wrote. */
	readonly message: string | null;
	readonly from: string;
	readonly nowMs: number;
}

function idOf(message: Message, { ticket, from, nowMs }: Omit<Before, 'message'>): string[] {
	if (message.mail) return SAFE_ID.test(message.mail.messageId) ? [message.mail.messageId] : [];
	if (!isOut(message, nowMs) || message.fromCustomer) return [];
	return [messageIdOf(message.id, ticket, from)];
}

/** What may stand between the brackets of an id (RFC 5322); what strangers wrote may be anything. */
const SAFE_ID = /^[\x21-\x3b\x3d\x3f-\x7e]{3,400}$/;
