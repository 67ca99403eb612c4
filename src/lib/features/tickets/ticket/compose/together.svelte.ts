import { SENT_PREFIX } from '#lib/domain/changes/lift.ts';
import { cellValue, ownCell, presentElements } from '#lib/domain/crdt/cells.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import { jsonMember } from '#lib/domain/json.ts';
import { plainOf, type RichText } from '#lib/domain/rich-text.ts';
import { readMessage, readSent } from '#lib/domain/ticket/messages.ts';
import { TextView } from '#lib/session/desk/texts.ts';
import type { FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { attachmentOf } from '#lib/session/files/named-file.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { OpenTicket } from '../ticket.svelte.ts';

/** What goes along with words that were written together. */
interface Along {
	readonly files: readonly FileRecord[];
	readonly mentionedIn: (words: string) => PersonId[];
}

/** The reply that people write together in one ticket, and whether this person writes along. */
export class Together {
	readonly #open: OpenTicket;
	#joined = $state('');
	#begun = '';
	#claimed = '';

	constructor(open: OpenTicket) {
		this.#open = open;
		this.#joined = keptText(open.desk, this.#place);
	}

	/** The text that is being written: the newest that is not sent. */
	get shared(): string | undefined {
		const { cells } = this.#open.thread;
		const stamp = (id: string) => ownCell(cells, `drafts/${id}`)?.[1] ?? '';
		return presentElements(cells, 'drafts')
			.filter((id) => readSent(cells, id) === undefined)
			.sort((a, b) => (stamp(a) < stamp(b) ? -1 : 1))
			.at(-1);
	}

	/** Who began it. */
	get by(): string | undefined {
		const id = this.shared;
		const began = this.#open.thread.changes.findLast(
			(change) =>
				change.type === 'ticket.element' &&
				change.body.set === 'drafts' &&
				change.body.element === id
		);
		return began?.by;
	}

	get isJoined(): boolean {
		return this.shared !== undefined && this.shared === this.#joined;
	}

	/** Who else sent what this person was writing along in. */
	get sentBy(): string | undefined {
		const sent = this.#joined === '' ? undefined : readSent(this.#open.thread.cells, this.#joined);
		return sent === undefined || sent.by === this.#open.desk.me.person ? undefined : sent.by;
	}

	/** Whether this text was begun here, a moment ago: then what was written alone goes into it. */
	isBegunHere(id: string): boolean {
		return this.#begun === id;
	}

	begin(): void {
		const element = this.#open.desk.newId();
		if (!this.#open.perform('ticket.element', { set: 'drafts', element, present: true })) return;
		this.#begun = element;
		this.#join(element);
	}

	join(): void {
		if (this.shared !== undefined) this.#join(this.shared);
	}

	/** Back to writing alone; the text stays with the others. */
	leave(): void {
		this.#join('');
	}

	discard(element: string): void {
		const body = { set: 'drafts', element, present: false } as const;
		this.leave();
		this.#open.perform('ticket.element', body, t('together.discarded'));
	}

	/** Claims to be the one who sends it, with this person's files; false when that was refused. */
	send(draft: string, rich: RichText, { files, mentionedIn }: Along): boolean {
		const text = plainOf(rich);
		const words = {
			text,
			mentions: mentionedIn(text),
			files: files.map(attachmentOf),
			rich,
			draft
		};
		if (!this.#open.say('public', words)) return false;
		this.#claimed = draft;
		void this.#open.desk.files.send(files.map(({ id }) => id));
		return true;
	}

	/** Whether a message is what this person wrote along in: undone, its words are there again. */
	isOf(message: string): boolean {
		const sent = cellValue(this.#open.thread.cells, SENT_PREFIX + this.#joined);
		return this.#joined !== '' && jsonMember(sent, 'message') === message;
	}

	/**
	 * What this person was writing along in was discarded, never came to be, or was begun when somebody
	 * else began another: it was not sent.
	 */
	get isGone(): boolean {
		const { cells, status } = this.#open.thread;
		if (this.#joined === '' || status !== 'ready') return false;
		return this.#joined !== this.shared && readSent(cells, this.#joined) === undefined;
	}

	/** The lines of it that did not go along when somebody else sent it, or all when it is gone. */
	async unsent(): Promise<string> {
		const { desk, thread, ref } = this.#open;
		const id = this.#joined;
		const sent = readSent(thread.cells, id);
		// Who sent it as well is told by the refusal, which has all of the words.
		if (sent !== undefined && this.#claimed === id) return '';
		const said = sent && readMessage(thread.cells, sent.message);
		const text = new TextView(desk.texts, id, ref);
		await text.caughtUp();
		const mine = plainOf(text.rich);
		text.close();
		if (sent === undefined) {
			this.#forget(id);
			return mine.trim();
		}
		const known = said?.text.split('\n') ?? [];
		const isLeft = (line: string) => line.trim() !== '' && !known.includes(line);
		return mine.split('\n').filter(isLeft).join('\n');
	}

	/** Of two that were begun at once one is enough: this one would stand here again once the other is sent. */
	#forget(element: string): void {
		const { cells } = this.#open.thread;
		if (this.isBegunHere(element) && cellValue(cells, `drafts/${element}`) === true)
			this.#open.perform('ticket.element', { set: 'drafts', element, present: false });
	}

	#join(id: string): void {
		this.#joined = id;
		keepText(this.#open.desk, this.#place, id);
	}

	get #place(): string {
		return `ticket.${this.#open.id}.joined`;
	}
}
