import type { Commit, OrgUnit } from '../../pipeline/org-unit.ts';
import { isInLastSaid, isToldNow, newsOf, requestOf, requesterOf } from './news.ts';

/** What a stream says: it stands; a request has something new; somebody types an answer, or rests. */
export type StreamEvent = 'hello' | 'beat' | 'news' | 'typing' | 'rest';

/** An open line to a requester's browser. */
export interface Stream {
	readonly person: string;
	/** The session's public id, by which it is ended. */
	readonly session: string;
	/** Whether the session is good still. */
	readonly isGood: () => boolean;
	/** `data` is the id of a request, or nothing. */
	readonly send: (event: StreamEvent, data: string) => void;
	readonly end: () => void;
}

export interface StreamParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
}

/** Windows that one person looks into, on all their devices. */
const STREAMS_PER_PERSON = 12;
/** A line that says nothing for longer is taken for dead, by proxies as by browsers. */
const BEAT_MS = 25_000;
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
	readonly #byPerson = new Map<string, Set<Stream>>();
	/** Documents of tickets in which somebody types an answer. */
	readonly #answered = new Set<string>();
	#isBeating = false;
	#isRepeating = false;

	constructor(parts: StreamParts) {
		this.#parts = parts;
	}

	/** Opens a line; gives what takes it away, or undefined when this person has too many. */
	open(stream: Stream): (() => void) | undefined {
		const { person } = stream;
		const own = this.#byPerson.get(person) ?? new Set();
		if (own.size >= STREAMS_PER_PERSON) return undefined;
		own.add(stream);
		this.#byPerson.set(person, own);
		stream.send('hello', '');
		this.#beatSoon();
		return () => {
			own.delete(stream);
			if (own.size === 0 && this.#byPerson.get(person) === own) this.#byPerson.delete(person);
		};
	}

	/** Whether somebody looks now. */
	isOpen(person: string): boolean {
		return this.#byPerson.has(person);
	}

	/** Tells whom a commit concerns; those whose rights have changed are let go first. */
	look({ access, touched }: Pick<Commit, 'access' | 'touched'>): void {
		if (this.#byPerson.size === 0) return;
		for (const person of access.people) this.#end(person, () => true);
		const { unit, now, after } = this.#parts;
		const nowMs = now();
		for (const news of newsOf(unit.world, touched, nowMs)) {
			const tell = () => this.#tell(news.person, 'news', news.request);
			if (!this.#byPerson.has(news.person)) continue;
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
		const request = this.#byPerson.size > 0 ? requestOf(thread) : undefined;
		if (request === undefined) return;
		const person = requesterOf(unit.world, request);
		if (person !== null && isInLastSaid(unit.world, request, { file, nowMs: now() }))
			this.#tell(person, 'news', request);
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
		this.#end(person, (stream) => stream.session === session);
	}

	close(): void {
		for (const person of [...this.#byPerson.keys()]) this.#end(person, () => true);
	}

	#end(person: string, isMeant: (stream: Stream) => boolean): void {
		for (const stream of [...(this.#byPerson.get(person) ?? [])]) if (isMeant(stream)) stream.end();
	}

	#tell(person: string, event: StreamEvent, data: string): void {
		for (const stream of [...(this.#byPerson.get(person) ?? [])]) stream.send(event, data);
	}

	#tellTyping(name: string, event: 'typing' | 'rest'): void {
		const request = this.#byPerson.size > 0 ? requestOf(name) : undefined;
		if (request === undefined) return;
		const person = requesterOf(this.#parts.unit.world, request);
		if (person !== null) this.#tell(person, event, request);
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

	#beatSoon(): void {
		if (this.#isBeating) return;
		this.#isBeating = true;
		this.#parts.after(BEAT_MS, () => {
			this.#isBeating = false;
			for (const streams of [...this.#byPerson.values()])
				for (const stream of [...streams])
					if (stream.isGood()) stream.send('beat', '');
					else stream.end();
			if (this.#byPerson.size > 0) this.#beatSoon();
		});
	}
}
