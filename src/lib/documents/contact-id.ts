import { digest } from 'lib0/hash/sha256';
import { toBase32 } from '#lib/domain/ids.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Cells } from '#lib/domain/crdt/cells.ts';

/**
 * `contact.<id>`: what the staff notes of somebody who asks, in the shape of a thread: fields, tags,
 * and notes as messages. Devices and the server find the same id from an address, without asking
 * each other, and the name of the document does not tell the address.
 */
export function contactIdOf(address: string): string {
	const bytes = new TextEncoder().encode(`contact\n${address.trim().toLowerCase()}`);
	return toBase32(digest(bytes).slice(0, 16));
}

/** Whose ticket it is: of their address, else of the account that asked; null of nobody known. */
export function contactOfTicket(ticket: Pick<Ticket, 'requester'>, cells: Cells): string | null {
	const address = ticket.requester?.address?.trim();
	return address ? contactIdOf(address) : askedBy(cells);
}
