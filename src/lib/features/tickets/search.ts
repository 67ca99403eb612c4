import { foldText } from '#lib/domain/fold-text.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowScope, RowSource, RowView } from '#lib/session/desk/views.ts';
import type { Found, RowText } from '#lib/session/search/messages.ts';
import { isNamed } from '#lib/session/search/named.ts';
import { runInSlices, type Work } from '#lib/ui/slices.ts';
import { slicesOf } from '#lib/ui/turns.ts';
import { loadQuestions } from './questions.ts';

/** Sources stay open for so long after they were wanted: people search again and again. */
const idleMs = 600_000;
/** How long a link that names a ticket waits for rows, and how long a search does. */
const patienceMs = 1_500;
const searchPatienceMs = 60;
const rowsPerMessage = 200;
const slicing = slicesOf(4);

/** Finds tickets on this device: by their rows, mine and those of my teams, and by what was written. */
export class TicketSearch {
	#desk: Desk;
	#sources: readonly RowSource[] = [];
	#stops: (() => void)[] = [];
	#told: Promise<void> = Promise.resolve();
	#idle: ReturnType<typeof setTimeout> | undefined;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Before anybody asks, the worker looks through the device and is told the lists that are open anyhow. */
	prepare(): void {
		this.#desk.search.start();
		if (this.#desk.opensTeams) this.#open();
	}

	async search(query: string, limit: number): Promise<readonly Found[]> {
		if (query.trim() === '') return [];
		this.#desk.search.start();
		this.#open();
		// What is still being read from the disk does not hold up the answer: it is news.
		await Promise.race([this.#loaded(searchPatienceMs), this.#told]);
		await this.#told;
		const { questionOf, readQuery, wordsOnly } = await loadQuestions();
		const asked = readQuery(this.#desk, query);
		const meant = asked.ok ? asked.query : wordsOnly(query);
		return this.#desk.search.find(questionOf(this.#desk, meant), limit);
	}

	/** The id that an address means: a temporary mark (`~AB12CD`) or a number. */
	async find(name: string): Promise<string | undefined> {
		this.#open();
		await this.#loaded(patienceMs);
		const wanted = foldText(name.trim());
		for (const source of this.#sources)
			for (const row of source.all().values()) if (isNamed(row, wanted)) return row.id;
		return undefined;
	}

	close(): void {
		clearTimeout(this.#idle);
		for (const stop of this.#stops.splice(0)) stop();
		for (const source of this.#sources) source.close();
		this.#sources = [];
	}

	#open(): void {
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => this.close(), idleMs);
		if (this.#sources.length > 0) return;
		const scopes: RowScope[] = ['mine', ...this.#desk.myTeams.map((team) => ({ team }))];
		this.#sources = scopes.map((scope) => this.#desk.ticketRows(scope));
		this.#told = Promise.all(this.#sources.map((source) => this.#tell(source))).then(
			() => undefined
		);
		for (const source of this.#sources)
			this.#stops.push(source.onChange((ids) => this.#changed(source, ids)));
	}

	#loaded(ms: number): Promise<void> {
		return Promise.all(this.#sources.map((source) => loaded(source, ms))).then(() => undefined);
	}

	/** Hands rows to the worker, some at a time: a list that was just read comes as a whole. */
	#tell(source: RowSource, ids: Iterable<string> = source.all().keys()): Promise<void> {
		const tellSome = (some: readonly string[]) => this.#tellSome(source, some);
		function* told(): Work<void> {
			const all = [...ids];
			for (let start = 0; start < all.length; start += rowsPerMessage) {
				tellSome(all.slice(start, start + rowsPerMessage));
				yield;
			}
		}
		return new Promise((resolve) => {
			this.#stops.push(runInSlices(told(), slicing, resolve));
		});
	}

	#changed(source: RowSource, ids: ReadonlySet<string>): void {
		if (ids.size <= rowsPerMessage) return this.#tellSome(source, [...ids]);
		const before = this.#told;
		this.#told = this.#tell(source, ids).then(() => before);
	}

	#tellSome(source: RowSource, ids: readonly string[]): void {
		const all = source.all();
		const rows: RowText[] = [];
		const gone: string[] = [];
		for (const id of ids) {
			const row = all.get(id);
			if (row !== undefined) rows.push(rowText(row));
			else if (!this.#sources.some((one) => one.all().has(id))) gone.push(id);
		}
		if (rows.length + gone.length > 0) this.#desk.search.rows(rows, gone);
	}
}

function rowText(row: RowView): RowText {
	const { id, number, mark, subject, team, status, priority, type, section, category } = row;
	const { tags, assignee, collaborators, createdBy, requester, merged, tasks, due } = row;
	const { custom, service, messages, last } = row;
	return {
		...{ id, number, mark, subject, team, status, priority, type, section, category },
		...{ tags, assignee, collaborators, createdBy, requester, merged, tasks, due, custom, service },
		...{ messages, last },
		...(row.contact !== undefined && { contact: row.contact }),
		class: row.class,
		createdMs: row.createdMs,
		updatedMs: row.updatedMs
	};
}

/** Waits until the rows are here or it is clear that they will not be. */
function loaded(source: RowSource, ms: number): Promise<void> {
	if (source.state !== 'loading') return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(done, ms);
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
