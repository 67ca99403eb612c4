import type { Stamp } from '#lib/domain/stamp.ts';
import type { Database } from '../persistence/sqlite.ts';
import {
	NotSavedError,
	storageTrouble,
	type StorageTrouble
} from '../persistence/storage-trouble.ts';
import { createActivityStore, type ActivityStore } from '../persistence/org/activity-store.ts';
import { createOrgStore, type OrgStore } from '../persistence/org/org-store.ts';
import { createProjectionStore } from '../persistence/org/projection-store.ts';
import { createReportStore, type ReportStore } from '../persistence/org/report-store.ts';
import { createSearchStore, type SearchStore } from '../persistence/org/search-store.ts';
import { noPipelineWatch, type PipelineWatch } from '../observe/watch.ts';
import { Projector, type Written } from '../projections/projector.ts';
import { patchesFor } from '../projections/patches.ts';
import { createEffectStore, type EffectStore } from '../persistence/org/effect-store.ts';
import { noteEffects, type MoreEffects } from '../effects/follow-commit.ts';
import { indexTickets } from '../search/index-tickets.ts';
import type { Vector } from './guard.ts';
import { Intake, type Batch, type IsNameTaken, type Sender, type Settled } from './intake.ts';
import { covers, decodeVector, encodeVector, joinVectors } from './vector.ts';
import { accessTouched, type AccessChange } from './access-change.ts';
import { nothingTouched, World, type Touched } from './world.ts';
import { Turns } from './turns.ts';

/** A frame of entries to be judged together: an outbox update, or changes of an automation. */
export interface Submission {
	readonly sender: Sender;
	readonly entries: readonly unknown[];
	/** The outbox they came through, what they follow in it, and its vector once they are taken. */
	readonly outbox?: { readonly number: number; readonly after: Vector; readonly vector: Vector };
}

/** A durable commit, told to everyone who must act on it, before any receipt. */
export interface Commit {
	readonly rev: number;
	readonly written: readonly Written[];
	readonly access: AccessChange;
	/** What it changed, for those who follow something in particular. */
	readonly touched: Touched;
	/** New effects wait to be run. */
	readonly hasEffects: boolean;
}

export interface OrgUnitOptions {
	readonly org: string;
	readonly database: Database;
	readonly now: () => number;
	/** Runs a function soon, after what is already queued: `setImmediate`. */
	readonly defer: (run: () => void) => void;
	/** A random Yjs client id, 32 bits. */
	readonly randomClient: () => number;
	readonly onCommit: (commit: Commit) => void;
	readonly watch?: PipelineWatch;
	/** The disk takes nothing any more, or takes it again (undefined). */
	readonly onTrouble?: (trouble: StorageTrouble | undefined) => void;
	/** What else follows from a commit, besides what changes have by themselves; from when on. */
	readonly moreEffects?: MoreEffects;
	/** Names that are taken outside this organisation; by default none. */
	readonly isNameTakenElsewhere?: IsNameTaken;
}

interface Waiting {
	readonly submission: Submission;
	readonly resolve: (settled: readonly Settled[]) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * An organisation's judge–join–commit–project pipeline. Everything goes in through `submit`, whose
 * promise resolves when the commit is durable and after `onCommit` has been told.
 */
export class OrgUnit {
	readonly org: string;
	readonly store: OrgStore;
	readonly projector: Projector;
	readonly effects: EffectStore;
	readonly search: SearchStore;
	readonly reports: ReportStore;
	readonly activity: ActivityStore;
	readonly world: World;
	readonly watch: PipelineWatch;
	readonly #intake: Intake;
	readonly #options: OrgUnitOptions;
	readonly #queue = new Turns<Waiting>();
	#trouble: StorageTrouble | undefined;
	#isScheduled = false;
	#isClosed = false;

	constructor(options: OrgUnitOptions) {
		this.#options = options;
		this.org = options.org;
		this.watch = options.watch ?? noPipelineWatch;
		this.store = createOrgStore(options.database);
		this.projector = new Projector(
			createProjectionStore(options.database),
			options.randomClient,
			options.now
		);
		this.effects = createEffectStore(options.database);
		this.search = createSearchStore(options.database);
		this.reports = createReportStore(options.database);
		this.activity = createActivityStore(options.database);
		this.world = new World(options.org, this.store);
		const { isNameTakenElsewhere = () => false } = options;
		this.#intake = new Intake(this.world, this.store, options.now, isNameTakenElsewhere);
	}

	/** The organisation's revision: how many transactions it has seen. */
	get rev(): number {
		return Number(this.store.meta('rev') ?? 0);
	}

	/** Why nothing can be saved now; undefined while all is well. */
	get trouble(): StorageTrouble | undefined {
		return this.#trouble;
	}

