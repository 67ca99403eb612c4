import type { ArticleRecord } from '#lib/documents/knowledge-doc.ts';
import { readCells } from '#lib/documents/thread-doc.ts';
import { rootMap } from '#lib/documents/records.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import { joinCells, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import { ZERO_STAMP } from '#lib/domain/stamp.ts';
import { overlayCells, type Currency } from '#lib/sync/overlay.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { Replicas } from '#lib/sync/replicas.ts';
import type { Known } from './maker.ts';
import type { Pending } from './pending.ts';
import { cellsOfPerson, cellsOfRow, cellsOfTasks, cellsOfTeam } from './row-cells.ts';
import { headsSeen, recordedSeen, type Seen } from './shapes.decode.ts';
import type { Workspace } from './workspace.ts';

export interface KnownPlace {
	readonly me: string;
	readonly user: Replica;
	readonly replicas: Replicas;
	readonly pending: Pending;
	readonly workspace: Workspace;
	/** Older messages that were fetched for this thread. */
	readonly older: (target: string) => Cells | undefined;
	readonly article: (id: string) => ArticleRecord | undefined;
	readonly row: (ticketId: string) => FoundRow | undefined;
}

/** The row of a ticket, and how current the document is that it stands in. */
export interface FoundRow {
	readonly row: TicketRow;
	readonly isMine: boolean;
	readonly copy: Currency;
}

interface Base {
	readonly cells: Cells | undefined;
	readonly seen: Iterable<Seen>;
	readonly canForecast: boolean;
	/** How current it is; as if it never had been where nobody knows. */
	readonly copy?: Currency;
}

/** What this device knows of a target, from the fullest source it has. */
export function knownOf(place: KnownPlace, target: string, type: string): Known {
	const replica = place.replicas.opened(target);
	const { cells, seen, canForecast, copy } =
		fromDocument(place, target, replica) ?? fromOthers(place, target, type);
	const mine = place.pending.toShow(target, copy ?? replica).map(({ change }) => change);
	const shown =
		cells === undefined && mine.length === 0 ? undefined : overlayCells(cells ?? {}, mine);
	// A target that only this device knows is known from the change that made it.
	const isOwn = cells === undefined && shown !== undefined && Object.hasOwn(shown, 'created');
	return {
		cells: shown,
		seen: [...seen, ...mine],
		canForecast: canForecast || isOwn || type.endsWith('.create')
	};
}

function fromDocument(
	place: KnownPlace,
	target: string,
	replica: Replica | undefined
): Base | undefined {
	if (replica?.doc === undefined || !/^(ticket|channel|contact)\./.test(target)) return undefined;
	const stored = readCells(replica.doc);
	const older = place.older(target);
	return {
		cells: older === undefined ? stored : joinCells(older, stored),
		seen: recordedSeen(replica),
		canForecast: true,
		copy: replica
	};
}

/** What other documents say of a target whose own is not open, or that has none. */
function fromOthers(place: KnownPlace, target: string, type: string): Base {
	const dot = target.indexOf('.');
	const id = target.slice(dot + 1);
	switch (target.slice(0, dot)) {
		case 'ticket':
			return fromRow(place, id, type);
		case 'person': {
			const row = isPersonId(id) ? place.workspace.people.get(id) : undefined;
			return { cells: row && cellsOfPerson(row), seen: headsSeen(row?.heads), canForecast: true };
		}
		case 'team': {
			const row = isTeamId(id) ? place.workspace.teams.get(id) : undefined;
			return { cells: row && cellsOfTeam(row), seen: headsSeen(row?.heads), canForecast: true };
		}
		case 'article': {
			const record = place.article(id);
			return { cells: record?.cells, seen: headsSeen(record?.heads), canForecast: true };
		}
		case 'org':
			return { cells: orgCells(place), seen: [], canForecast: true };
		case 'user':
			return { cells: preferenceCells(place), seen: [], canForecast: true };
		default:
			return { cells: undefined, seen: [], canForecast: false };
	}
}

/** What may end a ticket, and is refused while it has open sub-tasks. */
const ENDING = ['ticket.state', 'ticket.approve', 'ticket.merge'];

/** A row does not hold messages, so what names one cannot be forecast from it. */
function fromRow(place: KnownPlace, id: string, type: string): Base {
	const found = place.row(id);
	const namesMessage = ['message.edit', 'message.retract', 'message.split'].includes(type);
	return {
		cells: found && {
			...cellsOfRow(found.row, found.isMine ? place.me : null),
			...(ENDING.includes(type) && !hasOwnTasks(place, id, found.copy) && cellsOfTasks(found.row))
		},
		seen: headsSeen(found?.row.heads),
		canForecast: found !== undefined && !namesMessage,
		...(found !== undefined && { copy: found.copy })
	};
}

/** Whether I have changed its sub-tasks: which of those that a row counts is then not known. */
function hasOwnTasks({ pending }: KnownPlace, id: string, copy: Currency): boolean {
	const mine = pending.toShow(`ticket.${id}`, copy);
	return mine.some(({ change }) => /^ticket\.(add-)?task$/.test(change.type));
}

function orgCells(place: KnownPlace): Cells {
	const { orgName, portalTeam, signUpDomains, fieldDays, exportAlarm } = place.workspace;
	return {
		name: [orgName, ZERO_STAMP],
		portalTeam: [portalTeam, ZERO_STAMP],
		fieldDays: [fieldDays, ZERO_STAMP],
		exportAlarm: [exportAlarm, ZERO_STAMP],
		signUpDomains: [[...signUpDomains], ZERO_STAMP]
	};
}

function preferenceCells({ user }: KnownPlace): Cells {
	if (user.doc === undefined) return {};
	const entries = [...rootMap(user.doc, 'prefs')].map(([field, value]): [string, Cell] => [
		`prefs/${field}`,
		[value, ZERO_STAMP]
	]);
	return Object.fromEntries(entries);
}
