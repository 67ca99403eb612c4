import type { PersonId } from '#lib/domain/ids.ts';
import type { Message } from '#lib/domain/ticket/messages.ts';
import { attachmentOf, type FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { fileNameOf } from '#lib/ui/file-drop.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { mentionedIn, type Mentioned } from '#lib/ui/mention-parts.ts';
import type { MessageKind, OpenTicket } from './ticket.svelte.ts';

/** After so long without a letter nobody counts as typing. */
const restMs = 4_000;

/** What is being written in one ticket; kept on this device until it is sent, across reloads too. */
export class ComposerDraft {
	#open: OpenTicket;
	#kind = $state<MessageKind>('public');
	#text = $state('');
	#adding = $state(0);
	#mentioned: readonly Mentioned<PersonId>[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(open: OpenTicket) {
		this.#open = open;
		this.#text = keptText(open.desk, this.#place('text'));
		this.#kind = keptText(open.desk, this.#place('kind')) === 'note' ? 'note' : 'public';
	}

	get kind(): MessageKind {
		return this.#kind;
	}
	set kind(next: MessageKind) {
		this.#kind = next;
		keepText(this.#open.desk, this.#place('kind'), next === 'note' ? 'note' : '');
	}
	get text(): string {
		return this.#text;
	}
	set text(next: string) {
		this.#text = next;
		keepText(this.#open.desk, this.#place('text'), next);
	}
	/** The person typed or moved the caret. */
	moved(): void {
		this.#open.thread.setTyping(this.#text !== '');
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.rest(), restMs);
	}

	rest(): void {
		clearTimeout(this.#timer);
		this.#open.thread.setTyping(false);
	}

	add(words: string): void {
		this.text = this.#text === '' ? words : `${this.#text}\n\n${words}`;
	}

	/** Somebody was picked who is mentioned from now on. */
	mention(name: string, person: PersonId): void {
		this.#mentioned = [...this.#mentioned, { name, person }];
	}

	/** Who is mentioned in words that were written here. */
	mentionedIn(words: string): PersonId[] {
		return mentionedIn(words, this.#mentioned, this.#open.desk.people);
	}

	/** What the message will carry, oldest first. */
	get files(): readonly FileRecord[] {
		return this.#open.desk.files.drafts(`ticket.${this.#open.id}`);
	}
	/** A file is being read; it will be there in a moment. */
	get isAdding(): boolean {
		return this.#adding > 0;
	}
	get isEmpty(): boolean {
		return this.#text.trim() === '' && this.files.length === 0;
	}

	/** Takes files up, one after the other; says which it could not. */
	async attach(files: readonly Blob[]): Promise<void> {
		this.#adding += 1;
		try {
			for (const file of files) await this.#add(file);
		} finally {
			this.#adding -= 1;
		}
	}

	async #add(file: Blob): Promise<void> {
		const { desk, id } = this.#open;
		const name = fileNameOf(file, desk.now);
		const problem = await desk.files.add(`ticket.${id}`, file, name);
		if (problem !== null) toast({ text: t(`files.problem.${problem}`, { name }), tone: 'danger' });
	}

	/** Puts a message that was not sent after all back to where it was written; its words, if `text`. */
	async takeBack({ text, attachments }: Pick<Message, 'text' | 'attachments'>): Promise<void> {
		this.kind = 'public';
		if (text !== '') this.add(text);
		for (const { id, name, type } of attachments) {
			const bytes = await this.#open.desk.files.bytes(id);
			if (bytes !== undefined) await this.attach([new File([bytes], name, { type })]);
		}
	}

	send(): void {
		const text = this.#text.trim();
		const { files } = this;
		if (this.isEmpty || this.isAdding) return;
		const mentions = this.mentionedIn(text);
		if (!this.#open.say(this.#kind, { text, mentions, files: files.map(attachmentOf) })) return;
		void this.#open.desk.files.send(files.map(({ id }) => id));
		this.text = '';
		this.#mentioned = [];
		this.rest();
	}

	#place(what: 'text' | 'kind'): string {
		return `ticket.${this.#open.id}.${what}`;
	}
}
