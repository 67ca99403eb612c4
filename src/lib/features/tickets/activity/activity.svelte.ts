import { deskTimeZone } from '#lib/domain/metrics/period.ts';
import type { ActivityAnswer, ActivityRow } from '#lib/protocol/activity.ts';
import { call, decoder, type ApiResult, type FailureCode } from '#lib/session/api.ts';
import type { Desk } from '#lib/session/desk.ts';
import { timeZone } from '#lib/session/search/question.ts';
import { addressOf, formatQuestion, isAsked, type Question } from './question.ts';

const answered = decoder<ActivityAnswer>({ rows: 'object' });

/** The zone of the organisation's days; where it has none, of whoever asks. */
export const zoneOf = (desk: Desk): string => deskTimeZone(desk.catalogue) ?? timeZone();

/** Asks the server for a page of what was done. */
export function fetchPage(
	desk: Desk,
	question: Question,
	page: { readonly before?: string; readonly limit?: number } = {}
): Promise<ApiResult<ActivityAnswer>> {
	return call('GET', addressOf(question, { zone: zoneOf(desk), ...page }), answered);
}

/** The newest page beside what is known: what it covers is as it says, what is older stays. */
export function merged(
	known: { readonly rows: readonly ActivityRow[]; readonly next: string | null },
	newest: ActivityAnswer
): ActivityAnswer {
	const { next } = newest;
	const top = known.rows[0]?.at;
	if (next === null || top === undefined || top < next) return newest;
	return { rows: [...newest.rows, ...known.rows.filter(({ at }) => at < next)], next: known.next };
}

/** What was done, as far as it was looked at: the server's pages, or the last one kept here. */
export class Activity {
	readonly #desk: Desk;
	#question: Question | undefined;
	#asked = 0;
	#rows = $state.raw<readonly ActivityRow[]>([]);
	#next = $state<string | null>(null);
	#isAsking = $state(false);
	#isKept = $state(false);
	#asOfMs = $state(0);
	#failure = $state.raw<FailureCode>();
	#refreshing: Promise<void> | undefined;
	#isAskedAgain = false;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	get rows(): readonly ActivityRow[] {
		return this.#rows;
	}
	/** Whether there is more before these rows. */
	get hasMore(): boolean {
		return this.#next !== null;
	}
	get isAsking(): boolean {
		return this.#isAsking;
	}
	/** Whether these rows were kept here, because the server cannot be reached. */
	get isKept(): boolean {
		return this.#isKept;
	}
	get asOfMs(): number {
		return this.#asOfMs;
	}
	/** Why there is nothing newer. */
	get failure(): FailureCode | undefined {
		return this.#failure;
	}
	get isUnreached(): boolean {
		return this.#failure === 'network' || this.#failure === 'timeout';
	}

	/** Asks for the newest page, and goes on until there is a row or the log has ended. */
	async ask(question: Question): Promise<void> {
		const isOther =
			this.#question === undefined || formatQuestion(question) !== formatQuestion(this.#question);
		this.#question = question;
		const asked = ++this.#asked;
		if (isOther) [this.#rows, this.#next, this.#isKept] = [[], null, false];
		this.#isAsking = true;
		const answer = await fetchPage(this.#desk, question);
		if (asked !== this.#asked) return;
		if (answer.ok) this.#take({ rows: [], next: null }, answer.value);
		else await this.#fallBack(question, answer.code);
		if (asked !== this.#asked) return;
		this.#isAsking = false;
		if (answer.ok) await this.#keep();
		if (this.#rows.length === 0) await this.more();
	}

	/** Fetches what was done before. */
	async more(): Promise<void> {
		const [question, asked] = [this.#question, this.#asked];
		if (question === undefined || this.#isAsking) return;
		const many = this.#rows.length;
		this.#isAsking = true;
		while (this.#next !== null && this.#rows.length === many) {
			const answer = await fetchPage(this.#desk, question, { before: this.#next });
			if (asked !== this.#asked) return;
			this.#failure = answer.ok ? undefined : answer.code;
			if (!answer.ok) break;
			this.#rows = [...this.#rows, ...answer.value.rows];
			this.#next = answer.value.next;
		}
		this.#isAsking = false;
	}

	/** Something may be new: one look after the other, so that no older answer comes last. */
	refresh(): Promise<void> {
		this.#isAskedAgain = this.#refreshing !== undefined;
		this.#refreshing ??= this.#refreshAll().finally(() => (this.#refreshing = undefined));
		return this.#refreshing;
	}

	async #refreshAll(): Promise<void> {
		do {
			this.#isAskedAgain = false;
			const [question, asked] = [this.#question, this.#asked];
			// Whoever asks already gets what is new.
			if (question === undefined || this.#isAsking) return;
			const answer = await fetchPage(this.#desk, question);
			if (asked !== this.#asked || this.#isAsking) return;
			if (answer.ok) {
				const known = this.#isKept ? [] : this.#rows;
				this.#take({ rows: known, next: this.#next }, answer.value);
				await this.#keep();
			} else this.#failure = answer.code;
		} while (this.#isAskedAgain);
	}

	#take(
		known: { rows: readonly ActivityRow[]; next: string | null },
		newest: ActivityAnswer
	): void {
		({ rows: this.#rows, next: this.#next } = merged(known, newest));
		[this.#isKept, this.#failure, this.#asOfMs] = [false, undefined, this.#desk.now];
	}

	async #keep(): Promise<void> {
		const rows = this.#rows.slice(0, 200);
		if (rows.length > 0)
			await (await this.#desk.storage.answer('activity')).keep({ rows, asOfMs: this.#asOfMs });
	}

	/** Without the server, what lies here of the teams that I may read stands for it. */
	async #fallBack(question: Question, code: FailureCode): Promise<void> {
		this.#failure = code;
		if (this.#rows.length > 0 || !this.isUnreached) return;
		const asked = this.#asked;
		const kept = await (await this.#desk.storage.answer('activity')).read();
		if (asked !== this.#asked || kept === undefined) return;
		const mayRead = ({ ticket }: ActivityRow) =>
			this.#desk.can({ do: 'team.read', team: ticket.team }).allowed;
		const zone = zoneOf(this.#desk);
		this.#rows = kept.rows.filter((row) => mayRead(row) && isAsked(row, question, zone));
		[this.#isKept, this.#asOfMs] = [true, kept.asOfMs];
	}
}
