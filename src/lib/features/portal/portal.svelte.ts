import { createContext } from 'svelte';
import type { RatingRequest, RequestAnswer, RequestRow } from '#lib/protocol/portal.ts';
import type { FailureCode } from '#lib/session/api.ts';
import { ANSWER, Kept } from './kept.ts';
import { forgetMended } from './mended.ts';
import { OwnFiles } from './own-files.svelte.ts';
import { byId, NOTHING_TOLD, type Line, type PortalParts, type Shown } from './parts.ts';
import { AskedForm } from './asked-form.svelte.ts';
import type { FilesHere } from '#lib/session/files/files-here.ts';
import { isRequest, isRequests, LOST, type Answer } from './portal-api.ts';
import { SeenMarks } from './seen.svelte.ts';
import { SeenReceipts } from './seen-receipts.ts';
import {
	dropWaiting,
	finalCode,
	firstOfEach,
	isWaitingName,
	keepWaiting,
	nextToSend,
	readWaiting,
	type Answers,
	type Waiting
} from './waiting.ts';

const LIST = 'list';

/** What somebody has asked and was told, and what they wrote that is still to be sent. */
export class Portal {
	readonly me: { readonly person: string };
	readonly place: PortalParts['place'];
	readonly #parts: PortalParts;
	readonly #kept: Kept;
	readonly #seen: SeenMarks;
	readonly #receipts: SeenReceipts;
	readonly ownFiles: OwnFiles;
	readonly form: AskedForm;
	#rows = $state.raw<readonly RequestRow[]>([]);
	#answers = $state.raw<readonly RequestAnswer[]>([]);
	#waiting = $state.raw<readonly Waiting[]>([]);
	#next = $state<string | null>(null);
	#isOpen = $state<boolean | null>(null);
	#isOffline = $state(false);
	#failure = $state<FailureCode | null>(null);
	#gone = $state.raw<readonly string[]>([]);
	/** The tag of the newest answer, by what was asked for. */
	#tags: Readonly<Record<string, string>> = {};
	#sending: Promise<void> | null = null;

