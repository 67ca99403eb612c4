import type { Cells } from '#lib/domain/crdt/cells.ts';
import { parseEntityRef } from '#lib/domain/ids.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import type { Device } from '#lib/sync/device.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { Older } from './older.ts';
import type { Pending } from './pending.ts';
import type { OlderResult, ThreadRef } from './views.ts';

/** Where a view of a thread stands. */
export interface ThreadPlace {
	readonly ref: ThreadRef;
	readonly me: string;
	/** Whether the others there see that this person has it open. */
	readonly isTold: boolean;
	readonly replica: Replica;
	readonly pending: Pending;
	readonly older: Older;
	readonly isOffline: () => boolean;
	readonly onLine: (changed: () => void) => () => void;
	readonly onClose: () => void;
}

/** The threads on screen, each live while it is; views of one thread share its older pages. */
export class Threads {
	readonly #device: Device;
	readonly #pending: Pending;
	readonly #closed: (ref: ThreadRef) => void;
	readonly #open = new Map<string, { readonly older: Older; uses: number }>();

	/** `closed` hears of each thread that is no longer on screen anywhere. */
	constructor(device: Device, pending: Pending, closed: (ref: ThreadRef) => void) {
		this.#device = device;
		this.#pending = pending;
		this.#closed = closed;
		device.replicas.onErased((name) => this.#open.get(name)?.older.clear());
	}

	/** Opens a thread until the place is closed. */
	enter(ref: ThreadRef, isTold: boolean): ThreadPlace {
		const { replicas, mux, owner } = this.#device;
		const entry = this.#open.get(ref) ?? { older: new Older(), uses: 0 };
		entry.uses += 1;
		this.#open.set(ref, entry);
		const replica = replicas.open(documentOf(ref));
		return {
			ref,
			me: owner.person,
			isTold,
			replica,
			pending: this.#pending,
			older: entry.older,
			isOffline: () => mux.line.state.kind === 'offline',
			onLine: mux.line.onChange,
			onClose: () => {
				entry.uses -= 1;
				if (entry.uses === 0) {
					this.#open.delete(ref);
					replica.setPresence(null);
					this.#closed(ref);
				}
				replicas.release(replica);
			}
		};
	}

	/** Older messages of a thread that have been fetched, as cells. */
	older(ref: string): Cells | undefined {
		return this.#open.get(ref)?.older.cells;
	}

	/** Fetches a page of older messages into the open thread; needs the server. */
	fetchOlder(ref: ThreadRef, beforeSeq: number): Promise<OlderResult> {
		return this.#fetch(ref, `messages?before=${beforeSeq}`);
	}

	/** Fetches a page of what was done before a stamp into the open thread; needs the server. */
	fetchRecord(ref: ThreadRef, before: Stamp): Promise<OlderResult> {
		return this.#fetch(ref, `changes?before=${encodeURIComponent(before)}`);
	}

	async #fetch(ref: ThreadRef, page: string): Promise<OlderResult> {
		const { environment, mux } = this.#device;
		if (mux.line.state.kind === 'offline') return 'offline';
		try {
			const response = await environment.fetch(`${environment.apiUrl}/api/threads/${ref}/${page}`);
			if (!response.ok) return 'failed';
			const answer: unknown = await response.json();
			return this.#open.get(ref)?.older.take(answer) === true ? 'fetched' : 'none';
		} catch {
			return 'offline';
		}
	}
}

const KINDS = ['ticket', 'channel', 'contact'] as const;

function documentOf(ref: ThreadRef): { kind: (typeof KINDS)[number]; id: string } {
	const parsed = parseEntityRef(ref);
	const kind = KINDS.find((known) => known === parsed?.kind) ?? 'ticket';
	return { kind, id: parsed?.id ?? ref.slice(ref.indexOf('.') + 1) };
}
