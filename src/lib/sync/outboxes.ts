import type { Change } from '#lib/domain/changes/change.ts';
import { parseDocumentName } from '#lib/protocol/document-names.ts';
import type { CopyPlace } from './copy.ts';
import { databaseName, deleteDatabase, listDatabases } from './databases.ts';
import type { Timers } from './environment.ts';
import type { DeviceStore } from './device-store.ts';
import { Listeners } from './listeners.ts';
import { MyChanges } from './my-changes.ts';
import { Outbox } from './outbox.ts';

/** A settled outbox stays this long, so that a server restored from a backup gets it again. */
export const KEEP_SETTLED_MS = 14 * 24 * 3_600_000;

const SEND_WITHIN_MS = 30_000;
/** Whoever signs out waits no longer than this for what they did not write. */
export const MOMENT_MS = 2_000;

export interface OutboxesPlace extends CopyPlace {
	readonly store: DeviceStore;
}

/**
 * The series of this device's outboxes: consecutive numbers, all but the last full. Which one is
 * written to follows from what they hold, so several tabs may seal at the same time.
 */
export class Outboxes {
	readonly changes: MyChanges;
	readonly #place: OutboxesPlace;
	readonly #all: Outbox[] = [];
	readonly #stated = new Listeners();
	readonly #undone = new Set<string>();
	#writing = 0;
	#isOpen = false;
	#isEnded = false;

	constructor(place: OutboxesPlace, by: string) {
		this.#place = place;
		this.changes = new MyChanges(by);
	}

	/** Something was queued, settled, or could not be written. */
	readonly onState = this.#stated.add;