	constructor(person: string, parts: PortalParts) {
		this.me = { person };
		this.#parts = parts;
		this.place = parts.place;
		this.#kept = new Kept(parts.store, person, this.place.area);
		this.#seen = new SeenMarks(this.#kept);
		this.#receipts = new SeenReceipts(this.#kept, (id, message) => parts.api.seen(id, message));
		this.#waiting = readWaiting(this.#kept);
		const list = this.#kept.read(LIST);
		if (isRequests(list)) this.#takeRows(list.requests);
		this.form = new AskedForm(this.#kept, parts.api);
		this.ownFiles = new OwnFiles(this.#kept, () => parts.openFiles(person));
	}

	/** Files on this device; null while there are none. */
	get files(): FilesHere | null {
		return this.ownFiles.here;
	}

	/** The id that the next request will have: what is added to it before it is sent belongs there. */
	get draftId(): string {
		return this.ownFiles.draftId ?? this.ownFiles.beginDraft(this.#parts.newId());
	}

	/** Newest first; what waits stands on top. Null until this device knows anything. */
	get lines(): readonly Line[] | null {
		const alone = firstOfEach(this.#waiting).filter(({ id }) => byId(this.#rows, id) === undefined);
		if (this.#isOpen === null && this.#rows.length === 0 && alone.length === 0) return null;
		const rows = this.#rows.toSorted((a, b) => b.createdMs - a.createdMs);
		return [
			...alone.reverse().map(({ id, subject, text }) => this.#lineOf(id, null, subject ?? text)),
			...rows.map((row) => this.#lineOf(row.id, row, row.subject))
		];
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** Null until the server has said. */
	get isOpen(): boolean | null {
		return this.#isOpen;
	}

	get isOffline(): boolean {
		return this.#isOffline;
	}

	/** Why there is nothing newer than what is shown, other than the network. */
	get failure(): FailureCode | null {
		return this.#failure;
	}

	/** What will be sent by itself. */
	get waitingCount(): number {
		return this.#waiting.filter(({ refused }) => refused === null).length;
	}

	/** The same, with the files that are still on their way. */
	get unsentCount(): number {
		return this.waitingCount + (this.files?.waiting ?? 0);
	}

	/** Undefined while it is being fetched, null when there is none; what was said in it stays. */
	shown(id: string): Shown | undefined | null {
		const answer = byId(this.#answers, id);
		const waiting = this.#waiting.filter((one) => one.id === id);
		const asked = waiting.find(({ subject }) => subject !== null);
		const isGone = this.#gone.includes(id);
		if (answer !== undefined) return { ...answer, row: answer, waiting };
		if (asked === undefined && !(isGone && waiting.length > 0)) return isGone ? null : undefined;
		return { ...NOTHING_TOLD, row: null, subject: asked?.subject ?? '', waiting };
	}

	/** Makes a request; its id at once. */
	ask(subject: string, text: string, answers: Answers = {}): string {
		const id = this.draftId;
		this.ownFiles.endDraft();
		const files = this.ownFiles.take(id);
		this.#keep({ id, subject: subject.trim(), text: text.trim(), files, answers });
		return id;
	}

	say(id: string, text: string): void {
		const files = this.ownFiles.take(id);
		this.#keep({ id, subject: null, text: text.trim(), files });
	}

	/** Says how this person was served. */
	rate(id: string, rating: RatingRequest): void {
		this.#keep({ id, subject: null, text: rating.words, rating });
	}

	/** Sends what was refused once more, as a new try. */
	retry(waiting: Waiting): void {
		dropWaiting(this.#kept, waiting.change);
		forgetMended(this, waiting.change);
		this.#keep(waiting);
	}

	/** With a request goes what was added to it. */
	discard({ id, change, subject }: Waiting): void {
		const all = this.#waiting.filter((one) => subject !== null && one.id === id);
		for (const one of [change, ...all.map((more) => more.change)]) dropWaiting(this.#kept, one);
		forgetMended(this, change);
		this.#reread();
	}

	/** Sends what waits and asks for what is new: the list, and the request on screen. */
	async refresh(id?: string): Promise<void> {
		await this.#send();
		const answer = await this.#parts.api.list(this.#tags[LIST] ?? '');
		if (this.#note(answer) && answer.value !== null) {
			this.#tags = { ...this.#tags, [LIST]: answer.tag };
			this.#kept.write(LIST, answer.value);
			this.#isOpen = answer.value.open;
			this.#seen.begin(answer.value.requests);
			if (this.#rows.length <= answer.value.requests.length) this.#next = answer.value.next;
			this.#takeRows(answer.value.requests);
		}
		if (answer.ok) void Promise.all([this.#receipts.send(), this.form.loadOnce()]);
		if (id !== undefined) await this.open(id);
	}

	/** Gets one request: from this device at once, then from the server. */
	async open(id: string): Promise<void> {
		const kept = byId(this.#answers, id) ? null : this.#kept.read(ANSWER + id);
		if (isRequest(kept)) this.#takeAnswer(kept);
		if (this.#waiting.some((one) => one.id === id && one.subject !== null)) return;
		const answer = await this.#parts.api.read(id, this.#tags[ANSWER + id] ?? '');
		if (!answer.ok && answer.code === 'not-found') this.#gone = [...this.#gone, id];
		else if (this.#note(answer) && answer.value !== null) {
			this.#tags = { ...this.#tags, [ANSWER + id]: answer.tag };
			this.#takeAnswer(answer.value);
			this.#kept.write(ANSWER + id, answer.value);
		}
	}

	async more(): Promise<void> {
		if (this.#next === null) return;
		const answer = await this.#parts.api.list('', this.#next);
		if (!this.#note(answer) || answer.value === null) return;
		this.#next = answer.value.next;
		this.#takeRows(answer.value.requests);
	}

	/** This person has read a request as far as it is here. */
	markSeen(id: string): void {
		this.#seen.mark(byId(this.#rows, id));
		const answer = byId(this.#answers, id);
		if (answer) this.#receipts.note(answer);
	}

	/** Another tab of this person has written something. */
	follow(key: string | null): void {
		if (this.#kept.owns(key)) this.#reread();
	}

	/** Before signing out: sends, keeps or discards what waits; what was told goes in any case. */
	async leave(mode: 'send' | 'keep' | 'discard'): Promise<'left' | 'waiting'> {
		if (mode === 'send') await this.#send();
		if (mode === 'send' && this.waitingCount === 0) await this.files?.whenSent();
		if (mode === 'send' && this.unsentCount > 0) return 'waiting';
		await this.ownFiles.leave(mode === 'keep');
		for (const name of this.#kept.names())
			if (mode === 'discard' || !isWaitingName(name)) this.#kept.remove(name);
		return 'left';
	}

	#lineOf(id: string, row: RequestRow | null, subject: string): Line {
		const waiting = this.#waiting.filter((one) => one.id === id);
		return {
			id,
			row,
			subject,
			waiting: waiting.filter(({ refused }) => refused === null).length,
			refused: waiting.some(({ refused }) => refused !== null),
			news: row && this.#seen.newsOf(row)
		};
	}

	#keep(written: Omit<Waiting, 'change' | 'atMs' | 'refused'>): void {
		const [change, last] = [this.#parts.newId(), this.#waiting.at(-1)?.atMs ?? 0];
		// Sent in this order, whatever the device's clock does.
		const atMs = Math.max(this.#parts.now(), last + 1);
		keepWaiting(this.#kept, { ...written, change, atMs, refused: null });
		this.#reread();
		void this.refresh(written.id);
	}

	#reread(): void {
		this.#waiting = readWaiting(this.#kept);
	}

	/** One at a time and in order: words on a request come after it. */
	async #send(): Promise<void> {
		this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
		return this.#sending;
	}

	async #sendAll(): Promise<void> {
		for (;;) {
			this.#reread();
			const next = nextToSend(this.#waiting);
			if (next === undefined || !(await this.#sendOne(next))) return;
		}
	}

	/** Whether it is settled, so that the next one can follow. */
	async #sendOne(waiting: Waiting): Promise<boolean> {
		const answer = await this.#hand(waiting);
		const refused = answer.ok ? null : finalCode(answer.code);
		if (refused !== null) keepWaiting(this.#kept, { ...waiting, refused });
		else if (!this.#note(answer)) return false;
		else {
			if (answer.value !== null) this.#takeAnswer(answer.value);
			dropWaiting(this.#kept, waiting.change);
		}
		this.#reread();
		return true;
	}

	#hand({ id, change, subject, text, rating, answers, files = [] }: Waiting) {
		const { api } = this.#parts;
		if (rating !== undefined) return api.rate(id, { change, ...rating });
		return subject === null
			? api.say(id, { change, text, files })
			: api.ask({ id, change, subject, text, files, ...answers });
	}

	/** Takes note of how an answer came about; true when there is one. */
	#note<Value>(answer: Answer<Value>): answer is Extract<Answer<Value>, { ok: true }> {
		this.#isOffline = !answer.ok && (answer.code === 'network' || answer.code === 'timeout');
		this.ownFiles.setOnline(!this.#isOffline);
		const isLost = !answer.ok && LOST.has(answer.code);
		this.#failure = answer.ok || this.#isOffline || isLost ? null : answer.code;
		if (isLost) this.#parts.onLostAccess();
		return answer.ok;
	}

	#takeRows(rows: readonly RequestRow[]): void {
		this.#rows = [...this.#rows.filter(({ id }) => byId(rows, id) === undefined), ...rows];
	}

	#takeAnswer(answer: RequestAnswer): void {
		this.#answers = [...this.#answers.filter(({ id }) => id !== answer.id), answer];
		const { messages: _messages, events: _events, words: _words, cut: _cut, ...row } = answer;
		this.#takeRows([row]);
	}
}

export const [usePortal, providePortal] = createContext<Portal>();
