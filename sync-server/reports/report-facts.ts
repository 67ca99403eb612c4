import { TicketReading, type ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import {
	isReported,
	REPORT_SHAPE,
	type Bounds,
	type ReadTicket
} from '../persistence/org/report-store.ts';
import type { ReportPosition } from '../persistence/org/report-ticket.decode.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';
import { turns, type Breathe } from './breathe.ts';

export interface ReportFactsParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
}

/** How many tickets of how many have been read anew. */
export interface Rebuilding {
	readonly done: number;
	readonly all: number;
}

/** What was committed is read so much later: a storm of changes is read, and kept, as one. */
const READ_AFTER_MS = 1_000;
/** Rows of the log, and changes of one ticket, that are read at a time. */
const ROWS = 100;
/** Tickets that are read anew before they are kept, and how long others have the machine then. */
const TICKETS = 25;
const REST_MS = 20;
/** Whoever asks waits so long before they are told how far it is. */
const WAIT_MS = 1_000;
/** Stored tickets that are looked at together. */
const PAGE = 200;

/**
 * What reports know of an organisation's tickets, followed along the log: each change is read once, on
 * from where its ticket was left. What came late, with a stamp before others, makes its ticket be read
 * anew. After an upgrade all of them are, piece by piece, going on where a restart interrupted it.
 */
export class ReportFacts {
	readonly #parts: ReportFactsParts;
	/** What was read and could not be kept yet. */
	readonly #unkept = new Map<string, ReadTicket>();
	/** How far that is, where nothing could be kept of it. */
	#ahead: ReportPosition | undefined;
	/** What is kept is of another shape: nothing of it counts. */
	#isVoid = false;
	#running: Promise<void> | undefined;
	#isAwaited = false;
	#isArmed = false;
	#isStopped = false;

	constructor(parts: ReportFactsParts) {
		this.#parts = parts;
	}

