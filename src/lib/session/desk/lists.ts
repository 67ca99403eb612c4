import type { DocumentRef } from '#lib/protocol/document-names.ts';
import { readSeq } from '#lib/documents/thread-doc.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Device } from '#lib/sync/device.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { Keeper } from './keeper.ts';
import type { FoundRow } from './known.ts';
import { onRoots } from './listening.ts';
import type { MyDocument } from './my-document.ts';
import type { Pending } from './pending.ts';
import { Rows } from './rows.ts';
import { rowIn } from './shapes.decode.ts';
import type { RowScope, RowSource } from './views.ts';
import type { Workspace } from './workspace.ts';

/** Teams that stay open, with their floors: whoever looks after a whole region opens others as they look. */
export const TEAMS_OPEN = 100;
/** Roots of the workspace that say which teams somebody reaches. */
export const REACH_ROOTS = ['people', 'teams', 'entries'] as const;
/** Channels that stay open, so that their unread counts are right. */
const CHANNELS_OPEN = 60;

export interface ListsPlace {
	readonly device: Device;
	readonly user: Replica;
	readonly mine: MyDocument;
	readonly workspace: Workspace;
	readonly pending: Pending;
	readonly keeper: Keeper;
	/** Whether all my teams stay open; a phone opens one when it is looked at. */
	readonly opensTeams: boolean;
}

/** The documents behind lists and counts: my teams and my channels stay open here. */
export class Lists {
	readonly #place: ListsPlace;
	readonly #standing = new Map<string, Replica>();
	readonly #heads: Cached<ReadonlyMap<string, number>>;
	readonly #shared = new Map<string, { readonly rows: Rows; uses: number }>();
	readonly #stops: (() => void)[];

	constructor(place: ListsPlace, workspaceReplica: Replica) {
		this.#place = place;
		const { user } = place;
		this.#heads = new Cached(() => this.#readHeads());
		place.keeper.follow(user, 'tickets', true);
		this.#stops = [
			onRoots(user, 'channels')(() => this.#openChannels()),
			onRoots(workspaceReplica, ...REACH_ROOTS)(() => this.#openTeams())
		];
		this.#openChannels();
		this.#openTeams();
	}

	/** The rows of a scope; made once for all who look at them at the same time. */
	rows(scope: RowScope): RowSource {
		const key = scope === 'mine' ? scope : scope.team;
		const shared = this.#shared.get(key) ?? { rows: this.#makeRows(scope), uses: 0 };
		shared.uses += 1;
		this.#shared.set(key, shared);
		return sharedRows(shared.rows, () => {
			shared.uses -= 1;
			if (shared.uses > 0) return;
			this.#shared.delete(key);
			shared.rows.close();
		});
	}

	#makeRows(scope: RowScope): Rows {
		const { device, user, pending } = this.#place;
		const me = device.owner.person;
		const isMine = scope === 'mine';
		const replica = isMine ? user : device.replicas.open({ kind: 'team', id: scope.team });
		const { line } = device.mux;
		return new Rows({
			replica,
			root: isMine ? 'tickets' : 'rows',
			pending,
			belongs: isMine
				? (row, isListed) => isListed || isOn(row, me)
				: (row) => row.team === scope.team,
			elsewhere: (id) => this.find(id)?.row,
			isOffline: () => line.state.kind === 'offline',
			onLine: line.onChange,
			onClose: () => {
				if (!isMine) device.replicas.release(replica);
			}
		});
	}

	/** A ticket's row and the document it stands in: my own or any team's that is open. */
	find(id: string): FoundRow | undefined {
		const { user } = this.#place;
		const own = rowIn(user, 'tickets', id);
		if (own !== undefined) return { row: own, isMine: true, copy: user };
		for (const replica of this.#place.device.replicas.allOpen()) {
			const row = replica.ref.kind === 'team' ? rowIn(replica, 'rows', id) : undefined;
			if (row !== undefined) return { row, isMine: false, copy: replica };
		}
		return undefined;
	}

	/** Number of the newest message of a channel; undefined when the channel is not here. */
	head(channelId: string): number | undefined {
		return this.#heads.value.get(channelId);
	}

	stop(): void {
		for (const stop of this.#stops) stop();
		this.#heads.stop();
		for (const replica of this.#standing.values()) this.#place.device.replicas.release(replica);
	}

	#openTeams(): void {
		if (!this.#place.opensTeams) return;
		const nearest = this.#place.workspace.myTeams.slice(0, TEAMS_OPEN);
		const wanted = new Set<string>(nearest.map((id: TeamId) => `team.${id}`));
		for (const name of wanted)
			this.#open({ kind: 'team', id: name.slice('team.'.length) }, (replica) =>
				this.#place.keeper.follow(replica, 'rows', false)
			);
		this.#closeOthers('team', wanted);
	}

	#openChannels(): void {
		const open = this.#place.mine.channels.filter(({ archived }) => !archived);
		const wanted = new Set(open.slice(0, CHANNELS_OPEN).map(({ id }) => `channel.${id}`));
		for (const name of wanted)
			this.#open({ kind: 'channel', id: name.slice('channel.'.length) }, (replica) => {
				onRoots(replica, 'meta')(() => this.#heads.invalidate());
			});
		this.#closeOthers('channel', wanted);
		this.#heads.invalidate();
	}

	#open(ref: DocumentRef, opened: (replica: Replica) => void): void {
		const name = `${ref.kind}.${ref.id}`;
		if (this.#standing.has(name)) return;
		const replica = this.#place.device.replicas.open(ref);
		this.#standing.set(name, replica);
		opened(replica);
	}

	#closeOthers(kind: DocumentRef['kind'], wanted: ReadonlySet<string>): void {
		for (const [name, replica] of this.#standing) {
			if (replica.ref.kind !== kind || wanted.has(name)) continue;
			this.#standing.delete(name);
			this.#place.device.replicas.release(replica);
		}
	}

	#readHeads(): ReadonlyMap<string, number> {
		const channels = [...this.#standing.values()].filter(({ ref }) => ref.kind === 'channel');
		return new Map(
			channels.flatMap(({ ref, doc }): [string, number][] =>
				doc === undefined ? [] : [[ref.id, readSeq(doc).head]]
			)
		);
	}
}

/** One looker's view of rows that others look at, too; leaving stops only what was theirs. */
function sharedRows(rows: Rows, leave: () => void): RowSource {
	const stops: (() => void)[] = [];
	let isOpen = true;
	return {
		get state() {
			return rows.state;
		},
		get asOfMs() {
			return rows.asOfMs;
		},
		all: rows.all,
		onChange: (listener) => {
			const stop = rows.onChange(listener);
			stops.push(stop);
			return stop;
		},
		close: () => {
			if (!isOpen) return;
			isOpen = false;
			for (const stop of stops) stop();
			leave();
		}
	};
}

function isOn(row: TicketRow, me: string): boolean {
	if (row.rev === 0) return true;
	return row.assignee === me || row.collaborators.some((person) => person === me);
}
