import { IDBObjectStore as FakeStore, IDBTransaction as FakeTransaction } from 'fake-indexeddb';

/** What fake-indexeddb keeps behind its objects: enough to stop it in the middle of its work. */
interface RunningTransaction {
	readonly db: { readonly name: string; readonly _rawDatabase: { processTransactions(): void } };
	readonly mode: IDBTransactionMode;
	_requests: unknown[];
	_rollbackLog: (() => void)[];
	_state: string;
	_start(): void;
	_abort(name: string): void;
}
interface RawFactory {
	readonly _databases: ReadonlyMap<
		string,
		{ connections: readonly object[]; readonly transactions: readonly RunningTransaction[] }
	>;
}

type State = 'well' | 'full' | 'hanging';

/**
 * The disk of one browser profile. It can be full, so that every write fails; it can hang, so that
 * nothing is answered until it goes on; and it can lose its power between any two steps: what was
 * complete stays, what was not never was.
 */
export class Disk {
	static readonly #all = new Set<Disk>();
	static #isInstalled = false;
	/** Connections of processes that have died. */
	static #dead = new WeakSet<object>();
	readonly #owns: (database: string) => boolean;
	readonly #onCut: () => void;
	#state: State = 'well';
	#held: (() => void)[] = [];
	#stepsLeft = Infinity;

	/** `onCut` ends what used the disk. */
	constructor(owns: (database: string) => boolean, onCut: () => void) {
		this.#owns = owns;
		this.#onCut = onCut;
		Disk.#install();
		Disk.#all.add(this);
	}

	get isWell(): boolean {
		return this.#state === 'well';
	}

	fill(): void {
		this.#state = 'full';
	}

	hang(): void {
		this.#state = 'hanging';
	}

	mend(): void {
		this.#state = 'well';
		for (const go of this.#held.splice(0)) go();
	}

	/** The power goes after so many more steps of transactions. */
	cutAfter(steps: number): void {
		this.#stepsLeft = steps;
	}

	/** Everything that is open now belongs to a dead process, and writes nothing any more. */
	cut(): void {
		this.#stepsLeft = Infinity;
		const raw = indexedDB as unknown as RawFactory;
		for (const [name, database] of raw._databases) {
			if (!this.#owns(name)) continue;
			for (const connection of database.connections) Disk.#dead.add(connection);
			for (const transaction of [...database.transactions]) Disk.#endIfDead(transaction);
			database.connections = [];
		}
		this.#onCut();
		this.mend();
	}

	/** Ends the disk with its run. */
	remove(): void {
		this.mend();
		Disk.#all.delete(this);
	}

	/** Whether a transaction may take its next step now; otherwise it is held, or ended for good. */
	#mayGoOn(transaction: RunningTransaction, go: () => void): boolean {
		if (this.#state === 'hanging') {
			this.#held.push(go);
			return false;
		}
		this.#stepsLeft -= 1;
		if (this.#stepsLeft < 0) this.cut();
		return !Disk.#endIfDead(transaction);
	}

	static #endIfDead(transaction: RunningTransaction): boolean {
		if (!Disk.#dead.has(transaction.db)) return false;
		if (transaction._state === 'finished') return true;
		// An upgrade that just stopped would keep its database from ever being opened again.
		if (transaction.mode === 'versionchange') transaction._abort('AbortError');
		else undo(transaction);
		return true;
	}

	static #of(database: string): Disk | undefined {
		for (const disk of Disk.#all) if (disk.#owns(database)) return disk;
		return undefined;
	}

	static #install(): void {
		if (Disk.#isInstalled) return;
		Disk.#isInstalled = true;
		const prototype = FakeTransaction.prototype as unknown as RunningTransaction;
		const start = prototype._start;
		prototype._start = function (this: RunningTransaction) {
			const go = () => {
				if (!Disk.#endIfDead(this)) start.call(this);
			};
			if (Disk.#endIfDead(this)) return;
			const disk = Disk.#of(this.db.name);
			if (disk === undefined || disk.#mayGoOn(this, go)) start.call(this);
		};
		for (const write of ['add', 'put'] as const) {
			const original: IDBObjectStore['add'] = Reflect.get(FakeStore.prototype, write);
			Reflect.set(FakeStore.prototype, write, function (this: IDBObjectStore, ...args: never) {
				const request: IDBRequest = Reflect.apply(original, this, args);
				const { transaction } = this;
				request.addEventListener('success', () => {
					const disk = Disk.#of(transaction.db.name);
					if (disk === undefined || disk.#state !== 'full') return;
					const value = new DOMException('full', 'QuotaExceededError');
					Object.defineProperty(transaction, 'error', { value, configurable: true });
					transaction.abort();
				});
				return request;
			});
		}
	}
}

/** Nobody is left to be told. */
function undo(transaction: RunningTransaction): void {
	for (const step of transaction._rollbackLog.splice(0).reverse()) step();
	transaction._requests = [];
	transaction._state = 'finished';
	transaction.db._rawDatabase.processTransactions();
}
