import type { Desk } from '#lib/session/desk.svelte.ts';
import type { RowScope, RowSource, RowView } from '#lib/session/desk/views.ts';
import { foldText } from './list/order.ts';

/** Sources stay open for a while after a search, because letters come one after the other. */
const idleMs = 60_000;
const patienceMs = 1_500;

/** Finds tickets among the rows on this device: mine and those of my teams. */
export class TicketSearch {
	#desk: Desk;
	#sources: readonly RowSource[] = [];
	#idle: ReturnType<typeof setTimeout> | undefined;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	async search(query: string, limit: number): Promise<RowView[]> {
		const wanted = foldText(query.trim());
		if (wanted === '') return [];
		await this.#open();
		return best(this.#rows(), wanted, limit);
	}

	/** The id that an address means: a temporary mark (`~AB12CD`) or a number. */
	async find(name: string): Promise<string | undefined> {
		await this.#open();
		const wanted = name.trim().toLowerCase();
		for (const row of this.#rows()) if (rank(row, wanted) === 0) return row.id;
		return undefined;
	}

	close(): void {
		clearTimeout(this.#idle);
		for (const source of this.#sources) source.close();
		this.#sources = [];
	}

	async #open(): Promise<void> {
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => this.close(), idleMs);
		if (this.#sources.length > 0) return;
		const scopes: RowScope[] = ['mine', ...this.#desk.myTeams.map((team) => ({ team }))];
		this.#sources = scopes.map((scope) => this.#desk.ticketRows(scope));
		await Promise.all(this.#sources.map(loaded));
	}

	/** All tickets whose rows are here, each once. */
	*#rows(): Generator<RowView> {
		const seen = new Set<string>();
		for (const source of this.#sources)
			for (const row of source.all().values()) {
				if (seen.has(row.id)) continue;
				seen.add(row.id);
				yield row;
			}
	}
}

/** Waits until the rows are here or it is clear that they will not be. */
function loaded(source: RowSource): Promise<void> {
	if (source.state !== 'loading') return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(done, patienceMs);
		const leave = source.onChange(() => {
			if (source.state !== 'loading') done();
		});
		function done() {
			clearTimeout(timer);
			leave();
			resolve();
		}
	});
}

/** How well a row answers what was typed: 0 is a number or mark, 1 the subject, 2 the requester. */
function rank(row: RowView, wanted: string): number | undefined {
	const name = wanted.replace(/^#/, '');
	if (row.number !== null && String(row.number) === name) return 0;
	// The temporary mark finds its ticket for ever, with or without its sign.
	if (name.length >= 4 && row.mark.toLowerCase().startsWith(`~${name.replace(/^~/, '')}`)) return 0;
	if (foldText(row.subject).includes(wanted)) return 1;
	return foldText(row.requester ?? '').includes(wanted) ? 2 : undefined;
}

function best(rows: Iterable<RowView>, wanted: string, limit: number): RowView[] {
	const found: { readonly row: RowView; readonly rank: number }[] = [];
	for (const row of rows) {
		const ranked = rank(row, wanted);
		if (ranked !== undefined) found.push({ row, rank: ranked });
		// An exact hit is what the person wants; else a bounded number is enough to choose from.
		if (ranked === 0 || found.length > limit * 20) break;
	}
	return found
		.sort((a, b) => a.rank - b.rank || b.row.updatedMs - a.row.updatedMs)
		.slice(0, limit)
		.map(({ row }) => row);
}