	/** Tries whether the disk takes something again. A damaged file stays closed to writing. */
	probe(): void {
		if (this.#isClosed || this.#trouble === undefined || this.#trouble === 'damaged') return;
		try {
			this.store.setMeta('probe', String(this.#options.now()));
			this.#setTrouble(undefined);
		} catch (error) {
			this.#setTrouble(storageTrouble(error) ?? this.#trouble);
		}
	}

	/** Entries waiting for a commit. */
	get backlog(): number {
		return this.#queue.entries;
	}

	nextStamp(saw: readonly Stamp[] = []) {
		return this.#intake.nextStamp(saw);
	}

	/** Judges the entries and makes what was accepted durable. */
	submit(submission: Submission): Promise<readonly Settled[]> {
		if (this.#isClosed) return Promise.reject(new Error('the server is closing'));
		if (this.#trouble !== undefined) return Promise.reject(new NotSavedError(this.#trouble));
		return new Promise((resolve, reject) => {
			this.#queue.add({ submission, resolve, reject });
			this.#schedule();
		});
	}

	/** Takes rows of closed tickets older than `beforeMs` out of the lists. */
	sweep(beforeMs: number): void {
		const commit = this.#transact((rev, touched) => {
			for (const target of this.store.threadsBefore(beforeMs)) {
				const ticket = this.world.ticket(target);
				if (!ticket?.final) continue;
				this.world.entities.setThread(target, {
					...this.world.entities.get(target).thread,
					listed: false
				});
				touched.relisted.add(target);
			}
			this.store.setMeta('sweep_cutoff', String(beforeMs));
			this.store.setMeta('sweep_rev', String(rev));
		});
		this.#options.onCommit(commit);
	}

	/** Begins a new generation of every document, as after a restore. */
	regenerateAll(): void {
		const commit = this.#transact((rev, _touched, written) => {
			for (const name of this.projector.names()) written.push(this.projector.regenerate(name, rev));
		});
		this.#options.onCommit(commit);
	}

	/** Settles what is queued. */
	settle(): void {
		while (!this.#queue.isEmpty) this.#flush();
	}

	/** Settles what is queued and closes the file. */
	async close(): Promise<void> {
		this.settle();
		this.#isClosed = true;
		this.#options.database.close();
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		this.#options.defer(() => {
			this.#isScheduled = false;
			if (this.#isClosed) return;
			this.#flush();
			if (!this.#queue.isEmpty) this.#schedule();
		});
	}

	#flush(): void {
		const batch = this.#queue.next();
		if (batch.length === 0) return;
		try {
			this.#commit(batch);
		} catch (error) {
			// One frame that cannot be committed must not take the others with it.
			const isAlone = batch.length === 1 || this.#trouble !== undefined;
			for (const waiting of batch)
				if (isAlone) waiting.reject(error);
				else this.#commitAlone(waiting);
		}
	}

	#setTrouble(trouble: StorageTrouble | undefined): void {
		if (trouble === this.#trouble) return;
		this.#trouble = trouble;
		this.#options.onTrouble?.(trouble);
	}

	#commitAlone(waiting: Waiting): void {
		try {
			this.#commit([waiting]);
		} catch (error) {
			waiting.reject(error);
		}
	}

	#commit(batch: readonly Waiting[]): void {
		const outcomes: (readonly Settled[])[] = [];
		const stop = this.watch.startCommit();
		const commit = this.#transact((rev, touched) => {
			for (const { submission } of batch) outcomes.push(this.#take(submission, { rev, touched }));
		});
		stop();
		for (const { verdict, again } of outcomes.flat())
			if (!again) this.watch.settled(verdict.ok ? 'accepted' : verdict.reason);
		this.#options.onCommit(commit);
		batch.forEach(({ resolve }, index) => resolve(outcomes[index] ?? []));
	}

	#take({ sender, entries, outbox }: Submission, batch: Batch): Settled[] {
		if (outbox !== undefined) this.#advance(sender.device, outbox);
		const ordered = [...entries].sort((a, b) => (stampText(a) < stampText(b) ? -1 : 1));
		return ordered.map((entry) => this.#intake.take(entry, sender, batch));
	}

	/** Moves the vector of an outbox on; it never goes back, and never covers what was not saved. */
	#advance(device: string, { number, after, vector }: Required<Submission>['outbox']): void {
		const stored = this.store.vector(device, number);
		const saved = (stored && decodeVector(stored)) ?? new Map<number, number>();
		if (!covers(saved, after)) throw new Error('an earlier frame of this outbox was not saved');
		this.store.setVector(device, number, encodeVector(joinVectors(saved, vector)));
	}

	/** One transaction: the changes, the documents' updates, effects and the revision together. */
	#transact(work: (rev: number, touched: Touched, written: Written[]) => void): Commit {
		const touched = nothingTouched();
		const rev = this.rev + 1;
		const written: Written[] = [];
		let hasEffects = false;
		const transaction = this.#options.database.transaction(() => {
			work(rev, touched, written);
			for (const [name, patches] of patchesFor(this.world, touched))
				written.push(this.projector.write(name, patches, rev));
			indexTickets(this.search, this.world, touched.cells);
			hasEffects = noteEffects(
				{ world: this.world, touched },
				{
					effects: this.effects,
					nowMs: this.#options.now(),
					restoredMs: Number(this.store.meta('restored_ms') ?? 0),
					moreEffects: this.#options.moreEffects
				}
			);
			this.store.setMeta('rev', String(rev));
		});
		try {
			transaction.immediate();
		} catch (error) {
			this.projector.forget();
			this.world.forget();
			this.search.forget();
			this.#intake.forget();
			this.#setTrouble(storageTrouble(error) ?? this.#trouble);
			throw error;
		}
		return { rev, written, access: accessTouched(this.world, touched), touched, hasEffects };
	}
}

const stampText = (entry: unknown): string =>
	typeof entry === 'object' && entry !== null && 'at' in entry ? String(entry.at) : '';
