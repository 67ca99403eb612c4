import type { MessageView } from '#lib/session/desk/views.ts';

/** How many messages are drawn at least, how many more at a time, and how many at most. */
const pageSize = 80;
const mostDrawn = 240;

/**
 * Which of a conversation's messages are drawn. It holds on to messages, not to places, so that
 * older ones coming in above do not move it; with no last one it follows the newest.
 */
export class MessageWindow {
	#first = $state<string | null>(null);
	#last = $state<string | null>(null);

	get isFollowing(): boolean {
		return this.#last === null;
	}

	slice(all: readonly MessageView[]): readonly MessageView[] {
		const [first, end] = this.#bounds(all);
		return all.slice(first, end);
	}

	/** Whether messages that are here lie above or below what is drawn. */
	hasMore(all: readonly MessageView[]): { readonly above: boolean; readonly below: boolean } {
		const [first, end] = this.#bounds(all);
		return { above: first > 0, below: end < all.length };
	}

	/** Draws a page more above, and lets go of what is then too much below. */
	growUp(all: readonly MessageView[]): void {
		const [first, end] = this.#bounds(all);
		const next = Math.max(0, first - pageSize);
		this.#hold(all, next, Math.min(end, next + mostDrawn));
	}

	growDown(all: readonly MessageView[]): void {
		const [first, end] = this.#bounds(all);
		const next = Math.min(all.length, end + pageSize);
		this.#hold(all, Math.max(first, next - mostDrawn), next);
	}

	/** Back to the newest messages. */
	follow(): void {
		this.#first = null;
		this.#last = null;
	}

	/** Makes sure that a message is drawn. */
	show(all: readonly MessageView[], id: string): void {
		const index = all.findIndex((message) => message.id === id);
		const [first, end] = this.#bounds(all);
		if (index === -1 || (index >= first && index < end)) return;
		const from = Math.max(0, index - pageSize / 2);
		this.#hold(all, from, Math.min(all.length, from + mostDrawn));
	}

	#hold(all: readonly MessageView[], first: number, end: number): void {
		this.#first = all[first]?.id ?? null;
		this.#last = end >= all.length ? null : (all[end - 1]?.id ?? null);
	}

	#bounds(all: readonly MessageView[]): [first: number, end: number] {
		const last = this.#last === null ? -1 : all.findIndex(({ id }) => id === this.#last);
		const end = last === -1 ? all.length : last + 1;
		const held = this.#first === null ? -1 : all.findIndex(({ id }) => id === this.#first);
		const first = held === -1 ? end - pageSize : Math.max(held, end - mostDrawn);
		return [Math.max(0, first), end];
	}
}
