/** What of a browser's `EventSource` is used. */
export interface Source {
	addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
	close(): void;
}

export interface LineParts {
	/** Opens a line to the server; undefined where there is no such thing. */
	readonly open: () => Source | undefined;
	/** Runs a function later; the result takes that back. */
	readonly after: (ms: number, run: () => void) => () => void;
	/** From 0 to 1. */
	readonly random: () => number;
	/** Something may be new: the server says so, or a line stands again. */
	readonly onNews: () => void;
	/** Somebody types an answer to this request, or rests. */
	readonly onTyping?: (request: string, isTyping: boolean) => void;
	/** The line that stood has gone. */
	readonly onLost?: () => void;
}

/** The server is heard at least every 25 seconds; who is silent for so long has gone. */
const SILENCE_MS = 60_000;
/** A proxy that gathers what it passes on makes a line of no use. */
const HELLO_MS = 10_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * The line on which the server says at once that something is new. While it does not stand, it is
 * tried again, later and later, and not by all at the same moment.
 */
export class LiveLine {
	readonly #parts: LineParts;
	#source: Source | undefined;
	#stopTimer: () => void = () => undefined;
	#failures = 0;
	#isWanted = false;
	/** Whether it stands: who is told at once need not ask again and again. */
	isLive = false;

	constructor(parts: LineParts) {
		this.#parts = parts;
	}

	start(): void {
		if (this.#isWanted) return;
		this.#isWanted = true;
		this.#failures = 0;
		this.#open();
	}

	stop(): void {
		this.#isWanted = false;
		this.#drop();
	}

	/** The network is back: no need to wait for the next try. */
	hurry(): void {
		if (!this.#isWanted || this.#source !== undefined) return;
		this.#failures = 0;
		this.#open();
	}

	#open(): void {
		this.#drop();
		const source = this.#parts.open();
		if (source === undefined) return;
		this.#source = source;
		const hear = (type: string, act: (data: string) => void) =>
			source.addEventListener(type, ({ data }) => {
				if (this.#source !== source) return;
				this.#expect(SILENCE_MS);
				act(typeof data === 'string' ? data : '');
			});
		hear('hello', () => {
			this.isLive = true;
			this.#failures = 0;
			this.#parts.onNews();
		});
		hear('beat', () => undefined);
		hear('news', () => this.#parts.onNews());
		hear('typing', (request) => this.#parts.onTyping?.(request, true));
		hear('rest', (request) => this.#parts.onTyping?.(request, false));
		source.addEventListener('error', () => {
			if (this.#source === source) this.#lose();
		});
		this.#expect(HELLO_MS);
	}

	#expect(ms: number): void {
		this.#stopTimer();
		this.#stopTimer = this.#parts.after(ms, () => this.#lose());
	}

	#lose(): void {
		const wasLive = this.isLive;
		this.#drop();
		const ms = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
		this.#failures += 1;
		this.#stopTimer = this.#parts.after(ms * (0.5 + this.#parts.random()), () => this.#open());
		if (wasLive) this.#parts.onLost?.();
	}

	#drop(): void {
		this.#stopTimer();
		this.#source?.close();
		this.#source = undefined;
		this.isLive = false;
	}
}

/** A line of the browser's own; it would try again by itself, all at once, so it is closed first. */
export function browserLine(path: string): Source | undefined {
	return 'EventSource' in globalThis ? new EventSource(path) : undefined;
}
