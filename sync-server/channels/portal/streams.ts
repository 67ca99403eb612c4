import { LiveLines, type LiveLine } from '../../orgs/live-lines.ts';
import type { Commit, OrgUnit } from '../../pipeline/org-unit.ts';
import { isInLastSaid, isToldNow, newsOf, requestOf, requesterOf } from './news.ts';

export interface StreamParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
}

/** Timers may run so much early. */
const TIMER_MS = 10;
/** How often it is said that somebody goes on typing. */
const TYPING_MS = 3_000;

/**
 * Lines to requesters, by person: what concerns one costs nothing for the others. They tell that
 * something is new and not what; that is asked for where everything else of a request is.
 */
export class PortalStreams {
	readonly #parts: StreamParts;
	readonly #lines: LiveLines;
	/** Documents of tickets in which somebody types an answer. */
	readonly #answered = new Set<string>();
	#isRepeating = false;

	constructor(parts: StreamParts) {
		this.#parts = parts;
		this.#lines = new LiveLines(parts.after);
	}

	/** Opens a line; gives what takes it away, or undefined when this person has too many. */
	open(line: LiveLine): (() => void) | undefined {
		return this.#lines.open(line);
	}

	/** Whether somebody looks now. */
	isOpen(person: string): boolean {
		return this.#lines.isOpen(person);
	}

	/** Tells whom a commit concerns; those whose rights have changed are let go first. */
	look({ access, touched }: Pick<Commit, 'access' | 'touched'>): void {
		if (this.#lines.isEmpty) return;
		for (const person of access.people) this.#lines.end(person);
		const { unit, now, after } = this.#parts;
		const nowMs = now();
		for (const news of newsOf(unit.world, touched, nowMs)) {
			const tell = () => this.#lines.tell(news.person, 'news', news.request);
			if (!this.#lines.isOpen(news.person)) continue;
			if (news.fromMs <= nowMs) tell();
			else
				after(news.fromMs - nowMs + TIMER_MS, () => {
					if (isToldNow(unit.world, news, now())) tell();
				});
		}
	}

	/** A file has come; what was said last goes out with it. */
	arrived(thread: string, file: string): void {
		const { unit, now } = this.#parts;
		const request = !this.#lines.isEmpty ? requestOf(thread) : undefined;
		if (request === undefined) return;
		const person = requesterOf(unit.world, request);
		if (person !== null && isInLastSaid(unit.world, request, { file, nowMs: now() }))
			this.#lines.tell(person, 'news', request);
	}

	/** Somebody begins to type an answer in a document, or nobody does any more. */
	answering(name: string, isAnswering: boolean): void {
		if (isAnswering) this.#answered.add(name);
		else this.#answered.delete(name);
		this.#tellTyping(name, isAnswering ? 'typing' : 'rest');
		if (isAnswering) this.#repeatSoon();
	}

	/** Ends the lines of one session. */
	endSession(person: string, session: string): void {
		this.#lines.end(person, session);
	}

	close(): void {
		this.#lines.close();
	}

	#tellTyping(name: string, event: 'typing' | 'rest'): void {
		const request = !this.#lines.isEmpty ? requestOf(name) : undefined;
		if (request === undefined) return;
		const person = requesterOf(this.#parts.unit.world, request);
		if (person !== null) this.#lines.tell(person, event, request);
	}

	#repeatSoon(): void {
		if (this.#isRepeating) return;
		this.#isRepeating = true;
		this.#parts.after(TYPING_MS, () => {
			this.#isRepeating = false;
			for (const name of this.#answered) this.#tellTyping(name, 'typing');
			if (this.#answered.size > 0) this.#repeatSoon();
		});
	}
}
