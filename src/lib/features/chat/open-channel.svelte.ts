import type { Channel } from '#lib/domain/channel.ts';
import { directChannelId, entityRef, type ChangeId, type PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import type {
	ChangeResult,
	MessageView,
	RefusalView,
	ThreadView
} from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { firstUnreadOf } from './conversation-items.ts';
import { readersOf, unbegun } from './participants.ts';
import { channelName, otherOf, personName } from './names.ts';

/** One conversation on screen: what was said, what can be said, and how far it has been read. */
export class OpenChannel {
	readonly desk: Desk;
	readonly id: string;
	readonly thread: ThreadView;
	/** Whom a conversation is begun with that nobody has said anything in. */
	readonly #with: PersonId | undefined;
	readonly #name: `channel.${string}`;
	/** Where the line *New* stands; it stays while one reads. */
	#readTo = $state(0);
	#editing = $state<string | null>(null);
	#firstUnread = $derived.by(() =>
		firstUnreadOf(this.thread.messages, this.#readTo, this.desk.me.person)
	);

	constructor(desk: Desk, id: string, person: PersonId | undefined) {
		this.desk = desk;
		this.id = id;
		this.#name = `channel.${id}`;
		this.#with =
			person !== undefined && directChannelId(desk.me.person, person) === id ? person : undefined;
		this.#readTo = desk.mine.readMark(this.#name);
		this.thread = openThread(desk.threads, this.#name);
	}

	/** As the document says, or as it will be once something is said. */
	get channel(): Channel | undefined {
		const { thread, desk } = this;
		if (thread.channel !== undefined || this.#with === undefined) return thread.channel;
		return unbegun(desk.me.person, this.#with);
	}

	get isBegun(): boolean {
		return this.thread.channel !== undefined;
	}

	get status(): ThreadView['status'] {
		if (this.channel !== undefined && this.thread.status !== 'forbidden') return 'ready';
		// A direct conversation that is not there yet looks forbidden to a stranger, and to us.
		return this.#with === undefined ? this.thread.status : 'ready';
	}

	get title(): string {
		const { channel } = this;
		return channel === undefined ? '' : channelName(this.desk, channel);
	}

	get other(): PersonId | undefined {
		return this.channel && otherOf(this.desk, this.channel);
	}

	get canPost(): boolean {
		const { channel } = this;
		return (
			channel !== undefined &&
			!channel.archived &&
			this.desk.can({ do: 'channel.post', channel }).allowed
		);
	}

	/** Who may be mentioned here: all who can read it. */
	get people(): readonly PersonId[] {
		const { channel, desk } = this;
		return channel === undefined ? [] : readersOf(desk, channel);
	}

	get firstUnread(): string | undefined {
		return this.#firstUnread;
	}

	/** Mine that were refused, oldest first. */
	get refusals(): readonly RefusalView[] {
		return this.desk.mine.refusals.filter((refusal) => refusal.target === this.#name);
	}

	get typing(): readonly string[] {
		return this.thread.presence
			.filter(({ typing }) => typing)
			.map(({ person }) => personName(this.desk, person));
	}

	/** Everything up to the newest message has been seen. */
	markRead(): void {
		if (this.thread.seqHead > 0) this.desk.mine.markRead(this.#name, this.thread.seqHead);
	}

	/** Takes the line *New* away. */
	forgetNew(): void {
		this.markRead();
		this.#readTo = this.thread.seqHead;
	}

	/** True when it is on its way; a refused one stays with its writer. */
	say(text: string, mentions: readonly PersonId[]): boolean {
		if (!this.#begin()) return false;
		this.#readTo = Math.max(this.#readTo, this.thread.seqHead);
		return this.#told(
			this.desk.change('message.add', entityRef('channel', this.id), {
				kind: 'public',
				text,
				...(mentions.length > 0 && { mentions })
			})
		);
	}

	/** The message that is being edited. */
	get editing(): string | null {
		return this.#editing;
	}

	editLast(): void {
		const mine = this.thread.messages.findLast((message) => this.isMine(message));
		if (mine !== undefined) this.#editing = mine.id;
	}

	edit(message: string | null): void {
		this.#editing = message;
	}

	isMine(message: MessageView): boolean {
		return !message.retracted && message.by === this.desk.me.person;
	}

	rewrite(message: string, text: string): boolean {
		const target = entityRef('channel', this.id);
		return this.#told(this.desk.change('message.edit', target, { message, text }));
	}

	retract(message: string, retracted: boolean): void {
		const target = entityRef('channel', this.id);
		const result = this.desk.change('message.retract', target, { message, retracted });
		if (!this.#told(result) || !retracted) return;
		const action = { label: t('shell.undo'), run: () => void this.desk.undo(result.id) };
		toast({ text: t('chat.retractedToast'), action });
	}

	retry(id: ChangeId): void {
		const result = this.desk.mine.retry(id);
		if (result !== undefined) this.#told(result);
	}

	/** A direct conversation comes into being with its first message. */
	#begin(): boolean {
		if (this.isBegun || this.#with === undefined) return true;
		const members = [this.desk.me.person, this.#with];
		const body = { kind: 'direct', name: '', members } as const;
		return this.#told(this.desk.change('channel.create', entityRef('channel', this.id), body));
	}

	#told({ verdict }: ChangeResult): boolean {
		if (!verdict.ok) toast({ text: t(`errors.refusal.${verdict.reason}`), tone: 'danger' });
		return verdict.ok;
	}
}
