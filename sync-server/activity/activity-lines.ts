import { LiveLines, type LiveLine } from '../orgs/live-lines.ts';
import type { Commit, OrgUnit } from '../pipeline/org-unit.ts';
import { readableLine } from '../search/find-tickets.ts';

interface LinesParts {
	readonly unit: OrgUnit;
	readonly after: (ms: number, run: () => void) => void;
}

/** However much is done, it is said so often that something was. */
const PAUSE_MS = 1_000;

/** Tells those who look at what is done that there is something new they may read, and not what. */
export class ActivityLines {
	readonly #parts: LinesParts;
	readonly #lines: LiveLines;
	/** Who is told when the pause is over. */
	readonly #due = new Set<string>();
	#isPausing = false;

	constructor(parts: LinesParts) {
		this.#parts = parts;
		this.#lines = new LiveLines(parts.after);
	}

	/** Opens a line; gives what takes it away, or undefined when this person has too many. */
	open(line: LiveLine): (() => void) | undefined {
		return this.#lines.open(line);
	}

	/** Whoever's rights have changed is let go first, and asks anew. */
	look({ access, touched }: Pick<Commit, 'access' | 'touched'>): void {
		if (this.#lines.isEmpty) return;
		for (const person of access.people) this.#lines.end(person);
		const targets = new Set(
			touched.logged.flatMap(({ typed }) =>
				typed?.target.startsWith('ticket.') ? typed.target : []
			)
		);
		if (targets.size === 0) return;
		const { search, world } = this.#parts.unit;
		for (const person of this.#lines.people) {
			const actor = this.#due.has(person) ? undefined : world.directory.actor(person);
			if (actor === undefined) continue;
			if ([...targets].some((target) => readableLine(search, actor, target) !== undefined))
				this.#due.add(person);
		}
		this.#tellSoon();
	}

	/** Ends the lines of one session. */
	endSession(person: string, session: string): void {
		this.#lines.end(person, session);
	}

	close(): void {
		this.#lines.close();
	}

	#tellSoon(): void {
		if (this.#isPausing || this.#due.size === 0) return;
		for (const person of this.#due) this.#lines.tell(person, 'news', '');
		this.#due.clear();
		this.#isPausing = true;
		this.#parts.after(PAUSE_MS, () => {
			this.#isPausing = false;
			this.#tellSoon();
		});
	}
}
