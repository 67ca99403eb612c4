import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import { languageOf } from '../../pipeline/requester-language.ts';
import type { World } from '../../pipeline/world.ts';
import { AUTOMATIC_MAIL, IMPORTER } from '../mail/submit-through.ts';
import { isMailAddress, type Mailbox } from './letter.ts';

/** Under which a requester keeps whether they are written to by mail. */
export const MAIL_WISH = 'mail';

/** Whoever reads what goes out of a ticket by mail. */
export interface Reader extends Mailbox {
	/** The language they are known to use; empty where nobody knows it. */
	readonly language: string;
	/** Whether they can open it in the portal. */
	readonly hasPortal: boolean;
}

/** Whether somebody is written to by mail: they are, until they say otherwise. */
export function wantsMail({ entities }: World, person: string): boolean {
	return cellValue(entities.get(`user.${person}`).head, `prefs/${MAIL_WISH}`) !== false;
}

/**
 * Whoever asked, if they can be written to: the person of a request from the portal, else the address
 * that the ticket has. Undefined for nobody, and for whoever wants to be told in the portal alone.
 */
export function readerOf(world: World, target: EntityRef, ticket: Ticket): Reader | undefined {
	const person = askedBy(world.entities.get(target).head);
	if (person !== null) return personReader(world, person);
	const { name = '', address = '' } = ticket.requester ?? {};
	return isMailAddress(address) ? { name, address, language: '', hasPortal: false } : undefined;
}

function personReader(world: World, person: string): Reader | undefined {
	const row = world.directory.person(person);
	if (row === undefined || row.blocked || !wantsMail(world, person)) return undefined;
	const { name, email } = row;
	if (email === null || !isMailAddress(email)) return undefined;
	return { name, address: email, language: languageOf(world, person), hasPortal: true };
}

/** Nobody reads what is sent there, and machines would answer each other. */
const MACHINE = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@._-]|$)/i;

/** Who brings in what was said long ago, or by a machine. */
const UNANSWERED: readonly string[] = [IMPORTER, AUTOMATIC_MAIL];

/**
 * Whether somebody is told by mail what happens by itself: not machines, and not whoever wrote what
 * was imported, who would hear of it years later.
 */
export function isToldByItself({ createdBy }: Ticket, { address }: Mailbox): boolean {
	return !UNANSWERED.includes(createdBy) && !MACHINE.test(address);
}
