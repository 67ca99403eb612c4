import type { KeptActivity } from '#lib/protocol/activity.ts';
import type { TicketReportAnswer } from '#lib/protocol/reports.ts';
import { answered, databaseName, finished, openDatabase } from '#lib/sync/databases.ts';
import type { Device } from '#lib/sync/device.ts';
import { REPORT_DATABASE } from '#lib/sync/search-database.ts';

const REPORTS = 'reports';
/** What is kept; each grows with the code, and what is older is forgotten. */
const SHAPES = { tickets: 1, activity: 1 } as const;

/** Answers of the server of which the last is kept here. */
export interface KeptAnswers {
	readonly tickets: TicketReportAnswer;
	readonly activity: KeptActivity;
}

interface Entry<Answer> {
	readonly shape: number;
	readonly report: Answer;
}

/** The last answer of a kind that was shown here, to be read without the server. */
export class KeptAnswer<Kind extends keyof KeptAnswers> {
	readonly #factory: IDBFactory;
	readonly #name: string;
	readonly #kind: Kind;

	constructor({ id, environment }: Pick<Device, 'id' | 'environment'>, kind: Kind) {
		this.#factory = environment.indexedDb;
		this.#name = databaseName(id, REPORT_DATABASE);
		this.#kind = kind;
	}

	/** Undefined where none was kept, or this browser keeps nothing. */
	async read(): Promise<KeptAnswers[Kind] | undefined> {
		try {
			const database = await openDatabase(this.#factory, this.#name, [REPORTS]);
			const store = database.transaction(REPORTS, 'readonly').objectStore(REPORTS);
			const entry = await answered<Entry<KeptAnswers[Kind]> | undefined>(store.get(this.#kind));
			database.close();
			return entry?.shape === SHAPES[this.#kind] ? entry.report : undefined;
		} catch {
			return undefined;
		}
	}

	/** Keeps an answer in place of the one before; false where this browser keeps nothing. */
	async keep(report: KeptAnswers[Kind]): Promise<boolean> {
		try {
			const database = await openDatabase(this.#factory, this.#name, [REPORTS]);
			const transaction = database.transaction(REPORTS, 'readwrite');
			const entry: Entry<KeptAnswers[Kind]> = { shape: SHAPES[this.#kind], report };
			transaction.objectStore(REPORTS).put(entry, this.#kind);
			await finished(transaction);
			database.close();
			return true;
		} catch {
			return false;
		}
	}
}
