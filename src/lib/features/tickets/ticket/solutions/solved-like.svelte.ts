import { api } from '#lib/session/api.ts';
import type { Desk } from '#lib/session/desk.ts';
import { peekThread } from '#lib/session/desk/thread-view.ts';
import type { ThreadView } from '#lib/session/desk/views.ts';
import { timeZone } from '#lib/session/search/question.ts';
import type { TicketSearch } from '../../search.ts';
import { fromTicket } from './solutions.ts';

/** As many are read, to see what solved them. */
const READ = 4;
const LOOKED_AT = 20;
/** With so many found here the server need not be asked. */
const ENOUGH = 2;

/**
 * Tickets that are done and speak of the same: those on this device first, found by the worker that
 * searches, then what the server knows besides.
 */
export class SolvedLike {
	readonly #desk: Desk;
	#threads = $state.raw<readonly ThreadView[]>([]);
	#found = $derived(
		this.#threads.flatMap(({ ref, cells }) => fromTicket(ref.slice('ticket.'.length), cells) ?? [])
	);
	#isClosed = false;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Those of which it is known what solved them. */
	get found() {
		return this.#found;
	}

	/** Looks for tickets with some of these words, other than `except`. */
	async look(search: TicketSearch, words: readonly string[], except: string): Promise<void> {
		if (words.length === 0) return;
		const query = `${words.join(' OR ')} is:done`;
		const here = await search.search(query, LOOKED_AT);
		this.#read(here.filter(({ id, isGuess }) => id !== except && !isGuess));
		if (this.#threads.length >= ENOUGH || this.#desk.connection.kind === 'offline') return;
		const answer = await api.search(query, timeZone());
		if (answer.ok)
			this.#read(answer.value.hits.filter(({ id, isGuess }) => id !== except && !isGuess));
	}

	close(): void {
		this.#isClosed = true;
		for (const thread of this.#threads) thread.close();
		this.#threads = [];
	}

	#read(hits: readonly { readonly id: string }[]): void {
		if (this.#isClosed) return;
		const isHere = (id: string) => this.#threads.some(({ ref }) => ref === `ticket.${id}`);
		const more = hits.filter(({ id }) => !isHere(id)).slice(0, READ - this.#threads.length);
		const added = more.map(({ id }) => peekThread(this.#desk.threads, `ticket.${id}`));
		this.#threads = [...this.#threads, ...added];
	}
}
