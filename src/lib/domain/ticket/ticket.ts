import { cellValue, ownCell, presentElements, STATE_KEY, type Cells } from '../crdt/cells.ts';
import { MERGED_STATUS } from '../catalogue/built-in.ts';
import type { Address } from '../changes/bodies.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '../ids.ts';
import { jsonMember, type Json } from '../json.ts';
import { ASKED, CUSTOM_PREFIX, REMOVED } from '../changes/lift.ts';
import type { TicketSubject } from '../policy/actor.ts';
import { stampMs } from '../stamp.ts';
import { readFollowUpPlans, type FollowUpPlan } from '../follow-ups/follow-ups.ts';
import { readVisitPlans, type VisitPlan } from '../visits/visits.ts';
import { readState, type TicketState } from './statuses.ts';

/** A ticket as people see it, read from its cells. Times are ms since 1970 (UTC). */
export interface Ticket extends TicketState {
	readonly number: number | null;
	readonly team: TeamId;
	readonly subject: string;
	readonly priority: string;
	readonly type: string | null;
	readonly section: string | null;
	/** A supervisor must approve the solution. */
	readonly approval: boolean;
	/** The ticket this one was merged into. */
	readonly merged: string | null;
	/** Who deleted it, when and why; null where nobody did. */
	readonly removed: Removal | null;
	readonly assignee: PersonId | null;
	readonly category: string | null;
	readonly requester: Address | null;
	readonly due: number | null;
	/** The values of the fields that the organisation defined, by code; empty ones are left out. */
	readonly custom: Readonly<Record<string, Json>>;
	readonly tags: readonly string[];
	readonly collaborators: readonly PersonId[];
	readonly followers: readonly PersonId[];
	/** What is planned on site, by its time. */
	readonly visits: readonly VisitPlan[];
	/** What is planned to be done or said, by its time; what is over is left out. */
	readonly followUps: readonly FollowUpPlan[];
	readonly createdBy: string;
	readonly createdMs: number;
}

/** That a ticket was deleted. */
export interface Removal {
	readonly by: string;
	readonly atMs: number;
	readonly reason: string;
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

function readRemoval(cells: Cells): Removal | null {
	const cell = ownCell(cells, REMOVED);
	const reason = asText(jsonMember(cell?.[0], 'reason'));
	if (cell === undefined || reason === null) return null;
	return { by: asText(jsonMember(cell[0], 'by')) ?? '', atMs: stampMs(cell[1]), reason };
}

/** Reads a ticket from its cells; undefined when it has not been created there. */
export function readTicket(cells: Cells): Ticket | undefined {
	const created = ownCell(cells, 'created');
	const team = cellValue(cells, 'team');
	if (created === undefined || !isTeamId(team)) return undefined;
	const assignee = cellValue(cells, 'assignee');
	const state = readState(cellValue(cells, STATE_KEY));
	return {
		number: asNumber(cellValue(cells, 'number')),
		team,
		subject: asText(cellValue(cells, 'subject')) ?? '',
		...state,
		priority: asText(cellValue(cells, 'priority')) ?? 'normal',
		type: asText(cellValue(cells, 'type')),
		section: asText(cellValue(cells, 'section')),
		approval: cellValue(cells, 'approval') === true,
		// Whatever opened it again, or ended it otherwise, took it out of the other.
		merged: state.status === MERGED_STATUS ? asText(cellValue(cells, 'merged')) : null,
		removed: readRemoval(cells),
		assignee: isPersonId(assignee) ? assignee : null,
		category: asText(cellValue(cells, 'category')),
		requester: readAddress(cellValue(cells, 'requester')),
		due: asNumber(cellValue(cells, 'due')),
		custom: customValues(cells),
		tags: presentElements(cells, 'tags'),
		collaborators: presentElements(cells, 'collaborators').filter(isPersonId),
		followers: presentElements(cells, 'followers').filter(isPersonId),
		visits: readVisitPlans(cells),
		followUps: readFollowUpPlans(cells),
		createdBy: asText(created[0]) ?? '',
		createdMs: stampMs(created[1])
	};
}

/** Who asked, in a ticket that is a request from the portal; what staff made is nobody's request. */
export function askedBy(cells: Cells): string | null {
	return asText(cellValue(cells, ASKED));
}

function customValues(cells: Cells): Record<string, Json> {
	const values: Record<string, Json> = {};
	for (const [key, [value]] of Object.entries(cells))
		if (key.startsWith(CUSTOM_PREFIX) && value !== null)
			values[key.slice(CUSTOM_PREFIX.length)] = value;
	return values;
}

/** A ticket as policy sees it. */
export function ticketSubject(ticket: Ticket): TicketSubject {
	const people = new Set([...ticket.collaborators, ...ticket.followers]);
	if (ticket.assignee !== null) people.add(ticket.assignee);
	if (isPersonId(ticket.createdBy)) people.add(ticket.createdBy);
	return { team: ticket.team, people, ...(ticket.removed !== null && { isRemoved: true }) };
}
