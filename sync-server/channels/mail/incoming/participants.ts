import { isPersonId, type EntityRef } from '#lib/domain/ids.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import type { OrgUnit } from '../../../pipeline/org-unit.ts';

const ADDRESSES = /[^\s<>,;:"()]{1,200}@[^\s<>,;:"()]{1,250}/g;

/**
 * Whether somebody who writes from an address takes part in a ticket that can be written in: who
 * asked, who wrote or got mail in it, and its people among the staff. What a sender says of
 * themselves is not proof: whom the receiving server found forged never gets here, and more than to
 * add words follows from it for nobody.
 */
export function takesPart(unit: OrgUnit, id: string, address: string | undefined): boolean {
	const target: EntityRef = `ticket.${id}`;
	const ticket = unit.world.ticket(target);
	if (ticket === undefined || ticket.removed !== null || address === undefined) return false;
	const wanted = address.toLowerCase();
	if (ticket.requester?.address?.toLowerCase() === wanted) return true;
	const { people } = unit.world.directory;
	const { createdBy, assignee, collaborators, followers } = ticket;
	const own = [createdBy, assignee ?? '', ...collaborators, ...followers].filter(isPersonId);
	const isOfStaff = own.some((person) => {
		const known = people.get(person);
		return known?.blocked === false && known.email?.toLowerCase() === wanted;
	});
	return isOfStaff || correspondents(unit, target).has(wanted);
}

/** Everybody whose address stands in the mail of a ticket. */
function correspondents(unit: OrgUnit, target: EntityRef): Set<string> {
	const cells = Object.fromEntries(unit.store.cellsUnder(target, 'm/'));
	const texts = readMessages(cells).flatMap(({ mail }) =>
		mail ? [mail.from.address ?? '', mail.to ?? ''] : []
	);
	return new Set(texts.flatMap((text) => text.toLowerCase().match(ADDRESSES) ?? []));
}
