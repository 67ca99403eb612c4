import type { Cell, Cells } from '#lib/domain/crdt/cells.ts';
import { customKey } from '#lib/domain/changes/lift.ts';
import type { Json } from '#lib/domain/json.ts';
import { ZERO_STAMP } from '#lib/domain/stamp.ts';
import { followUpKey, type FollowUpPlan } from '#lib/domain/follow-ups/follow-ups.ts';
import { taskKey } from '#lib/domain/ticket/tasks.ts';
import { visitKey, type VisitPlan } from '#lib/domain/visits/visits.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';

const cell = (value: Json): Cell => [value, ZERO_STAMP];
const members = (set: string, list: readonly string[]): [string, Cell][] =>
	list.map((element) => [`${set}/${element}`, cell(true)]);

/**
 * What a row says of a ticket, as cells older than any change: enough to forecast a change made from
 * a list, without opening the ticket. `follower` is one whose row this is because they follow it.
 */
export function cellsOfRow(row: TicketRow, follower: string | null): Cells {
	const { round, final, status, class: statusClass } = row;
	return {
		created: cell(null),
		subject: cell(row.subject),
		team: cell(row.team),
		priority: cell(row.priority),
		assignee: cell(row.assignee),
		category: cell(row.category),
		type: cell(row.type),
		section: cell(row.section),
		approval: cell(row.approval),
		merged: cell(row.merged),
		due: cell(row.due),
		state: cell({ round, final, status, class: statusClass }),
		...Object.fromEntries([
			...Object.entries(row.custom).map(([code, value]) => [customKey(code), cell(value)] as const),
			...(row.visits ?? []).flatMap(cellsOfPlan),
			...(row.followUps ?? []).flatMap((plan) => cellsOfFollowUp(plan, round)),
			...members('tags', row.tags),
			...members('collaborators', row.collaborators),
			...members('followers', follower === null ? [] : [follower])
		])
	};
}

/** Of its sub-tasks a row says how many are open: enough to know that the ticket cannot be done. */
export function cellsOfTasks({ tasks }: Pick<TicketRow, 'tasks'>): Cells {
	const open = tasks === null ? 0 : tasks.all - tasks.done;
	const keys = Array.from({ length: open }, (_, index) => taskKey(`${index}`));
	return Object.fromEntries(keys.map((key) => [key, cell(null)]));
}

function cellsOfPlan({ id, window, technician, address, order, state }: VisitPlan) {
	return [
		[visitKey(id), cell(null)],
		[visitKey(id, 'window'), cell({ ...window })],
		[visitKey(id, 'technician'), cell(technician)],
		[visitKey(id, 'address'), cell(address)],
		[visitKey(id, 'order'), cell(order)],
		[visitKey(id, 'state'), cell({ state })]
	] as const;
}

function cellsOfFollowUp({ id, atMs, kind, person }: FollowUpPlan, round: number) {
	return [
		[followUpKey(id), cell({ by: person, kind })],
		[followUpKey(id, 'at'), cell(atMs)],
		[followUpKey(id, 'person'), cell(person)],
		[followUpKey(id, 'state'), cell({ state: 'open', round })]
	] as const;
}

/** What the workspace says of a person, as cells. */
export function cellsOfPerson(row: PersonRow): Cells {
	const { name, role, userName, email, blocked, units = [], regions = [] } = row;
	return {
		created: cell(null),
		name: cell(name),
		role: cell(role),
		userName: cell(userName),
		email: cell(email),
		blocked: cell(blocked),
		units: cell([...units]),
		regions: cell([...regions])
	};
}

/** What the workspace says of a team, as cells. */
export function cellsOfTeam({
	name,
	color,
	archived,
	unit = null,
	members: people,
	supervisors
}: TeamRow): Cells {
	return {
		created: cell(null),
		name: cell(name),
		color: cell(color),
		archived: cell(archived),
		unit: cell(unit),
		...Object.fromEntries([...members('members', people), ...members('supervisors', supervisors)])
	};
}