	/** Opens every outbox there is, oldest first. */
	async open(): Promise<void> {
		const first = Number(this.#place.store.fact('firstOutbox') ?? 0);
		await this.#sweep(first);
		await this.#begin(first);
		while (this.#current().isFull) await this.#begin(this.#current().index + 1);
		this.#isOpen = true;
	}

	get all(): readonly Outbox[] {
		return this.#all;
	}

	get waiting(): number {
		return this.#all.reduce((sum, outbox) => sum + outbox.waiting().length, 0);
	}

	/** Whether the server has said during this connection that it has everything. */
	get isConfirmed(): boolean {
		return this.#isOpen && this.#all.every((outbox) => outbox.isConfirmed);
	}

	/** Whether something that waits is not on this device's disk either. */
	get isUnsafe(): boolean {
		return this.#undone.size > 0;
	}

	/** Whether nothing that waits is in this tab's memory alone. */
	get isKept(): boolean {
		return this.#writing === 0 && !this.isUnsafe;
	}

	/** Whether the server refuses an outbox that still holds waiting changes. */
	get isStuck(): boolean {
		return this.#all.some((outbox) => outbox.problem !== null && outbox.waiting().length > 0);
	}

	/** Queues changes in order: on screen at once; resolves when all of them are on disk. */
	append(changes: readonly Change[]): Promise<void> {
		if (this.#isEnded) return Promise.reject(new Error('nothing is kept here any more'));
		const written: Promise<void>[] = [];
		for (let rest = [...changes]; rest.length > 0;) {
			const outbox = this.#writable();
			const count = outbox.room(rest);
			written.push(this.#guarded(outbox, rest.slice(0, count)));
			rest = rest.slice(count);
		}
		return Promise.all(written).then(() => undefined);
	}

	/** Takes nothing in any more: what lies here is about to be erased. */
	end(): void {
		this.#isEnded = true;
	}

	/** The connection is back: every outbox asks what the server has of it. */
	connect(): void {
		for (const outbox of this.#all) outbox.connect();
	}

	/** Tries again to write what could not be written. */
	async persistAgain(): Promise<void> {
		// What fails meanwhile stays undone.
		const undone = [...this.#undone];
		if (undone.length === 0) return;
		await Promise.all(this.#all.map((outbox) => outbox.persistAgain()));
		for (const id of undone) this.#undone.delete(id);
		this.#stated.emit();
	}

	markRefused(ids: Iterable<string>): void {
		for (const id of ids) {
			const name = this.changes.find(id)?.outbox;
			this.#all.find((outbox) => outbox.name === name)?.markRefused(id);
		}
	}

	/** Destroys outboxes whose last entry settled long ago; one tab of the device does this. */
	async destroyOld(): Promise<void> {
		const oldest = this.#all[0];
		if (oldest === undefined || !this.#isExpired(oldest)) return;
		// First the record, then the deletion: a crash in between leaves a stray database, swept later.
		this.#place.store.setFact('firstOutbox', oldest.index + 1);
		this.#all.shift();
		this.changes.drop(oldest);
		await oldest.erase();
		await this.destroyOld();
	}

	async close(): Promise<void> {
		await Promise.all(this.#all.map((outbox) => outbox.close()));
	}

	async erase(): Promise<void> {
		await Promise.all(this.#all.map((outbox) => outbox.erase()));
	}

	#isExpired(outbox: Outbox): boolean {
		const { settledMs } = outbox;
		const limit = this.#place.environment.now() - KEEP_SETTLED_MS;
		return (
			outbox !== this.#current() && outbox.isConfirmed && settledMs !== null && settledMs < limit
		);
	}

	#current(): Outbox {
		const current = this.#all.at(-1);
		if (current === undefined) throw new Error('the outboxes are not open');
		return current;
	}

	#writable(): Outbox {
		if (this.#current().isFull) void this.#begin(this.#current().index + 1);
		return this.#current();
	}

	async #begin(index: number): Promise<void> {
		const outbox = new Outbox(index, this.#place, {
			onEntries: (of) => this.#moved(of),
			onReceipt: (of) => this.#received(of),
			mayOpen: () => this.#olderAreSent(index)
		});
		this.#all.push(outbox);
		await outbox.open();
	}

	#moved(outbox: Outbox): void {
		this.changes.update(outbox);
		// Entries of other tabs in the next outbox are seen only by those who have it open.
		if (this.#isOpen) this.#writable();
		this.#stated.emit();
	}

	#received(outbox: Outbox): void {
		this.changes.update(outbox);
		for (const { change } of outbox.entries)
			if (outbox.settledAt(change.id) !== undefined) this.#undone.delete(change.id);
		if (outbox.isConfirmed && outbox.isFull && outbox !== this.#all.at(-1)) outbox.disconnect();
		this.#place.mux.openPending();
		this.#stated.emit();
	}

	#olderAreSent(index: number): boolean {
		return this.#all.every(
			(outbox) => outbox.index >= index || outbox.problem !== null || outbox.waiting().length === 0
		);
	}

	async #guarded(outbox: Outbox, changes: readonly Change[]): Promise<void> {
		this.#writing += 1;
		try {
			await outbox.append(changes);
		} catch (error) {
			for (const { id } of changes) if (outbox.settledAt(id) === undefined) this.#undone.add(id);
			this.#stated.emit();
			throw error;
		} finally {
			this.#writing -= 1;
		}
	}

	/** Deletes what a crash left of outboxes that were already destroyed. */
	async #sweep(first: number): Promise<void> {
		const { environment, device } = this.#place;
		const prefix = databaseName(device, '');
		const names = await listDatabases(environment.indexedDb, `${prefix}outbox.`).catch(() => []);
		for (const name of names) {
			const parsed = parseDocumentName(name.slice(prefix.length));
			if (parsed?.type === 'outbox' && parsed.index < first)
				await deleteDatabase(environment.indexedDb, name);
		}
	}
}

/** Resolves with whether everything was confirmed soon. */
export function whenSent(
	outboxes: Outboxes,
	timers: Timers,
	withinMs = SEND_WITHIN_MS
): Promise<boolean> {
	return new Promise((resolve) => {
		if (outboxes.waiting === 0) return resolve(true);
		const done = (sent: boolean) => {
			stop();
			cancel();
			resolve(sent);
		};
		const cancel = timers.after(withinMs, () => done(false));
		const stop = outboxes.onState(() => {
			if (outboxes.waiting === 0) done(true);
		});
	});
}
