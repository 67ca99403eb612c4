import type { PersonId } from '#lib/domain/ids.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { mentionAt, mentionedIn, type Mentioned } from '#lib/ui/mention-parts.ts';
import { emojiAt } from './emoji.ts';
import type { OpenChannel } from './open-channel.svelte.ts';

/** After so long without a letter nobody counts as typing. */
const restMs = 4_000;

/** What is being completed at the caret. */
export interface Completing {
	readonly what: 'mention' | 'emoji';
	readonly from: number;
	readonly query: string;
}

/** What is being written in one conversation; kept on this device until it is sent. */
export class Draft {
	readonly #open: OpenChannel;
	#text = $state('');
	#caret = $state(0);
	#mentioned: readonly Mentioned<PersonId>[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#completing = $derived.by((): Completing | undefined => {
		const emoji = emojiAt(this.#text, this.#caret);
		if (emoji !== undefined) return { what: 'emoji', ...emoji };
		const mention = mentionAt(this.#text, this.#caret);
		return mention && { what: 'mention', ...mention };
	});

	constructor(open: OpenChannel) {
		this.#open = open;
		this.#text = keptText(open.desk, this.#place);
	}

	get #place(): string {
		return `channel.${this.#open.id}`;
	}

	get text(): string {
		return this.#text;
	}
	set text(next: string) {
		this.#text = next;
		keepText(this.#open.desk, this.#place, next);
	}

	get completing(): Completing | undefined {
		return this.#completing;
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
		this.text = this.#text === '' ? words : `${this.#text}\n${words}`;
		this.#caret = this.#text.length;
	}

	mention(name: string, person: PersonId): number {
		this.#mentioned = [...this.#mentioned, { name, person }];
		return this.insert(`@${name} `);
	}

	/** Puts words where something is being completed, or at the caret; answers where the caret belongs. */
	insert(words: string): number {
		const from = this.#completing?.from ?? this.#caret;
		const before = this.#text.slice(0, from) + words;
		this.text = before + this.#text.slice(this.#caret);
		this.#caret = before.length;
		return before.length;
	}

	send(): boolean {
		const text = this.#text.trim();
		const { people } = this.#open.desk;
		if (text === '' || !this.#open.say(text, mentionedIn(text, this.#mentioned, people)))
			return false;
		this.text = '';
		this.#caret = 0;
		this.#mentioned = [];
		this.rest();
		return true;
	}
}
