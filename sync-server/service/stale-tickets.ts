import type { EntityRef } from '#lib/domain/ids.ts';
import type { Commit } from '../pipeline/org-unit.ts';
import type { WatchParts } from './watch-parts.ts';

interface Reading {
	/** What reports of failures call it by. */
	readonly where: string;
	/** Looks at a ticket anew. */
	readonly read: (target: EntityRef) => void;
}

/** Tickets that are worked out at a time; what waits for the server meanwhile has its turn. */
const TICKETS_PER_TURN = 50;

/** Tickets that are to be looked at anew, worked through a part at a time. */
export class StaleTickets {
	readonly #parts: WatchParts;
	readonly #reading: Reading;
	readonly #targets = new Set<EntityRef>();
	#isWorking = false;
	#isStopped = false;

	constructor(parts: WatchParts, reading: Reading) {
		this.#parts = parts;
		this.#reading = reading;
	}

	/** Takes the tickets among the documents of these names. */
	add(names: Iterable<string>): void {
		for (const name of names) if (isTicket(name)) this.#targets.add(name);
		if (this.#targets.size > 0 && !this.#isWorking) this.#work();
	}

	stop(): void {
		this.#isStopped = true;
		this.#targets.clear();
	}

	#work(): void {
		this.#isWorking = true;
		this.#parts.defer(() => {
			this.#isWorking = false;
			if (this.#isStopped) return;
			try {
				this.#readSome();
			} catch (error) {
				// As with a failing disk: what is left is looked at with the next commit.
				this.#parts.report(error, this.#reading.where);
				return;
			}
			if (this.#targets.size > 0) this.#work();
			else this.#parts.onPlanned();
		});
	}

	#readSome(): void {
		let left = TICKETS_PER_TURN;
		for (const target of this.#targets) {
			this.#reading.read(target);
			this.#targets.delete(target);
			left -= 1;
			if (left === 0) return;
		}
	}
}

/** Whether a document is a ticket, by its name. */
export const isTicket = (name: string): name is `ticket.${string}` => name.startsWith('ticket.');

/** The documents that a commit wrote, by name. */
export const writtenBy = (commit: Commit): string[] => commit.written.map(({ name }) => name);
