import { Listeners } from './listeners.ts';

export interface StoreProblem {
	readonly database: string;
	readonly kind: 'quota' | 'blocked' | 'other';
	readonly atMs: number;
}

type Transaction = IDBDatabase['transaction'];

/**
 * The one module that knows how this device's databases are written: every write of a database
 * whose name begins with `prefix` is made durable before it counts as done, and each that fails is
 * reported. y-indexeddb offers neither, so the transactions themselves are watched.
 */
export class StoreWatch {
	readonly #prefix: string;
	readonly #now: () => number;
	readonly #writes = new Map<string, Set<Promise<void>>>();
	readonly #problems = new Listeners<[StoreProblem]>();
	readonly #written = new Listeners<[string]>();

	constructor(prefix: string, now: () => number) {
		this.#prefix = prefix;
		this.#now = now;
	}

	readonly onProblem = this.#problems.add;
	/** A write of the database of that name is on disk. */
	readonly onWritten = this.#written.add;

	/** Watches all databases made by this prototype; the answer ends it. */
	install(prototype: IDBDatabase): () => void {
		const original: Transaction = Reflect.get(prototype, 'transaction');
		const begin = (database: IDBDatabase, ...args: Parameters<Transaction>) =>
			this.#begin(original, database, args);
		const watched: Transaction = function (this: IDBDatabase, ...args) {
			return begin(this, ...args);
		};
		prototype.transaction = watched;
		return () => {
			prototype.transaction = original;
		};
	}

	/** Resolves when all writes begun so far are on disk; rejects if one of them is not. */
	async flushed(database: string): Promise<void> {
		const writes = this.#writes.get(database);
		if (writes !== undefined) await Promise.all([...writes]);
	}

	/** Whether a write of a database whose name begins so is under way. */
	isWriting(prefix: string): boolean {
		return [...this.#writes].some(([name, writes]) => writes.size > 0 && name.startsWith(prefix));
	}

	/** Reports what failed outside of a transaction, such as opening a database. */
	report(database: string, error: unknown): void {
		this.#problems.emit({ database, kind: kindOf(error), atMs: this.#now() });
	}

	#begin(
		original: Transaction,
		database: IDBDatabase,
		[stores, mode, options]: Parameters<Transaction>
	): IDBTransaction {
		if (!database.name.startsWith(this.#prefix) || mode !== 'readwrite')
			return original.call(database, stores, mode, options);
		try {
			const transaction = original.call(database, stores, mode, {
				...options,
				durability: 'strict'
			});
			this.#watch(database.name, transaction);
			return transaction;
		} catch (error) {
			this.report(database.name, error);
			throw error;
		}
	}

	#watch(database: string, transaction: IDBTransaction): void {
		const writes = this.#writes.get(database) ?? new Set();
		this.#writes.set(database, writes);
		const done = new Promise<void>((resolve, reject) => {
			transaction.addEventListener('complete', () => resolve());
			transaction.addEventListener('abort', () => reject(failure(transaction.error)));
		});
		writes.add(done);
		done.then(
			() => {
				writes.delete(done);
				this.#written.emit(database);
			},
			(error: unknown) => {
				writes.delete(done);
				this.report(database, error);
			}
		);
	}
}

function failure(error: DOMException | null): Error {
	return error ?? new Error('the write was broken off');
}

function kindOf(error: unknown): StoreProblem['kind'] {
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	if (name === 'QuotaExceededError') return 'quota';
	return name === 'InvalidStateError' || name === 'SecurityError' ? 'blocked' : 'other';
}
