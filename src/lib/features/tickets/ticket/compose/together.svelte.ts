import { ownCell, presentElements } from '#lib/domain/crdt/cells.ts';
import { plainOf, type RichText } from '#lib/domain/rich-text.ts';
import { readSent } from '#lib/domain/ticket/messages.ts';
import { attachmentOf, type FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { OpenTicket } from '../ticket.svelte.ts';

/** The reply that people write together in one ticket, and whether this person writes along. */
export class Together {
	readonly #open: OpenTicket;
	#joined = $state('');
	#begun = '';

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
		this.#open.perform('ticket.element', body, t('together.discarded'));
	}

	/** Claims to be the one who sends it; false when that was refused. */
	send(draft: string, rich: RichText, files: readonly FileRecord[]): boolean {
		const words = {
			text: plainOf(rich),
			mentions: [],
			files: files.map(attachmentOf),
			together: { draft, rich }
		};
		if (!this.#open.say('public', words)) return false;
		void this.#open.desk.files.send(files.map(({ id }) => id));
		return true;
	}

	#join(id: string): void {
		this.#joined = id;
		keepText(this.#open.desk, this.#place, id);
	}

	get #place(): string {
		return `ticket.${this.#open.id}.joined`;
	}
}
