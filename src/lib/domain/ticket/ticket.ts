import { cellValue, ownCell, presentElements, STATE_KEY, type Cells } from '../crdt/cells.ts';
import type { Address } from '../changes/bodies.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '../ids.ts';
import { jsonMember, type Json } from '../json.ts';
import type { TicketSubject } from '../policy/actor.ts';
import { stampMs } from '../stamp.ts';
import { isStatus, PRIORITIES, type Priority, type Status } from './statuses.ts';

/** A ticket as people see it, read from its cells. Times are ms since 1970 (UTC). */
export interface Ticket {
	readonly number: number | null;
	readonly team: TeamId;
	readonly subject: string;
	readonly status: Status;
	readonly round: number;
	readonly final: boolean;
	readonly resolution: string | null;
	readonly reason: string | null;
	readonly priority: Priority;
	readonly assignee: PersonId | null;
	readonly category: string | null;
	readonly requester: Address | null;
	readonly due: number | null;
	readonly tags: readonly string[];
	readonly collaborators: readonly PersonId[];
	readonly followers: readonly PersonId[];
	readonly createdBy: string;
	readonly createdMs: number;
}

const asText = (value: Json | undefined): string | null =>
	typeof value === 'string' ? value : null;
const asNumber = (value: Json | undefined): number | null =>
	typeof value === 'number' ? value : null;

function readAddress(value: Json | undefined): Address | null {
	const name = asText(jsonMember(value, 'name'));
	const address = asText(jsonMember(value, 'address'));
	return name === null ? null : { name, ...(address !== null && { address }) };
}

/** Reads a ticket from its cells; undefined when it has not been created there. */
export function readTicket(cells: Cells): Ticket | undefined {
	const created = ownCell(cells, 'created');
	const team = cellValue(cells, 'team');
	if (created === undefined || !isTeamId(team)) return undefined;
	const state = cellValue(cells, STATE_KEY);
	const status = jsonMember(state, 'status');
	const priority = cellValue(cells, 'priority');
	const assignee = cellValue(cells, 'assignee');
	return {
		number: asNumber(cellValue(cells, 'number')),
		team,
		subject: asText(cellValue(cells, 'subject')) ?? '',
		status: isStatus(status) ? status : 'new',
		round: asNumber(jsonMember(state, 'round')) ?? 0,
		final: jsonMember(state, 'final') === true,
		resolution: asText(jsonMember(state, 'resolution')),
		reason: asText(jsonMember(state, 'reason')),
		priority: PRIORITIES.find((known) => known === priority) ?? 'normal',
		assignee: isPersonId(assignee) ? assignee : null,
		category: asText(cellValue(cells, 'category')),
		requester: readAddress(cellValue(cells, 'requester')),
		due: asNumber(cellValue(cells, 'due')),
		tags: presentElements(cells, 'tags'),
		collaborators: presentElements(cells, 'collaborators').filter(isPersonId),
		followers: presentElements(cells, 'followers').filter(isPersonId),
		createdBy: asText(created[0]) ?? '',
		createdMs: stampMs(created[1])
	};
}

/** A ticket as policy sees it. */
export function ticketSubject(ticket: Ticket): TicketSubject {
	const people = new Set([...ticket.collaborators, ...ticket.followers]);
	if (ticket.assignee !== null) people.add(ticket.assignee);
	if (isPersonId(ticket.createdBy)) people.add(ticket.createdBy);
	return { team: ticket.team, people };
}
