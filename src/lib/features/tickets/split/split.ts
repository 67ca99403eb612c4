import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { entityRef, type EntityRef } from '#lib/domain/ids.ts';
import { linkElement } from '#lib/domain/ticket/links.ts';
import { messageMs, type Message } from '#lib/domain/ticket/messages.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';

/** Longest subject that is made of a message, in UTF-16 units. */
const SUBJECT_LENGTH = 120;

/** *Good morning,* tells nobody what it is about, in any language. */
const SALUTATION = /^.{0,60}[,،!]$/u;

/** What a new ticket is called to begin with: the first words of the message after its salutation. */
export function suggestedSubject({ text }: Pick<Message, 'text'>, ticket: Ticket): string {
	const lines = text
		.split('\n')
		.map((one) => one.trim())
		.filter((one) => one !== '');
	const line = lines.find((one) => !SALUTATION.test(one)) ?? lines[0];
	return (line ?? ticket.subject).slice(0, SUBJECT_LENGTH);
}

interface Split {
	readonly of: string;
	readonly ticket: Ticket;
	readonly message: Message;
	/** Who said it, as the message says it. */
	readonly said: string;
	readonly into: string;
	readonly subject: string;
}

/**
 * The changes by which a message goes on in a ticket of its own. There it is a note, so that nothing
 * is told to anybody outside a second time.
 */
export function splitChanges(split: Split): PlannedChange[] {
	const { of, message, into } = split;
	const target = entityRef('ticket', into);
	const link = linkElement({ kind: 'split-from', ticket: of });
	return [
		{ type: 'ticket.create', target, body: newTicket(split) },
		{ type: 'ticket.element', target, body: { set: 'links', element: link, present: true } },
		{ type: 'message.split', target: entityRef('ticket', of), body: { message: message.id, into } }
	];
}

function newTicket({ of, ticket, message, said, subject }: Split): BodyOf<'ticket.create'> {
	const { team, priority, type, section, category, requester, approval } = ticket;
	const files = message.attachments.filter(({ role }) => role === 'file');
	const origin = { ticket: of, message: message.id, name: said, saidMs: messageMs(message) };
	return {
		team,
		subject,
		priority,
		...(type !== null && { type }),
		...(section !== null && { section }),
		...(category !== null && { category }),
		...(requester !== null && { requester }),
		...(approval && { approval }),
		tags: [...ticket.tags],
		message: {
			kind: 'note',
			text: message.text,
			...(files.length > 0 && { attachments: files }),
			origin
		}
	};
}

/** The changes that take a message back in: its own ticket ends as a part of the one it came from. */
export function joinChanges(
	of: EntityRef,
	message: Pick<Message, 'id'>,
	other: { readonly id: string; readonly round: number; readonly isMerged: boolean }
): PlannedChange[] {
	const back: PlannedChange = {
		type: 'message.split',
		target: of,
		body: { message: message.id, into: null }
	};
	if (other.isMerged) return [back];
	const into = of.slice('ticket.'.length);
	const target = entityRef('ticket', other.id);
	return [back, { type: 'ticket.merge', target, body: { into, round: other.round } }];
}
