/** What a line says: it stands; something is new; somebody types an answer, or rests. */
export type LineEvent = 'hello' | 'beat' | 'news' | 'typing' | 'rest';

/** An open line to somebody's browser. */
export interface LiveLine {
	readonly person: string;
	/** The session's public id, by which it is ended. */
	readonly session: string;
	/** Whether the session is good still. */
	readonly isGood: () => boolean;
	/** `data` is the id of what it is about, or nothing. */
	readonly send: (event: LineEvent, data: string) => void;
	readonly end: () => void;
}

/** Windows that one person looks into, on all their devices. */
const LINES_PER_PERSON = 12;
/** A line that says nothing for longer is taken for dead, by proxies as by browsers. */
const BEAT_MS = 25_000;

/** Lines to browsers by person: what concerns one costs nothing for the others. */
export class LiveLines {
	readonly #after: (ms: number, run: () => void) => void;
	readonly #byPerson = new Map<string, Set<LiveLine>>();
	#isBeating = false;

	constructor(after: (ms: number, run: () => void) => void) {
		this.#after = after;
	}

	/** Opens a line; gives what takes it away, or undefined when this person has too many. */
	open(line: LiveLine): (() => void) | undefined {
		const { person } = line;
		const own = this.#byPerson.get(person) ?? new Set();
		if (own.size >= LINES_PER_PERSON) return undefined;
		own.add(line);
		this.#byPerson.set(person, own);
		line.send('hello', '');
		this.#beatSoon();
		return () => {
			own.delete(line);
			if (own.size === 0 && this.#byPerson.get(person) === own) this.#byPerson.delete(person);
		};
	}

	get isEmpty(): boolean {
		return this.#byPerson.size === 0;
	}

	/** Whoever looks now. */
	get people(): readonly string[] {
		return [...this.#byPerson.keys()];
	}

	isOpen(person: string): boolean {
		return this.#byPerson.has(person);
	}

	tell(person: string, event: LineEvent, data: string): void {
		for (const line of [...(this.#byPerson.get(person) ?? [])]) line.send(event, data);
	}

	/** Ends the lines of somebody, or those of one session. */
	end(person: string, session?: string): void {
		for (const line of [...(this.#byPerson.get(person) ?? [])])
			if (session === undefined || line.session === session) line.end();
	}

	close(): void {
		for (const person of this.people) this.end(person);
	}

	#beatSoon(): void {
		if (this.#isBeating) return;
		this.#isBeating = true;
		this.#after(BEAT_MS, () => {
			this.#isBeating = false;
			for (const lines of [...this.#byPerson.values()])
				for (const line of [...lines])
					if (line.isGood()) line.send('beat', '');
					else line.end();
			if (!this.isEmpty) this.#beatSoon();
		});
	}
}
