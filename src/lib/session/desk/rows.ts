import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { temporaryMark } from '#lib/domain/ids.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import { rootMap } from '#lib/documents/records.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import { newRow, overlayRow } from '#lib/sync/overlay.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { Pending } from './pending.ts';
import { rowIn } from './shapes.decode.ts';
import type { RowSource, RowView } from './views.ts';

export interface RowsPlace {
	readonly replica: Replica;
	/** The root of the document that holds the rows. */
	readonly root: string;
	readonly pending: Pending;
	/** Whether a row, as my changes leave it, belongs in this list. */
	readonly belongs: (row: TicketRow, isListed: boolean) => boolean;
	/** A row that another document on this device has. */
	readonly elsewhere: (id: string) => TicketRow | undefined;
	readonly isOffline: () => boolean;
	readonly onLine: (changed: () => void) => () => void;
	readonly onClose: () => void;
}

const TICKET = 'ticket.';

/** The rows of one document with my changes on top, kept up for the ids that changed. */
export class Rows implements RowSource {
	readonly #place: RowsPlace;
	readonly #rows = new Map<string, RowView>();
	readonly #changed = new Listeners<[ReadonlySet<string>]>();
	readonly #stops: (() => void)[];
	#wasLive = false;

	constructor(place: RowsPlace) {
		this.#place = place;
		const { replica, root, pending } = place;
		this.#update(this.#allIds(), false);
		this.#stops = [
			replica.onChange((keys) => this.#update(keys.get(root) ?? [])),
			replica.onState(() => this.#stated()),
			pending.onChange((targets) => this.#update(ticketIds(targets))),
			place.onLine(() => this.#changed.emit(new Set()))
		];
	}

	get state(): RowSource['state'] {
		const { status } = this.#place.replica;
		if (status === 'forbidden') return 'forbidden';
		if (status === 'unknown') return 'missing';
		if (status === 'ready') return 'ready';
		return this.#place.isOffline() ? 'missing' : 'loading';
	}

	get asOfMs(): number | null {
		const { replica } = this.#place;
		return replica.isLive ? null : replica.lastLiveMs;
	}

	readonly all = (): ReadonlyMap<string, RowView> => this.#rows;
	readonly onChange = this.#changed.add;

	readonly close = (): void => {
		for (const stop of this.#stops.splice(0)) stop();
		this.#place.onClose();
	};

	#allIds(): Iterable<string> {
		const { replica, root, pending } = this.#place;
		const listed = replica.doc === undefined ? [] : rootMap(replica.doc, root).keys();
		return new Set([...listed, ...ticketIds(pending.mine.targets())]);
	}

	/** A copy that caught up no longer needs what was settled while it lagged behind. */
	#stated(): void {
		const { isLive } = this.#place.replica;
		const moved = isLive !== this.#wasLive;
		this.#wasLive = isLive;
		if (moved) this.#update(ticketIds(this.#place.pending.mine.targets()));
		this.#changed.emit(new Set());
	}

	#update(ids: Iterable<string>, tell = true): void {
		const changed = new Set<string>();
		for (const id of ids) {
			const row = this.#make(id);
			if (row === undefined && !this.#rows.has(id)) continue;
			if (row === undefined) this.#rows.delete(id);
			else this.#rows.set(id, row);
			changed.add(id);
		}
		if (tell && changed.size > 0) this.#changed.emit(changed);
	}

	#make(id: string): RowView | undefined {
		const { replica, root, pending, belongs, elsewhere } = this.#place;
		const listed = rowIn(replica, root, id);
		const shown = pending.toShow(TICKET + id, replica);
		const mark = temporaryMark(id);
		if (shown.length === 0) return listed && { ...listed, id, mark, pending: false };
		const changes = shown.map(({ change }) => change);
		if (isDeleted(changes)) return undefined;
		const [first] = changes;
		const base = listed ?? elsewhere(id) ?? (first && newRow(first));
		if (base === undefined) return undefined;
		const row = overlayRow(base, base === listed || base.rev > 0 ? changes : changes.slice(1));
		if (!belongs(row, listed !== undefined)) return undefined;
		return { ...row, id, mark, pending: shown.some(({ settledMs }) => settledMs === null) };
	}
}

/** Whether my last word on it is that a ticket was deleted. */
function isDeleted(changes: readonly TypedChange[]): boolean {
	const [last] = changes.filter((change) => change.type === 'ticket.remove').slice(-1);
	return last !== undefined && last.body.reason !== null;
}

function ticketIds(targets: Iterable<string>): string[] {
	return [...targets].flatMap((target) =>
		target.startsWith(TICKET) ? [target.slice(TICKET.length)] : []
	);
}
