import { conflicts } from '#lib/domain/history.ts';
import { parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import { readChanges } from '#lib/documents/thread-doc.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Device } from '#lib/sync/device.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { isRefused } from '#lib/sync/replica-status.ts';
import { targetsOf } from './shapes.decode.ts';
import type { MetView } from './views.ts';

/** Being away for less than this is everyday and met by the conflict shown on the ticket itself. */
const LONG_MS = 5 * 60_000;
const MOST_TARGETS = 100;
const FACT = 'met';

/** After a long time offline: what the changes made meanwhile met of others', on one page. */
export class Met {
	readonly #device: Device;
	readonly #found = new Listeners();
	readonly #list: Cached<readonly MetView[]>;
	readonly #stops: (() => void)[];
	#targets: readonly EntityRef[];
	#views: readonly MetView[] = [];
	#awaySince: number | null = null;
	#isLooking = false;

	constructor(device: Device) {
		this.#device = device;
		this.#targets = targetsOf(device.store.fact(FACT));
		this.#list = new Cached(() => this.#views, this.#found.add);
		const { line } = device.mux;
		this.#stops = [
			line.onChange(() => this.#lineChanged()),
			device.outboxes.onState(() => this.#look())
		];
	}

	get list(): readonly MetView[] {
		return this.#list.value;
	}

	dismiss(): void {
		this.#keep([]);
		this.#views = [];
		this.#found.emit();
	}

	stop(): void {
		for (const stop of this.#stops) stop();
		this.#list.stop();
	}

	#lineChanged(): void {
		const { kind, since } = this.#device.mux.line.state;
		if (kind === 'offline') this.#awaySince ??= since;
		if (kind !== 'connected') return;
		const away = this.#awaySince === null ? 0 : this.#device.environment.now() - this.#awaySince;
		this.#awaySince = null;
		if (away >= LONG_MS) {
			const waiting = this.#device.outboxes.changes.waiting().map(({ change }) => change.target);
			const tickets = waiting.filter((target) => target.startsWith('ticket.'));
			this.#keep([...new Set([...this.#targets, ...tickets])].slice(0, MOST_TARGETS));
		}
		this.#look();
	}

	#keep(targets: readonly EntityRef[]): void {
		this.#targets = targets;
		this.#device.store.setFact(FACT, targets);
	}

	/** Looks once everything has been delivered: only then do the tickets show both sides. */
	#look(): void {
		const { outboxes, mux } = this.#device;
		if (this.#targets.length === 0 || this.#isLooking || outboxes.waiting > 0) return;
		if (mux.line.state.kind !== 'connected') return;
		this.#isLooking = true;
		void Promise.all(this.#targets.map((target) => this.#meetings(target))).then((found) => {
			this.#isLooking = false;
			this.#views = found.filter((view) => view.conflicts.length > 0);
			this.#found.emit();
		});
	}

	async #meetings(target: EntityRef): Promise<MetView> {
		const ref = parseEntityRef(target);
		if (ref?.kind !== 'ticket') return { ref: target, conflicts: [] };
		const { replicas, owner } = this.#device;
		const replica = replicas.open({ kind: 'ticket', id: ref.id });
		await this.#caughtUp(replica);
		const found = replica.doc === undefined ? [] : conflicts(readChanges(replica.doc));
		replicas.release(replica);
		const mine = found.filter(({ kept, others }) =>
			[kept, ...others].some(({ by }) => by === owner.person)
		);
		return { ref: target, conflicts: mine };
	}

	#caughtUp(replica: Replica): Promise<void> {
		return new Promise((resolve) => {
			if (replica.isLive) return resolve();
			const done = () => {
				stop();
				cancel();
				resolve();
			};
			const cancel = this.#device.environment.timers.after(20_000, done);
			const stop = replica.onState(() => {
				if (replica.isLive || isRefused(replica.status)) done();
			});
		});
	}
}
