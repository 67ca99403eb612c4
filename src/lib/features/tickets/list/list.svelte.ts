import type { Desk } from '#lib/session/desk.ts';
import type { RowScope, RowSource, RowView } from '#lib/session/desk/views.ts';
import { runInLaterSlices, runInSlices, type Slicing, type Work } from '#lib/ui/slices.ts';
import { changedRows, holdBack, withHeads, type ListItem } from './held.ts';
import type { Entry, Naming } from './order.ts';
import { DEFAULT_QUERY, sameScope, type ListQuery } from './query.ts';
import { ViewCounts } from './view-counts.ts';
import { TicketIndex } from './ticket-list.ts';

/** Beyond so many questions at once, counting anew in slices keeps the screen moving. */
const ASKED_AT_ONCE = 4_000;
const NONE: ReadonlySet<string> = new Set();

/**
 * A list on screen. While the person reads, points or selects (`isHeld`), what others do changes
 * rows in place but moves none: new ones are counted until the person asks for them.
 */
export class TicketListView {
	#desk: Desk;
	#slicing: Slicing;
	#isHeld: () => boolean;
	#index: TicketIndex;
	#source: RowSource | undefined;
	#scope: RowScope | undefined;
	#leave: () => void = () => undefined;
	#stopWork: () => void = () => undefined;
	#shown = $state.raw<readonly Entry[]>([]);
	#state = $state<RowSource['state']>('loading');
	#asOfMs = $state<number | null>(null);
	#isSorted = $state(false);
	#held = $state.raw<ReadonlySet<string>>(NONE);
	#viewCounts = $state.raw<readonly number[]>([]);
	#counting: ViewCounts | undefined;
	#matchers: readonly ((row: RowView) => boolean)[] = [];
	#isCounted = false;
	#stopCounting: () => void = () => undefined;
	#items = $derived(withHeads(this.#shown));
	#ids = $derived(this.#shown.map((entry) => entry.id));

	constructor(desk: Desk, naming: Naming, slicing: Slicing, isHeld: () => boolean) {
		this.#desk = desk;
		this.#slicing = slicing;
		this.#isHeld = isHeld;
		this.#index = new TicketIndex(DEFAULT_QUERY, naming, () => desk.now);
	}

	get items(): readonly ListItem[] {
		return this.#items;
	}
	get ids(): readonly string[] {
		return this.#ids;
	}
	get count(): number {
		return this.#shown.length;
	}
	/** New rows that wait until the person asks for them. */
	get newCount(): number {
		return this.#held.size;
	}
	get state(): RowSource['state'] {
		return this.#state === 'ready' && !this.#isSorted ? 'loading' : this.#state;
	}
	get asOfMs(): number | null {
		return this.#asOfMs;
	}

	/** How many rows each of the counted views has; empty until they are counted. */
	get viewCounts(): readonly number[] {
		return this.#viewCounts;
	}

	/** Counts what these would show, now and from now on. */
	countViews(matchers: readonly ((row: RowView) => boolean)[]): void {
		this.#stopCounting();
		this.#matchers = matchers;
		const source = this.#source;
		if (source === undefined) return;
		const counting = new ViewCounts(matchers, () => source.all());
		this.#counting = counting;
		this.#isCounted = false;
		this.#stopCounting = runInLaterSlices(counting.load(), this.#slicing, () => {
			this.#isCounted = true;
			this.#viewCounts = counting.counts;
		});
	}

	row(id: string): RowView | undefined {
		return this.#index.row(id);
	}

	/** All rows of the scope, for the choices that filters offer. */
	allRows(): Iterable<RowView> {
		return this.#source?.all().values() ?? [];
	}

	/** Shows another list, or the same one sorted or filtered otherwise. */
	show(query: ListQuery, isOrderStale = false): void {
		if (this.#scope !== undefined && sameScope(this.#scope, query.scope))
			return this.#work(this.#index.choose(query, isOrderStale), runInLaterSlices);
		this.close();
		this.#scope = query.scope;
		this.#isSorted = false;
		this.#shown = [];
		this.#viewCounts = [];
		const source = this.#desk.ticketRows(query.scope);
		this.#source = source;
		this.#leave = source.onChange((changed) => this.#take(source, changed));
		this.#note(source);
		this.#work(this.#index.load(source.all().values(), query));
	}

	/** Lets everything take its place. */
	release(): void {
		this.#held = NONE;
		this.#shown = this.#index.shown;
	}

	close(): void {
		this.#leave();
		this.#stopWork();
		this.#stopCounting();
		this.#source?.close();
		this.#source = undefined;
		this.#scope = undefined;
	}

	#note(source: RowSource): void {
		this.#state = source.state;
		this.#asOfMs = source.asOfMs;
	}

	#work(work: Work<void>, run = runInSlices): void {
		this.#stopWork();
		this.#stopWork = run(work, this.#slicing, () => {
			this.#isSorted = true;
			this.release();
		});
	}

	#recount(changed: ReadonlyMap<string, RowView | undefined>): void {
		const counting = this.#counting;
		if (counting === undefined) return;
		if (changed.size * this.#matchers.length > ASKED_AT_ONCE)
			return this.countViews(this.#matchers);
		counting.apply(changed);
		if (this.#isCounted) this.#viewCounts = counting.counts;
	}

	#take(source: RowSource, ids: ReadonlySet<string>): void {
		this.#note(source);
		if (ids.size === 0) return;
		const changed = changedRows(ids, source.all());
		this.#recount(changed);
		const work = this.#index.apply(changed);
		if (work !== undefined) return this.#work(work);
		const isMine = [...changed.values()].some((row) => row?.pending);
		if (isMine || !this.#isHeld() || this.#shown.length === 0) this.release();
		else {
			const held = { shown: this.#shown, waiting: this.#held };
			const { shown, waiting } = holdBack(held, changed, (id) => this.#index.shows(id));
			this.#held = waiting;
			this.#shown = shown;
		}
	}
}
