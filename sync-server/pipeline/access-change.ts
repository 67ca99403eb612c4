import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { ChannelSubject, TicketSubject } from '#lib/domain/policy/actor.ts';
import { contactOfTicket } from '#lib/documents/contact-id.ts';
import { jsonEqual } from '#lib/domain/json.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Touched, World } from './world.ts';

/** Whose rights, and to which documents, may have become narrower by a commit. */
export interface AccessChange {
	/** People whose rights may have become narrower: all their documents are judged again. */
	readonly people: ReadonlySet<string>;
	/** People who came to a team or left one: they are present on other floors now. */
	readonly moved: ReadonlySet<string>;
	/** Documents whose readers changed, with what decided about reading before. */
	readonly documents: ReadonlyMap<string, SubjectBefore>;
}

/** A ticket, a channel or a contact as policy saw it before a batch. */
export interface SubjectBefore {
	readonly ticket?: TicketSubject;
	readonly channel?: ChannelSubject;
	/** Tickets of a contact that had other readers. */
	readonly contact?: readonly TicketSubject[];
}

interface Found {
	readonly people: Set<string>;
	readonly moved: Set<string>;
	readonly documents: Map<string, SubjectBefore>;
}

/** Finds what must be judged again after a batch. */
export function accessTouched(world: World, touched: Touched): AccessChange {
	const found: Found = { people: new Set(), moved: new Set(), documents: new Map() };
	for (const { typed } of touched.logged)
		if (typed !== undefined) noteChange(typed, touched, found);
	noteScopes(world, touched, found);
	for (const [target, before] of touched.before) {
		const after = world.ticket(target);
		if (before === undefined || after === undefined) continue;
		noteContact(world, target, before, found);
		if (!hasSameReaders(before, after))
			found.documents.set(target, { ticket: ticketSubject(before) });
	}
	return found;
}

/** Who read a ticket of somebody knew what is noted of them. */
function noteContact(world: World, target: string, before: Ticket, { documents }: Found): void {
	const was = contactOfTicket(before, world.entities.get(target).head);
	const after = world.ticket(target);
	if (was === null || after === undefined) return;
	if (was === world.contactOf(target) && hasSameReaders(before, after)) return;
	const name = `contact.${was}`;
	const others = documents.get(name)?.contact ?? [];
	documents.set(name, { contact: [...others, ticketSubject(before)] });
}

function noteChange(
	change: TypedChange,
	{ seatsBefore }: Touched,
	{ people, moved, documents }: Found
): void {
	switch (change.type) {
		case 'person.field':
			if (['role', 'blocked'].includes(change.body.field))
				people.add(change.target.slice('person.'.length));
			break;
		case 'team.element':
			moved.add(change.body.element);
			if (!change.body.present) people.add(change.body.element);
			break;
		case 'channel.element':
			documents.set(change.target, { channel: withSeats(seatsBefore, change.target) });
			break;
		default:
	}
}

/** Whoever no longer reaches a team by their units and regions may read less; who reaches more, not. */
function noteScopes({ directory }: World, { scopesBefore }: Touched, { people }: Found): void {
	if (scopesBefore === undefined) return;
	const after = directory.scopes();
	for (const [person, before] of scopesBefore) {
		const still = after.get(person);
		if ([...before].some((team) => still?.has(team) !== true)) people.add(person);
	}
}

function withSeats(seats: Touched['seatsBefore'], target: string): ChannelSubject {
	const members = seats.get(target.slice('channel.'.length)) ?? new Set();
	return { kind: 'channel', members, team: null };
}

function hasSameReaders(before: Ticket, after: Ticket): boolean {
	const [was, is] = [ticketSubject(before), ticketSubject(after)];
	if (was.isRemoved !== is.isRemoved) return false;
	return was.team === is.team && jsonEqual([...was.people].sort(), [...is.people].sort());
}
