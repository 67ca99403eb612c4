import type { PersonId } from '#lib/domain/ids.ts';
import { isFormatted, plainOf, richOf, richText, type RichText } from '#lib/domain/rich-text.ts';
import type { Message } from '#lib/domain/ticket/messages.ts';
import type { FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { attachmentOf } from '#lib/session/files/named-file.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { mentionedIn, type Mentioned } from '#lib/ui/mention-parts.ts';
import { FileDrafts } from '../../file-drafts.svelte.ts';
import type { MessageKind, OpenTicket } from '../ticket.svelte.ts';

/** Beside what is written in each ticket; like its kind, it is nothing that somebody began to write. */
const TOOLS = 'tools.kind';
const EMPTY_LINE = { k: 'p', t: [] } as const;

/** After so long without a letter nobody counts as typing. */
const restMs = 4_000;

/** What is being written in one ticket; kept on this device until it is sent, across reloads too. */
export class ComposerDraft {
	#open: OpenTicket;
	#kind = $state<MessageKind>('public');
	#text = $state('');
	#rich = $state.raw<RichText>();
	#hasTools = $state(false);
	#mentioned: readonly Mentioned<PersonId>[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The files that go along. */
	readonly drafts: FileDrafts;

	constructor(open: OpenTicket) {
		this.#open = open;
		this.drafts = new FileDrafts(open.desk, () => `ticket.${open.id}`);
		this.#text = keptText(open.desk, this.#place('text'));
		this.#rich = keptRich(keptText(open.desk, this.#place('rich')));
		this.#hasTools = keptText(open.desk, TOOLS) !== '';
		this.#kind = keptText(open.desk, this.#place('kind')) === 'note' ? 'note' : 'public';
	}

	get kind(): MessageKind {
		return this.#kind;
	}
	set kind(next: MessageKind) {
		if (next !== this.#kind) this.rest();
		this.#kind = next;
		keepText(this.#open.desk, this.#place('kind'), next === 'note' ? 'note' : '');
	}
	get text(): string {
		return this.#text;
	}
	set text(next: string) {
		this.#text = next;
		keepText(this.#open.desk, this.#place('text'), next);
		if (next === '') this.#format(undefined);
	}
	/** The same words, formatted; those of another text than this are not. */
	get rich(): RichText {
		const rich = this.#rich;
		return rich !== undefined && plainOf(rich) === this.#text ? rich : richOf(this.#text);
	}
	set rich(next: RichText) {
		this.text = plainOf(next);
		this.#format(next);
	}
	/** Whether this person formats what they write; so they do in every ticket on this device. */
	get hasTools(): boolean {
		return this.#hasTools;
	}
	set hasTools(next: boolean) {
		this.#hasTools = next;
		keepText(this.#open.desk, TOOLS, next ? 'yes' : '');
	}
	/** The person typed or moved the caret. */
	moved(): void {
		this.typed(this.#text !== '', this.#kind === 'public');
	}

	/** The person types, here or in what is written together; `isAnswer` goes to whoever asked. */
	typed(isTyping: boolean, isAnswer: boolean): void {
		this.#open.thread.setTyping(isTyping, isAnswer);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.rest(), restMs);
	}

	rest(): void {
		clearTimeout(this.#timer);
		this.#open.thread.setTyping(false);
	}

	add(words: string): void {
		this.#append(richOf(words));
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
		return this.drafts.all;
	}
	get isAdding(): boolean {
		return this.drafts.isAdding;
	}
	get isEmpty(): boolean {
		return this.#text.trim() === '' && this.files.length === 0;
	}

	async attach(files: readonly Blob[]): Promise<void> {
		await this.drafts.attach(files);
	}

	/** Puts a message that was not sent after all back to where it was written; its words, if `text`. */
	async takeBack({
		text,
		rich,
		attachments
	}: Pick<Message, 'text' | 'rich' | 'attachments'>): Promise<void> {
		this.kind = 'public';
		if (text !== '') this.#append(rich ?? richOf(text));
		for (const { id, name, type } of attachments) {
			const bytes = await this.#open.desk.files.bytes(id);
			if (bytes !== undefined) await this.attach([new File([bytes], name, { type })]);
		}
	}

	send(): void {
		const { files } = this;
		if (this.isEmpty || this.isAdding) return;
		const rich = isFormatted(this.rich) ? this.rich : undefined;
		const text = rich === undefined ? this.#text.trim() : plainOf(rich);
		const mentions = this.mentionedIn(text);
		if (!this.#open.say(this.#kind, { text, rich, mentions, files: files.map(attachmentOf) }))
			return;
		this.drafts.send();
		this.text = '';
		this.#mentioned = [];
		this.rest();
	}

	#append(words: RichText): void {
		this.rich = this.#text === '' ? words : [...this.rich, EMPTY_LINE, ...words];
	}

	/** Words without a mark are kept as text alone. */
	#format(next: RichText | undefined): void {
		this.#rich = next;
		const kept = next !== undefined && isFormatted(next) ? JSON.stringify(next) : '';
		keepText(this.#open.desk, this.#place('rich'), kept);
	}

	#place(what: 'text' | 'rich' | 'kind'): string {
		return `ticket.${this.#open.id}.${what}`;
	}
}

/** What this device kept of formatted words; undefined when it is none, or of another version. */
function keptRich(kept: string): RichText | undefined {
	if (kept === '') return undefined;
	try {
		const decoded = richText(JSON.parse(kept));
		return decoded.ok ? decoded.value : undefined;
	} catch {
		return undefined;
	}
}
