import { newId, type DeviceId } from '#lib/domain/ids.ts';
import { isStamp, stampMs, ZERO_STAMP } from '#lib/domain/stamp.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { ServerControl } from '#lib/protocol/control.ts';
import { databaseName, deleteAll } from './databases.ts';
import { DeviceClock, ServerOffset } from './device-clock.ts';
import { forgetDevice, isForgotten, type Owner } from './device-id.ts';
import { openParts, type DeviceParts } from './device-parts.ts';
import type { DeviceStore } from './device-store.ts';
import { Election } from './election.ts';
import { NO_STORAGE, type Environment, type StorageFacts, type TabLine } from './environment.ts';
import { latestShown, leaseAt, type Lease } from './lease.ts';
import { Listeners } from './listeners.ts';
import { MuxSocket, type Welcome } from './mux-socket.ts';
import { MOMENT_MS, Outboxes, whenSent } from './outboxes.ts';
import { Replicas } from './replicas.ts';
import { savedState, type SavedState } from './saved.ts';
import { STANDING_BY_MODE, type Standing } from './standing.ts';
import type { StoreProblem, StoreWatch } from './store-watch.ts';
import { TextCopies } from './texts/text-copies.ts';

const MINUTE_MS = 60_000;
const TIDY_MS = 30 * MINUTE_MS;
/** What the tabs of a device tell each other. */
const LEFT = 'left';
const GREETED = 'greeted';

/** Everything of one person on this device, in this tab. */
export class Device {
	readonly id: DeviceId;
	readonly tab: string;
	readonly owner: Owner;
	readonly environment: Environment;
	readonly store: DeviceStore;
	readonly mux: MuxSocket;
	readonly outboxes: Outboxes;
	readonly replicas: Replicas;
	readonly texts: TextCopies;
	readonly offset: ServerOffset;
	readonly clock: DeviceClock;
	readonly election: Election;
	readonly #tabs: TabLine;
	readonly #parts: DeviceParts;
	readonly #stated = new Listeners();
	#standing: Standing = 'normal';
	#storage: StorageFacts = NO_STORAGE;
	#problem: StoreProblem | null = null;
	#stops: (() => void)[] = [];
	#isWiping = false;

