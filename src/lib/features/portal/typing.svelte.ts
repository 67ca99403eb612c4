import { createContext } from 'svelte';
import type { LineParts } from '#lib/session/live-line.ts';

/** How often at most it is told that this person types. */
const TELL_EVERY_MS = 3_000;
/** Whoever was said to type counts as typing for so long. */
const LASTS_MS = 6_000;

interface TypingParts extends Pick<LineParts, 'after'> {
	readonly now: () => number;
	/** Tells the team that this person types in a request. */
	readonly tell: (request: string) => void;
}

/** Who types, here and on the other side; nothing of it is kept anywhere. */
export class Typing {
	readonly #parts: TypingParts;
	#answered = $state<string | null>(null);
	#stopTimer: () => void = () => undefined;
	#told: { readonly request: string; readonly atMs: number } | undefined;

	constructor(parts: TypingParts) {
		this.#parts = parts;
	}

	/** Whether somebody of the team types an answer to this request. */
	isAnswered(request: string): boolean {
		return this.#answered === request;
	}

	/** The server says that somebody types an answer, or rests. */
	heard(request: string, isTyping: boolean): void {
		if (!isTyping && this.#answered === request) this.forget();
		if (!isTyping) return;
		this.#stopTimer();
		this.#answered = request;
		this.#stopTimer = this.#parts.after(LASTS_MS, () => this.forget());
	}

	/** What they typed has come, or nothing is heard any more. */
	forget(): void {
		this.#stopTimer();
		this.#answered = null;
	}

	/** This person typed a letter: told at once, and then now and again while they go on. */
	typed(request: string): void {
		const nowMs = this.#parts.now();
		const isTold = this.#told?.request === request && nowMs - this.#told.atMs < TELL_EVERY_MS;
		if (isTold) return;
		this.#told = { request, atMs: nowMs };
		this.#parts.tell(request);
	}

	/** What was typed has been sent: the next letter is told at once. */
	sent(): void {
		this.#told = undefined;
	}
}

export const [useTyping, provideTyping] = createContext<Typing>();
