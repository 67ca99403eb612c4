import type { PersonId } from '#lib/domain/ids.ts';
import type { Message } from '#lib/domain/ticket/messages.ts';
import { attachmentOf, type FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { unknownMark, type Filled } from '#lib/domain/catalogue/fill.ts';
import { fileNameOf } from '#lib/ui/file-drop.ts';
import { slashAt } from '#lib/ui/slash-command.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { mentionAt, mentionedIn, type Mentioned } from '#lib/ui/mention-parts.ts';
import type { MessageKind, OpenTicket } from './ticket.svelte.ts';

/** After so long without a letter nobody counts as typing. */
const restMs = 4_000;

/** What is being written in one ticket; kept on this device until it is sent, across reloads too. */
export class ComposerDraft {
	#open: OpenTicket;
	#kind = $state<MessageKind>('public');
	#text = $state('');
	#caret = $state(0);
	#adding = $state(0);
	#mentioned: readonly Mentioned<PersonId>[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#at = $derived(mentionAt(this.#text, this.#caret));
	#slash = $derived(slashAt(this.#text, this.#caret));

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
	/** What stands after the `@` before the caret; undefined when nobody is being mentioned. */
	get mentionQuery(): string | undefined {
		return this.#at?.query;
	}

	/** What stands after a `/` that begins a line; undefined when no template is being looked for. */
	get templateQuery(): string | undefined {
		return this.#slash?.query;
	}

	/** The person typed or moved the caret. */
	moved(caret: number): void {
		this.#caret = caret;
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

	/** Puts a name where the `@` was typed; answers where the caret belongs. */
	mention(name: string, person: PersonId): number {
		const from = this.#at?.from ?? this.#text.length;
		const before = `${this.#text.slice(0, from)}@${name} `;
		this.#mentioned = [...this.#mentioned, { name, person }];
		this.text = before + this.#text.slice(this.#caret);
		this.#caret = before.length;
		return before.length;
	}

	/** Puts a template where the `/` or the caret is; answers what to select: the first gap, or the end. */
	insert({ text, unknown }: Filled): { readonly from: number; readonly to: number } {
		const from = this.#slash?.from ?? this.#caret;
		const before = this.#text.slice(0, from) + text;
		const [gap] = unknown.map(unknownMark);
		const place = gap === undefined ? -1 : before.indexOf(gap, from);
		this.text = before + this.#text.slice(this.#caret);
		const selected =
			gap === undefined || place === -1
				? { from: before.length, to: before.length }
				: { from: place, to: place + gap.length };
		this.#caret = selected.to;
		return selected;
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
		for (const file of files) {
			const name = fileNameOf(file, this.#open.desk.now);
			const problem = await this.#open.desk.files.add(`ticket.${this.#open.id}`, file, name);
			if (problem !== null)
				toast({ text: t(`files.problem.${problem}`, { name }), tone: 'danger' });
		}
		this.#adding -= 1;
	}

	/** Puts a message that was not sent after all back to where it was written. */
	async takeBack({ text, attachments }: Message): Promise<void> {
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
		const mentions = mentionedIn(text, this.#mentioned, this.#open.desk.people);
		if (!this.#open.say(this.#kind, { text, mentions, files: files.map(attachmentOf) })) return;
		void this.#open.desk.files.send(files.map(({ id }) => id));
		this.text = '';
		this.#caret = 0;
		this.#mentioned = [];
		this.rest();
	}

	#place(what: 'text' | 'kind'): string {
		return `ticket.${this.#open.id}.${what}`;
	}
}