	private constructor(parts: DeviceParts) {
		const { environment, id, tab, store, watch, owner } = parts;
		this.#parts = parts;
		this.id = id;
		this.tab = tab;
		this.owner = owner;
		this.environment = environment;
		this.store = store;
		const offset = store.fact('offset');
		const last = store.fact('clock');
		const metMs = store.fact('contactMs');
		this.mux = new MuxSocket(environment, id, typeof metMs === 'number' ? metMs : undefined);
		this.offset = new ServerOffset(typeof offset === 'number' ? offset : null);
		const highest = isStamp(last) ? last : ZERO_STAMP;
		this.clock = new DeviceClock(environment.now, this.offset, id + tab, highest);
		const { isUsable } = store;
		const place = { environment, device: id, watch, mux: this.mux, store, isUsable };
		this.outboxes = new Outboxes(place, owner.person);
		this.replicas = new Replicas({ ...place, onNewerShape: () => this.#stand('update-needed') });
		this.texts = new TextCopies(place);
		this.election = new Election(environment.locks, id);
		this.#tabs = environment.tabLine(`offhook.${id}`, (message) => this.#heard(message));
	}

	/** Opens the outboxes, then begins to talk; documents are opened by whoever needs them. */
	static async open(
		environment: Environment,
		owner: Owner,
		watch: StoreWatch,
		leaseDays: number
	): Promise<Device> {
		const parts = await openParts({ environment, owner, watch, leaseDays });
		const device = new Device(parts);
		// A tab that wiped this device before now was not heard; what it erases must not be written to.
		const isErased = parts.store.isUsable && isForgotten(environment.indexedDb, owner, parts.id);
		if (await isErased) {
			await device.close();
			return Device.open(environment, owner, watch, leaseDays);
		}
		await device.#begin();
		return device;
	}

	get standing(): Standing {
		return this.#standing;
	}

	/** Standing, safety, or a problem of the disk has changed. */
	readonly onState = this.#stated.add;

	get saved(): SavedState {
		const waiting = this.outboxes.changes.waiting();
		return savedState({
			waiting: waiting.length,
			sinceMs: waiting[0] === undefined ? null : stampMs(waiting[0].change.at),
			isUnsafe: this.outboxes.isUnsafe,
			isStuck: this.outboxes.isStuck,
			problem: this.#problem,
			storage: this.#storage
		});
	}

	get lease(): Lease {
		const latestMs = latestShown(this.store, this.environment.now());
		const contactMs = Number(this.store.fact('contactMs') ?? latestMs);
		return leaseAt(contactMs, this.#parts.leaseDays, latestMs);
	}

	newId(): string {
		return newId(this.environment.random);
	}

	/** Looks at the room left on the disk; `ask` also asks the browser to keep what lies here. */
	async measure(ask = false): Promise<void> {
		this.#storage = await this.environment.storage(ask).catch(() => NO_STORAGE);
		this.#stated.emit();
	}

	/**
	 * Ends work here. What waits is sent first, kept for this person's next visit, or thrown away, and the
	 * rest goes; with `sent` only what nobody wrote may wait, and has a moment to get out.
	 */
	async leave(mode: 'send' | 'keep' | 'discard' | 'sent'): Promise<'left' | 'waiting'> {
		if (mode === 'sent' && this.mux.welcome !== undefined)
			await whenSent(this.outboxes, this.environment.timers, MOMENT_MS);
		if (mode === 'send') {
			this.mux.reconnect();
			if (!(await whenSent(this.outboxes, this.environment.timers))) return 'waiting';
			if (!(await this.texts.deliver())) return 'waiting';
		}
		if (mode !== 'keep') {
			await this.wipe();
			return 'left';
		}
		this.mux.stop();
		this.#tabs.post(LEFT);
		await this.replicas.eraseAll();
		await this.texts.rest();
		await this.close();
		return 'left';
	}

	/** Takes everything of this person off this device. */
	async wipe(): Promise<void> {
		if (this.#isWiping) return;
		this.#isWiping = true;
		this.outboxes.end();
		this.mux.stop();
		this.#tabs.post(LEFT);
		// First the id: whatever a crash leaves behind belongs to nobody and is swept at the next start.
		await forgetDevice(this.environment.indexedDb, this.owner).catch(() => undefined);
		// A tab that found the id just before hears it now.
		this.#tabs.post(LEFT);
		await this.replicas.eraseAll();
		await this.replicas.close();
		await this.texts.erase();
		await this.outboxes.erase();
		this.#end();
		await this.store.erase();
		await deleteAll(this.environment.indexedDb, databaseName(this.id, ''));
		this.#stand('wiped');
	}

	async close(): Promise<void> {
		this.outboxes.end();
		this.mux.stop();
		this.#end();
		await this.replicas.close();
		await this.texts.close();
		await this.outboxes.close();
		this.store.close();
	}

	async #begin(): Promise<void> {
		const { watch, store, environment } = this.#parts;
		this.#stops = [
			this.mux.onWelcome((welcome) => this.#welcomed(welcome)),
			this.mux.onControl((message) => this.#control(message)),
			this.mux.onClosed((code) => this.#closed(code)),
			this.outboxes.onState(() => this.#outboxesMoved()),
			this.election.onChosen(() => this.#tidy()),
			this.replicas.onErased((name) => void this.texts.dropOf(name)),
			watch.onProblem((problem) => this.#failed(problem)),
			watch.onWritten((database) => this.#written(database)),
			environment.onLeave(() => this.outboxes.isKept && !this.texts.isWriting),
			environment.timers.every(MINUTE_MS, () => this.#minute()),
			environment.timers.every(TIDY_MS, () => this.#tidy())
		];
		store.reportTo(watch);
		await this.outboxes.open();
		for (const { change } of this.outboxes.changes.all()) this.clock.observe(change.at);
		// A device that never met the server counts from its first start.
		if (this.store.fact('contactMs') === undefined) this.#met();
		void this.measure();
		this.mux.start();
	}

	#end(): void {
		for (const stop of this.#stops.splice(0)) stop();
		this.election.resign();
		this.#tabs.close();
		this.#parts.releaseTab();
	}

	#welcomed(welcome: Welcome): void {
		const { owner, environment } = this;
		if (welcome.person !== owner.person || welcome.org !== owner.org) {
			// Somebody else has signed in in this browser: their session must not carry our changes.
			this.mux.stop();
			return this.#stand('foreign');
		}
		this.offset.restart();
		this.offset.sample(welcome.sentMs, welcome.nowMs, environment.now());
		this.#met();
		this.#stand(STANDING_BY_MODE[welcome.mode]);
		this.#tabs.post(GREETED);
		this.outboxes.connect();
		if (welcome.mode !== 'normal') return;
		this.replicas.state();
		if (this.election.isLeader) void this.texts.tidy().catch(() => undefined);
	}

	#control(message: ServerControl): void {
		if (message.type === 'pong')
			this.offset.sample(message.sentMs, message.nowMs, this.environment.now());
		if (message.type === 'holdings') this.replicas.settle(message);
		if (message.type === 'wipe') void this.wipe();
	}

	/** An ended session may deliver what waits; nothing stays here after that. */
	#outboxesMoved(): void {
		this.#stated.emit();
		const isDelivered = this.mux.welcome?.mode === 'deliver-only' && this.outboxes.isConfirmed;
		if (isDelivered && this.#standing === 'revoked') void this.wipe();
	}

	#closed(code: number): void {
		if (code === CLOSE.signedOut) this.#stand('signed-out');
		if (code === CLOSE.revoked) this.#stand('revoked');
		if (code === CLOSE.foreignDevice) this.#stand('foreign');
	}

	/** Another tab has ended work on this device, or has been greeted by the server. */
	#heard(message: string): void {
		if (message === LEFT) void this.close().then(() => this.#stand('wiped'));
		else if (message === GREETED && this.#standing === 'signed-out') this.mux.reconnect();
	}

	/** The server has been met: the lease begins again, and a clock that ran far ahead is put right. */
	#met(): void {
		this.clock.next([]);
		this.store.setFact('contactMs', this.environment.now());
		this.store.setFact('latestMs', this.environment.now());
		this.store.setFact('offset', this.offset.ms);
	}

	#minute(): void {
		if (this.mux.welcome !== undefined) this.#met();
		this.clock.next([]);
		this.replicas.compare();
		this.store.setFact('clock', this.clock.last);
		this.store.setFact('latestMs', latestShown(this.store, this.environment.now()));
		if (this.outboxes.isUnsafe) void this.outboxes.persistAgain().catch(() => undefined);
	}

	#tidy(): void {
		if (!this.election.isLeader) return;
		void this.outboxes.destroyOld().catch(() => undefined);
		void this.replicas.tidy().catch(() => undefined);
		void this.texts.tidy().catch(() => undefined);
		void this.measure();
	}

	#failed(problem: StoreProblem): void {
		if (!problem.database.startsWith(databaseName(this.id, ''))) return;
		this.#problem = problem;
		this.#stated.emit();
	}

	#written(database: string): void {
		if (this.#problem?.database !== database) return;
		this.#problem = null;
		this.#stated.emit();
	}

	#stand(standing: Standing): void {
		this.#standing = standing;
		this.#stated.emit();
	}
}
