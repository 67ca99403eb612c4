import { readCells } from '#lib/documents/thread-doc.ts';
import { rootMap } from '#lib/documents/records.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import { joinCells, ownCell, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';
import { overlayCells } from '#lib/sync/overlay.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { Replicas } from '#lib/sync/replicas.ts';
import type { Known } from './maker.ts';
import type { Pending } from './pending.ts';
import { cellsOfPerson, cellsOfRow, cellsOfTeam } from './row-cells.ts';
import type { Workspace } from './workspace.ts';

export interface KnownPlace {
	readonly me: string;
	readonly user: Replica;
	readonly replicas: Replicas;
	readonly pending: Pending;
	readonly workspace: Workspace;
	/** Older messages that were fetched for this thread. */
	readonly older: (target: string) => Cells | undefined;
	readonly row: (ticketId: string) => { row: TicketRow; isMine: boolean } | undefined;
}

type Seen = { readonly at: Stamp; readonly saw: readonly Stamp[] };

/** What this device knows of a target, from the fullest source it has. */
export function knownOf(place: KnownPlace, target: string, type: string): Known {
	const replica = place.replicas.opened(target);
	const mine = place.pending
		.toShow(target, replica ?? { isLive: false, lastLiveMs: null })
		.map(({ change }) => change);
	const { cells, seen, canForecast } = baseOf(place, target, type, replica);
	const shown =
		cells === undefined && mine.length === 0 ? undefined : overlayCells(cells ?? {}, mine);
	const isBorn = shown !== undefined && ownCell(shown, 'created') !== undefined;
	return {
		cells: shown,
		seen: [...seen, ...mine],
		canForecast: canForecast || (isBorn && cells === undefined) || type.endsWith('.create')
	};
}

function baseOf(
	place: KnownPlace,
	target: string,
	type: string,
	replica: Replica | undefined
): { cells: Cells | undefined; seen: Iterable<Seen>; canForecast: boolean } {
	const dot = target.indexOf('.');
	const [kind, id] = [target.slice(0, dot), target.slice(dot + 1)];
	if (replica?.doc !== undefined && (kind === 'ticket' || kind === 'channel')) {
		const stored = readCells(replica.doc);
		const older = place.older(target);
		return {
			cells: older === undefined ? stored : joinCells(older, stored),
			seen: recorded(replica),
			canForecast: true
		};
	}
	if (kind === 'ticket') return fromRow(place, id, type);
	if (kind === 'person') {
		const row = place.workspace.people.get(id as PersonId);
		return { cells: row && cellsOfPerson(row), seen: heads(row?.heads), canForecast: true };
	}
	if (kind === 'team') {
		const row = place.workspace.teams.get(id as TeamId);
		return { cells: row && cellsOfTeam(row), seen: heads(row?.heads), canForecast: true };
	}
	if (kind === 'org') return { cells: orgCells(place), seen: [], canForecast: true };
	if (kind === 'user') return { cells: preferenceCells(place), seen: [], canForecast: true };
	return { cells: undefined, seen: [], canForecast: false };
}

/** A row does not hold messages, so what names one cannot be forecast from it. */
function fromRow(place: KnownPlace, id: string, type: string) {
	const found = place.row(id);
	const namesMessage = type === 'message.edit' || type === 'message.retract';
	return {
		cells: found && cellsOfRow(found.row, found.isMine ? place.me : null),
		seen: heads(found?.row.heads),
		canForecast: found !== undefined && !namesMessage
	};
}

const heads = (stamps: readonly string[] = []): Seen[] =>
	stamps.map((at) => ({ at: at as Stamp, saw: [] }));

function recorded(replica: Replica): Seen[] {
	const changes = replica.doc === undefined ? [] : rootMap(replica.doc, 'changes').values();
	return [...changes].map((value) => value as unknown as Seen);
}

function orgCells(place: KnownPlace): Cells {
	return { name: [place.workspace.orgName, ZERO_STAMP] };
}

function preferenceCells({ user }: KnownPlace): Cells {
	if (user.doc === undefined) return {};
	const entries = [...rootMap(user.doc, 'prefs')].map(([field, value]): [string, Cell] => [
		`prefs/${field}`,
		[value, ZERO_STAMP]
	]);
	return Object.fromEntries(entries);
}
