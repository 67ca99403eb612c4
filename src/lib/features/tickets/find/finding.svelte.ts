import { formatQuery } from '#lib/domain/query/format.ts';
import type { QueryProblem } from '#lib/domain/query/query.ts';
import type { SearchHit } from '#lib/protocol/search.ts';
import { api } from '#lib/session/api.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { Found } from '#lib/session/search/messages.ts';
import { readQuery, timeZone } from '#lib/session/search/question.ts';
import { TicketSearch } from '../search.ts';

/** The server is asked when a person stops typing for this long. */
const RESTS_MS = 250;
const MOST_HERE = 30;

/** What the server says, or why it does not. */
export type There =
	| { readonly kind: 'idle' | 'offline' | 'asking' | 'failed' }
	| { readonly kind: 'answered'; readonly hits: readonly SearchHit[]; readonly isMore: boolean };

/** A search in two places: this device answers at once, the server when it can be reached. */
export class Finding {
	readonly #desk: Desk;
	readonly #search: TicketSearch;
	readonly #stop: () => void;
	#asked = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#text = '';
	#here = $state.raw<readonly Found[] | null>(null);
	#there = $state.raw<There>({ kind: 'idle' });
	#problem = $state.raw<QueryProblem | null>(null);
	#others = $derived(
		this.#there.kind === 'answered'
			? this.#there.hits.filter(({ id }) => !this.#here?.some((found) => found.id === id))
			: []
	);

	constructor(desk: Desk) {
		this.#desk = desk;
		this.#search = new TicketSearch(desk);
		this.#stop = desk.search.onNews(() => this.#askHere());
	}

	/** What lies on this device; null before anything was asked. */
	get here(): readonly Found[] | null {
		return this.#here;
	}
	get there(): There {
		return this.#there;
	}
	/** What the server found besides. */
	get others(): readonly SearchHit[] {
		return this.#others;
	}
	get problem(): QueryProblem | null {
		return this.#problem;
	}

	ask(text: string): void {
		this.#text = text;
		this.#asked += 1;
		clearTimeout(this.#timer);
		if (text.trim() === '') {
			[this.#here, this.#there, this.#problem] = [null, { kind: 'idle' }, null];
			return;
		}
		const read = readQuery(this.#desk, text);
		this.#problem = read.ok ? null : read.problem;
		this.#askHere();
		if (!read.ok) this.#there = { kind: 'idle' };
		else this.#askServer(formatQuery(read.query), this.#asked);
	}

	/** Asks once more, as when the line is back. */
	again(): void {
		this.ask(this.#text);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#stop();
		this.#search.close();
	}

	#askHere(): void {
		const asked = this.#asked;
		if (this.#text.trim() === '') return;
		void this.#search.search(this.#text, MOST_HERE).then((found) => {
			if (asked === this.#asked) this.#here = found;
		});
	}

	#askServer(query: string, asked: number): void {
		if (this.#desk.connection.kind === 'offline') {
			this.#there = { kind: 'offline' };
			return;
		}
		// Hits of fewer letters stay until there are others, so that nothing jumps about.
		if (this.#there.kind !== 'answered') this.#there = { kind: 'asking' };
		this.#timer = setTimeout(() => {
			void api.search(query, timeZone()).then((answer) => {
				if (asked !== this.#asked) return;
				if (answer.ok) this.#there = { kind: 'answered', ...answer.value };
				else this.#there = { kind: answer.code === 'network' ? 'offline' : 'failed' };
			});
		}, RESTS_MS);
	}
}