	/** Something was committed, or the server begins: it is read soon. */
	look(): void {
		if (this.#isArmed || this.#isStopped) return;
		this.#isArmed = true;
		this.#parts.after(READ_AFTER_MS, () => {
			this.#isArmed = false;
			this.#runBeside();
		});
	}

	/** Reads all there is; answers how far it is where that takes long, and hurries from then on. */
	async settle(): Promise<Rebuilding | null> {
		this.#isAwaited = true;
		const { after } = this.#parts;
		if (this.#rebuiltTo() === null) await this.#run();
		else await Promise.race([this.#run(), new Promise<void>((done) => after(WAIT_MS, done))]);
		const rebuiltTo = this.#rebuiltTo();
		if (rebuiltTo === null) return null;
		const { reports } = this.#parts.unit;
		return { done: reports.count(rebuiltTo), all: reports.count('ticket/') };
	}

	/** What is known of all tickets that may count, in no order. */
	*tickets(bounds: Bounds, isWanted: (team: string) => boolean): Generator<ReportedTicket> {
		for (const { ticket } of this.#unkept.values()) if (isWanted(ticket.team)) yield ticket;
		if (this.#isVoid) return;
		const { reports } = this.#parts.unit;
		for (let after = 'ticket.'; ;) {
			const page = reports.stored(after, bounds, PAGE);
			const last = page.at(-1);
			if (last === undefined) return;
			for (const stored of page)
				if (isWanted(stored.team) && !this.#unkept.has(stored.target)) yield reports.ticket(stored);
			after = last.target;
		}
	}

	stop(): void {
		this.#isStopped = true;
	}

	/** The last ticket that was read anew, while they all are; null once they have been. */
	#rebuiltTo(): string | null {
		return this.#where().rebuiltTo;
	}

	#where(): ReportPosition {
		if (this.#ahead !== undefined) return this.#ahead;
		const { reports, store } = this.#parts.unit;
		const position = reports.position();
		if (position?.shape === REPORT_SHAPE) return position;
		const seq = store.lastSeq();
		this.#isVoid = true;
		// What comes from now on is followed; what was before is read ticket by ticket.
		return (this.#ahead = { shape: REPORT_SHAPE, seq, rebuiltTo: seq === 0 ? null : 'ticket.' });
	}

	/** What fails, as with a full disk, is read with the next commit. */
	#runBeside(): void {
		if (this.#isStopped) return;
		this.#run().catch((error: unknown) => {
			if (!this.#isStopped) this.#parts.report(error, 'reports');
		});
	}

	#run(): Promise<void> {
		this.#running ??= this.#readAll().finally(() => (this.#running = undefined));
		return this.#running;
	}

	async #readAll(): Promise<void> {
		const breathe = turns(this.#parts.now);
		while (!this.#isStopped) {
			const rows = this.#parts.unit.store.changesAfter(this.#where().seq, ROWS);
			if (rows.length > 0) await this.#follow(rows, breathe);
			else if (this.#rebuiltTo() !== null) await this.#rebuildSome(breathe);
			else return;
		}
	}

	async #follow(rows: readonly LogRow[], breathe: Breathe): Promise<void> {
		let { seq } = this.#where();
		for (const row of rows) {
			if (this.#isStopped) return;
			if (isReported(row)) await this.#take(row, breathe);
			seq = row.seq;
			await breathe();
		}
		this.#keep({ seq });
	}

	async #take(row: LogRow, breathe: Breathe): Promise<void> {
		const { target, seq, at } = row;
		const known = this.#known(target);
		if (known !== undefined && known.seq >= seq) return;
		if (known === undefined || known.at >= at) return this.#readAnew(target, breathe);
		const { typed } = readLogRow(row);
		const reading = new TicketReading(known);
		if (typed !== undefined) reading.take(typed);
		this.#note(target, reading, { seq, at });
	}

	#known(target: string): ReadTicket | undefined {
		const kept = () => (this.#isVoid ? undefined : this.#parts.unit.reports.known(target));
		return this.#unkept.get(target) ?? kept();
	}

	async #readAnew(target: string, breathe: Breathe): Promise<void> {
		const { store, reports } = this.#parts.unit;
		// What is committed while this is read may come between: then it is read once more.
		const seq = store.lastSeq();
		const reading = new TicketReading();
		for (let at = ''; ;) {
			const rows = reports.changes(target, at, ROWS);
			for (const row of rows) {
				const { typed } = readLogRow(row);
				if (typed !== undefined) reading.take(typed);
			}
			at = rows.at(-1)?.at ?? at;
			if (rows.length < ROWS) return this.#note(target, reading, { seq, at });
			await breathe();
			if (this.#isStopped) return;
		}
	}

	#note(target: string, reading: TicketReading, place: Pick<ReadTicket, 'seq' | 'at'>): void {
		const { ticket, readOn } = reading;
		if (ticket !== undefined) this.#unkept.set(target, { ticket, readOn, ...place });
	}

	async #rebuildSome(breathe: Breathe): Promise<void> {
		const { reports } = this.#parts.unit;
		const targets = reports.targets(this.#rebuiltTo() ?? '', TICKETS);
		for (const target of targets) {
			if (this.#isStopped) return;
			if (this.#known(target) === undefined) await this.#readAnew(target, breathe);
			await breathe();
		}
		this.#keep({ rebuiltTo: targets.at(-1) ?? null });
		const { after } = this.#parts;
		if (!this.#isAwaited) await new Promise<void>((done) => after(REST_MS, done));
	}

	/** Keeps what was read and how far that is, as soon as something can be kept. */
	#keep(moved: Partial<ReportPosition>): void {
		const { reports, trouble } = this.#parts.unit;
		const position = { ...this.#where(), ...moved };
		this.#ahead = position;
		if (trouble !== undefined || this.#isStopped) return;
		reports.keep(this.#unkept, position, this.#isVoid);
		this.#isVoid = false;
		this.#ahead = undefined;
		this.#unkept.clear();
	}
}
