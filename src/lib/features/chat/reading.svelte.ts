import { tick } from 'svelte';
import type { MessageView } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { MessageWindow } from './message-window.svelte.ts';
import type { OpenChannel } from './open-channel.svelte.ts';

/** Nearer to an end than this counts as being there. */
const nearPx = 40;
/** Nearer than this to an end, more is drawn. */
const growPx = 600;

/** Where somebody is in a conversation: what is drawn, what they have seen, what came meanwhile. */
export class Reading {
	readonly #open: OpenChannel;
	readonly #window = new MessageWindow();
	view = $state<HTMLElement>();
	#isAtEnd = $state(true);
	/** The newest message when the end was last in sight. */
	#seen = $state<string>();
	#isLoading = $state(false);
	#isPlaced = false;
	#anchor: { readonly id: string; readonly top: number } | undefined;
	#shown = $derived.by(() => this.#window.slice(this.#open.thread.messages));

	constructor(open: OpenChannel) {
		this.#open = open;
	}

	get shown(): readonly MessageView[] {
		return this.#shown;
	}
	get isLoading(): boolean {
		return this.#isLoading;
	}
	/** Whether the newest message is out of sight. */
	get isAway(): boolean {
		return !this.#isAtEnd;
	}
	/** What others said below, since the end was last in sight. */
	get newBelow(): number {
		if (this.#isAtEnd) return 0;
		const { messages } = this.#open.thread;
		const seen = messages.findLastIndex(({ id }) => id === this.#seen);
		return seen === -1 ? 0 : messages.length - 1 - seen;
	}
	get hasAbove(): boolean {
		return this.#window.hasMore(this.#open.thread.messages).above;
	}

	/** Before the page changes: what is at the top of the view, and where. */
	remember(): void {
		const { view } = this;
		if (view === undefined) return;
		const top = view.getBoundingClientRect().top;
		for (const item of view.querySelectorAll<HTMLElement>('[data-item]')) {
			const box = item.getBoundingClientRect();
			if (box.bottom <= top) continue;
			this.#anchor = { id: item.dataset['item'] ?? '', top: box.top - top };
			return;
		}
		this.#anchor = undefined;
	}

	/** After the page has changed: what was being read is where it was, or the end is still in sight. */
	settle(): void {
		const { view } = this;
		if (view === undefined || this.#open.thread.messages.length === 0) return;
		if (!this.#isPlaced) this.#place();
		else if (this.#isAtEnd && this.#window.isFollowing) view.scrollTop = view.scrollHeight;
		else this.#restore(view);
		this.note();
	}

	scrolled(): void {
		const { view } = this;
		if (view === undefined) return;
		const below = view.scrollHeight - view.scrollTop - view.clientHeight;
		this.#isAtEnd = below < nearPx && this.#window.isFollowing;
		const all = this.#open.thread.messages;
		const more = this.#window.hasMore(all);
		if (view.scrollTop < growPx && more.above) this.#window.growUp(all);
		else if (below < growPx && more.below) this.#window.growDown(all);
		else if (view.scrollTop < growPx && this.#open.thread.olderCount > 0)
			void this.loadOlder('quietly');
		this.note();
	}

	/** What is at the end of the view counts as read, if somebody is looking. */
	note(): void {
		if (!this.#isAtEnd) return;
		this.#seen = this.#open.thread.messages.at(-1)?.id;
		if (document.visibilityState === 'visible' && document.hasFocus()) this.#open.markRead();
	}

	async toNewest(): Promise<void> {
		this.#window.follow();
		this.#isAtEnd = true;
		await tick();
		if (this.view) this.view.scrollTop = this.view.scrollHeight;
		this.note();
	}

	/** Fetches what lies on the server. Asked for by hand it says why it could not. */
	async loadOlder(how: 'quietly' | 'asked'): Promise<void> {
		const { desk, thread } = this.#open;
		const isOffline = desk.connection.kind === 'offline';
		if (this.#isLoading || (how === 'quietly' && isOffline)) return;
		this.#isLoading = true;
		const oldest = thread.messages.find(({ seq }) => seq !== null)?.seq ?? thread.seqHead + 1;
		const found = await desk.threads.fetchOlder(thread.ref, oldest);
		this.#isLoading = false;
		if (found === 'fetched') this.#window.growUp(thread.messages);
		else if (how === 'asked' && found === 'offline') toast({ text: t('chat.older.offline') });
		else if (how === 'asked' && found === 'failed')
			toast({ text: t('chat.older.failed'), tone: 'danger' });
	}

	/** A conversation opens at the first unread message, else at its end. */
	#place(): void {
		const { view } = this;
		if (view === undefined) return;
		this.#isPlaced = true;
		const { messages } = this.#open.thread;
		const first = messages.findIndex(({ id }) => id === this.#open.firstUnread);
		this.#seen = messages[first - 1]?.id;
		const unread = view.querySelector<HTMLElement>('[data-item="new"]');
		view.scrollTop = unread === null ? view.scrollHeight : unread.offsetTop - view.clientHeight / 4;
		this.scrolled();
	}

	#restore(view: HTMLElement): void {
		const was = this.#anchor;
		const item = was && view.querySelector<HTMLElement>(`[data-item="${CSS.escape(was.id)}"]`);
		if (!item) return;
		const top = item.getBoundingClientRect().top - view.getBoundingClientRect().top;
		view.scrollTop += top - was.top;
	}
}
