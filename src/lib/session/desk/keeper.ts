import { rootMap } from '#lib/documents/records.ts';
import type { DocumentRef } from '#lib/protocol/document-names.ts';
import type { Device } from '#lib/sync/device.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { isRefused } from '#lib/sync/replica-status.ts';
import { visitsFirst } from './kept-order.ts';
import type { Pending } from './pending.ts';
import { rowIn } from './shapes.decode.ts';

/** How many of my tickets are kept on the device without having been opened here. */
const KEPT_UNOPENED = 200;

/** Keeps the copies that are not on screen from falling behind. */
export class Keeper {
	readonly #device: Device;
	readonly #stops: (() => void)[] = [];

	constructor(device: Device, pending: Pending) {
		this.#device = device;
		this.#stops.push(pending.onChange((targets) => this.#settled(targets, pending)));
	}

	/** Follows the rows of a document: a row that moved on says that its ticket did. */
	follow(replica: Replica, root: string, isMine: boolean): void {
		const stop = replica.onChange((keys) => {
			const ids = keys.get(root);
			if (ids === undefined) return;
			this.#askAgain(replica, root, ids);
			this.#refresh(replica, root, ids, isMine);
		});
		this.#stops.push(stop);
		if (isMine) this.#catchUp(replica, root);
	}

	/** What came while no tab was chosen yet, or could not be fetched then, is fetched after all. */
	#catchUp(replica: Replica, root: string): void {
		let wasLive = false;
		const all = () => {
			if (replica.doc) this.#refresh(replica, root, rootMap(replica.doc, root).keys(), true);
		};
		const stated = () => {
			const isNew = replica.isLive && !wasLive;
			wasLive = replica.isLive;
			if (isNew) all();
		};
		this.#stops.push(this.#device.election.onChosen(all), replica.onState(stated));
	}

	stop(): void {
		for (const stop of this.#stops) stop();
	}

	#refresh(replica: Replica, root: string, ids: Iterable<string>, isMine: boolean): void {
		const { store, election, replicas } = this.#device;
		if (replica.doc === undefined || !election.isLeader) return;
		const behind: DocumentRef[] = [];
		const found = [...ids].flatMap((id) => {
			const row = rowIn(replica, root, id);
			return row === undefined ? [] : [{ id, row }];
		});
		for (const { id, row } of isMine ? visitsFirst(found) : found) {
			const record = store.known(`ticket.${id}`);
			if (record === undefined && !isMine) continue;
			if (record === undefined && behind.length >= KEPT_UNOPENED) continue;
			if (row.rev > (record?.rev ?? 0)) behind.push({ kind: 'ticket', id });
		}
		replicas.refresh(behind);
	}

	/** A row says that its ticket is for this person, whatever the server said of it before. */
	#askAgain(replica: Replica, root: string, ids: Iterable<string>): void {
		for (const id of ids) {
			const ticket = this.#device.replicas.opened(`ticket.${id}`);
			if (ticket && isRefused(ticket.status) && rowIn(replica, root, id) !== undefined)
				ticket.retry();
		}
	}

	/** What was made here exists on the server once its maker's changes are settled. */
	#settled(targets: ReadonlySet<string>, pending: Pending): void {
		for (const target of targets) {
			const replica = this.#device.replicas.opened(target);
			if (replica === undefined || replica.status === 'ready') continue;
			if (pending.mine.of(target).some(({ settledMs }) => settledMs !== null)) replica.retry();
		}
	}
}
