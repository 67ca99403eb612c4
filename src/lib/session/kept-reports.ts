import type { TicketReportAnswer } from '#lib/protocol/reports.ts';
import { answered, databaseName, finished, openDatabase } from '#lib/sync/databases.ts';
import type { Device } from '#lib/sync/device.ts';
import { REPORT_DATABASE } from '#lib/sync/search-database.ts';

const REPORTS = 'reports';
const TICKETS = 'tickets';
/** What is kept; it grows with the code, and what is older is forgotten. */
const SHAPE = 1;

interface Entry {
	readonly shape: number;
	readonly report: TicketReportAnswer;
}

/** The last report that was shown here, to be read without the server. */
export class KeptReports {
	readonly #factory: IDBFactory;
	readonly #name: string;

	constructor({ id, environment }: Pick<Device, 'id' | 'environment'>) {
		this.#factory = environment.indexedDb;
		this.#name = databaseName(id, REPORT_DATABASE);
	}

	/** Undefined where none was kept, or this browser keeps nothing. */
	async read(): Promise<TicketReportAnswer | undefined> {
		try {
			const database = await openDatabase(this.#factory, this.#name, [REPORTS]);
			const store = database.transaction(REPORTS, 'readonly').objectStore(REPORTS);
			const entry = await answered<Entry | undefined>(store.get(TICKETS));
			database.close();
			return entry?.shape === SHAPE ? entry.report : undefined;
		} catch {
			return undefined;
		}
	}

	/** Keeps a report in place of the one before; false where this browser keeps nothing. */
	async keep(report: TicketReportAnswer): Promise<boolean> {
		try {
			const database = await openDatabase(this.#factory, this.#name, [REPORTS]);
			const transaction = database.transaction(REPORTS, 'readwrite');
			const entry: Entry = { shape: SHAPE, report };
			transaction.objectStore(REPORTS).put(entry, TICKETS);
			await finished(transaction);
			database.close();
			return true;
		} catch {
			return false;
		}
	}
}
