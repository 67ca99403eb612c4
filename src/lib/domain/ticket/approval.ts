import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Ticket } from './ticket.ts';

/** Whether a supervisor finishes a ticket: because one said so, or because of its type. */
export function needsApproval(
	{ approval, type }: Pick<Ticket, 'approval' | 'type'>,
	catalogue: Catalogue
): boolean {
	return approval || (type !== null && catalogue.find('type', type)?.approval === true);
}
