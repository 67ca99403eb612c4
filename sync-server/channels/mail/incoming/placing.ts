import { EVERY_TEAM } from '../../../persistence/mail-memory.ts';
import {
	derivedId,
	mailKey,
	recognise,
	relatives,
	SENT,
	type KnownMail,
	type Placement,
	type ThreadFacts
} from '../threading.ts';

/** Where mail comes in by itself. */
export interface Door {
	readonly org: string;
	/** The team that receives it: what was imported for that is known as well. */
	readonly team: string;
	readonly known: (scope: string, key: string) => KnownMail | undefined;
	/** Whether the sender may write on in a ticket. */
	readonly admits: (ticket: string) => boolean;
	/** The ticket that the message names in another way than by a message. */
	readonly named: string | undefined;
}

/**
 * Finds the ticket of a message that came in by itself: the nearest that it refers to in which its
 * sender takes part. Anybody can name any message, so a stranger's begins a ticket of its own, whose
 * id follows from the message alone. `own` is what this server has sent itself.
 */
export function placeIncoming(mail: ThreadFacts, door: Door): Placement | { kind: 'own' } {
	const here = { org: door.org, team: EVERY_TEAM };
	const imported = { org: door.org, team: door.team };
	const memory = { known: (key: string) => door.known(EVERY_TEAM, key) };
	const { key, known } = recognise(mail, here, memory);
	if (known?.fingerprint === SENT) return { kind: 'own' };
	if (known?.fingerprint !== undefined) return { kind: 'duplicate', ticket: known.ticket };
	const before = door.known(door.team, mailKey(imported, mail.messageId));
	if (before?.fingerprint === mail.fingerprint) return { kind: 'duplicate', ticket: before.ticket };
	const ids = [...mail.inReplyTo, ...mail.references.toReversed()];
	const tickets = ids.flatMap((id) => [
		memory.known(mailKey(here, id))?.ticket,
		door.known(door.team, mailKey(imported, id))?.ticket
	]);
	const ticket = [known?.ticket, ...tickets, door.named].find(
		(one) => one !== undefined && door.admits(one)
	);
	const { unknown: ancestors } = relatives(mail, key, here, memory);
	if (ticket !== undefined) return { kind: 'later', key, ticket, ancestors };
	return { kind: 'first', key, ticket: derivedId('mail ticket', key), ancestors };
}

/** The number in `[#1234]`, the last of several: what somebody quotes comes first. */
export function numberIn(subject: string): number | undefined {
	const marks = [...subject.matchAll(/\[#(\d{1,12})\]/g)];
	const digits = marks.at(-1)?.[1];
	return digits === undefined ? undefined : Number(digits);
}
