import { EXPORT_ALARM } from '#lib/domain/export-alarm.ts';
import { entityRef, isPersonId, type PersonId } from '#lib/domain/ids.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

/** The automation that tells administrators of what was taken. */
const WATCH = '~watch';

/**
 * A record is worth ten lines. So much counts for less than a record: what lists tell of it, and what
 * belongs to a device by itself, as one's own tickets and what it is handed anew after a restore.
 */
const RECORD = 10;
const LINE = 1;

interface Taken {
	readonly atMs: number;
	worth: number;
}

/** The lines of a list, each known wherever it is told. */
export const linesOf = (rows: readonly { readonly id: string }[]): string[] =>
	rows.map(({ id }) => `line.${id}`);

/** What somebody took lately, each thing once, the oldest first. */
class Pull {
	readonly #taken = new Map<string, Taken>();
	#worth = 0;

	/** Adds a thing, forgets what was taken before `sinceMs`, and gives what all of it is worth. */
	add(key: string, worth: number, { atMs, sinceMs }: { atMs: number; sinceMs: number }): number {
		this.forget(sinceMs);
		const known = this.#taken.get(key);
		const more = Math.max(0, worth - (known?.worth ?? 0));
		if (known === undefined) this.#taken.set(key, { atMs, worth });
		else known.worth += more;
		return (this.#worth += more);
	}

	forget(sinceMs: number): void {
		for (const [key, { atMs, worth }] of this.#taken) {
			if (atMs >= sinceMs) return;
			this.#taken.delete(key);
			this.#worth -= worth;
		}
	}

	get isEmpty(): boolean {
		return this.#taken.size === 0;
	}
}

interface WatchParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly report: (error: unknown, where: string) => void;
}

/**
 * Counts what each person takes that no device gets by itself, and tells the administrators when it is
 * more than anybody works with: by a change like any other, so that it stands in the log for good.
 */
export class ExportWatch {
	readonly #parts: WatchParts;
	readonly #pulls = new Map<PersonId, Pull>();
	/** Until when no more is told of somebody. */
	readonly #told = new Map<PersonId, number>();
	#sweptMs: number;

	constructor(parts: WatchParts) {
		this.#parts = parts;
		this.#sweptMs = parts.now();
	}

	/** A document was given, all of it or what its device did not have yet. */
	document(person: string, name: string, isWhole: boolean): void {
		if (!/^(ticket|contact)\./.test(name)) return;
		this.#take(person, name, isWhole && !this.#isOwn(person, name) ? RECORD : LINE);
	}

	/** A file of a thread, or older messages of it, was given. */
	part(person: string, thread: string, key = thread): void {
		const isOfTicket = thread.startsWith('ticket.');
		this.#take(person, key, isOfTicket && !this.#isOwn(person, thread) ? RECORD : LINE);
	}

	/** Something that stands by itself was given. */
	record(person: string, key: string): void {
		this.#take(person, key, RECORD);
	}

	/** Lines of a list were given. */
	lines(person: string, keys: Iterable<string>): void {
		for (const key of keys) this.#take(person, key, LINE);
	}

	#isOwn(person: string, name: string): boolean {
		const ticket = this.#parts.unit.world.ticket(name);
		return ticket !== undefined && [...ticketSubject(ticket).people].some((one) => one === person);
	}

	#take(id: string, key: string, worth: number): void {
		const { unit, now } = this.#parts;
		if (!isPersonId(id)) return;
		const atMs = now();
		this.#sweep(atMs);
		if ((this.#told.get(id) ?? 0) > atMs) return;
		const pull = this.#pulls.get(id) ?? new Pull();
		this.#pulls.set(id, pull);
		const sinceMs = atMs - EXPORT_ALARM.withinMs;
		const records = unit.world.directory.exportAlarm;
		if (pull.add(key, worth, { atMs, sinceMs }) <= records * RECORD) return;
		this.#pulls.delete(id);
		this.#told.set(id, atMs + EXPORT_ALARM.withinMs);
		this.#tell(id, records);
	}

	#tell(person: PersonId, records: number): void {
		const { unit, report } = this.#parts;
		const body = { person, records };
		const target = entityRef('org', unit.org);
		submitAutomation(unit, WATCH, [{ type: 'org.export-alarm', target, body }]).catch(
			(error: unknown) => {
				this.#told.delete(person);
				report(error, 'export alarm');
			}
		);
	}

	/** Those who have taken nothing for long are forgotten. */
	#sweep(nowMs: number): void {
		const sinceMs = nowMs - EXPORT_ALARM.withinMs;
		if (this.#sweptMs > sinceMs) return;
		this.#sweptMs = nowMs;
		for (const [person, untilMs] of this.#told) if (untilMs <= nowMs) this.#told.delete(person);
		for (const [person, pull] of this.#pulls) {
			pull.forget(sinceMs);
			if (pull.isEmpty) this.#pulls.delete(person);
		}
	}
}
