import type { RequestAnswer } from '#lib/protocol/portal.ts';
import type { Kept } from './kept.ts';

const TOLD = 'receipts';
const WAITING = 'receipts.waiting';

/** Tells the server that somebody has seen a request up to a message; false when it is not there now. */
export type TellSeen = (request: string, message: string) => Promise<boolean>;

/**
 * Tells the server how far this person has read each request: once for each answer, and once more where
 * they see how to rate it. What cannot be told now is told later.
 */
export class SeenReceipts {
	readonly #kept: Kept;
	readonly #tell: TellSeen;
	/** What was told and what is to be told, by request: the message, and whether it is done. */
	#told: Readonly<Record<string, string>>;
	#waiting: Readonly<Record<string, string>>;
	#isTelling = false;

	constructor(kept: Kept, tell: TellSeen) {
		this.#kept = kept;
		this.#tell = tell;
		this.#told = textsIn(kept.read(TOLD));
		this.#waiting = textsIn(kept.read(WAITING));
	}

	/** Takes note that a request is on the screen as it is. */
	note({ id, messages, status, rating }: RequestAnswer): void {
		const isAsked = status.class === 'done' && rating === null;
		const message = messages.findLast(({ mine }) => !mine) ?? (isAsked ? messages.at(-1) : null);
		const seen = message && `${message.id} ${isAsked ? 'done' : 'open'}`;
		if (!seen || (this.#waiting[id] ?? this.#told[id]) === seen) return;
		this.#keep({ ...this.#waiting, [id]: seen });
		void this.send();
	}

	/** Tells what waits, one after the other. */
	async send(): Promise<void> {
		if (this.#isTelling) return;
		this.#isTelling = true;
		for (const [id, seen] of Object.entries(this.#waiting)) {
			if (!(await this.#tell(id, seen.split(' ')[0] ?? ''))) break;
			this.#told = { ...this.#told, [id]: seen };
			this.#kept.write(TOLD, this.#told);
			if (this.#waiting[id] !== seen) continue;
			const { [id]: _told, ...rest } = this.#waiting;
			this.#keep(rest);
		}
		this.#isTelling = false;
	}

	#keep(waiting: Readonly<Record<string, string>>): void {
		this.#waiting = waiting;
		this.#kept.write(WAITING, waiting);
	}
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, text]: [string, unknown]) =>
			typeof text === 'string' ? [[key, text]] : []
		)
	);
}
