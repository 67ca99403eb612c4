import { readChannel, type Channel } from '#lib/domain/channel.ts';
import type { Cells } from '#lib/domain/crdt/cells.ts';
import { messageKeys } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { conflicts, type Conflict } from '#lib/domain/history.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import { readTicket, type Ticket } from '#lib/domain/ticket/ticket.ts';
import {
	readBacklinks,
	readCells,
	readChanges,
	readRefused,
	readSeq,
	readService,
	type Backlink,
	type RefusedChange
} from '#lib/documents/thread-doc.ts';
import { Cached } from '#lib/reactive/cached.ts';
import { keysShown, newService, overlayCells, overlayService } from '#lib/sync/overlay.ts';
import type { MyChange } from '#lib/sync/my-changes.ts';
import { onRoots } from './listening.ts';
import { OwnPresence, othersHere } from './presence.ts';
import type { ThreadPlace, Threads } from './threads.ts';
import type { MessageView, Presence, ThreadRef, ThreadView } from './views.ts';

interface Shown {
	readonly cells: Cells;
	readonly changes: readonly MyChange[];
	readonly pendingKeys: ReadonlySet<string>;
}

/** A thread on screen: the others there see that this person has it open. */
export const openThread = (threads: Threads, ref: ThreadRef): ThreadView =>
	new OpenThread(threads.enter(ref, true));

/** A thread that is read in passing: nobody is told that this person has it open. */
export const peekThread = (threads: Threads, ref: ThreadRef): ThreadView =>
	new OpenThread(threads.enter(ref, false));

/** A ticket or channel with my changes on top; each part is read again only when its source moved. */
class OpenThread implements ThreadView {
	readonly ref: ThreadRef;
	readonly #place: ThreadPlace;
	readonly #status: Cached<ThreadView['status']>;
	readonly #shown: Cached<Shown>;
	readonly #messages: Cached<readonly MessageView[]>;
	readonly #changes: Cached<readonly TypedChange[]>;
	readonly #conflicts: Cached<readonly Conflict[]>;
	readonly #backlinks: Cached<readonly Backlink[]>;
	readonly #refused: Cached<readonly RefusedChange[]>;
	readonly #service: Cached<ServiceRecord | null>;
	readonly #presence: Cached<readonly Presence[]>;
	readonly #own: OwnPresence;
	readonly #subject: Cached<{ ticket: Ticket | undefined; channel: Channel | undefined }>;
	#known = new Map<string, MessageView>();

	constructor(place: ThreadPlace) {
		this.#place = place;
		this.ref = place.ref;
		const { replica, pending, older, ref } = place;
		const { onState } = replica;
		const on = (root: string) => onRoots(replica, root);
		const mine = (changed: () => void) =>
			pending.onChange((targets) => {
				if (targets.has(ref)) changed();
			});
		const overlaid = [on('cells'), mine, onState, older.onChange];
		this.#shown = new Cached(() => this.#readShown(), ...overlaid);
		this.#subject = new Cached(() => this.#readSubject(), ...overlaid);
		this.#messages = new Cached(() => this.#readMessages(), ...overlaid);
		const recorded = [on('changes'), mine, onState, older.onChange];
		this.#changes = new Cached(() => this.#readChanges(), ...recorded);
		this.#conflicts = new Cached(() => conflicts(this.#changes.value), ...recorded);
		this.#backlinks = new Cached(
			() => (replica.doc ? readBacklinks(replica.doc) : []),
			on('backlinks'),
			onState
		);
		this.#refused = new Cached(() => (replica.doc ? readRefused(replica.doc) : []), on('refused'));
		const onLine = [onState, mine, place.onLine, on('meta')];
		this.#status = new Cached(() => this.#readStatus(), ...onLine);
		this.#service = new Cached(() => this.#readService(), on('meta'), mine, onState);
		this.#own = new OwnPresence(place.me, (state) => replica.setPresence(state));
		this.#presence = new Cached(
			() => othersHere(replica.presence(), place.me),
			replica.onPresence,
			onState
		);
		if (place.isTold) this.#own.tell();
	}

	get status(): ThreadView['status'] {
		return this.#status.value;
	}

	get cells(): Cells {
		return this.#shown.value.cells;
	}

	get ticket(): Ticket | undefined {
		return this.#subject.value.ticket;
	}

	get channel(): Channel | undefined {
		return this.#subject.value.channel;
	}

	get messages(): readonly MessageView[] {
		return this.#messages.value;
	}

	get changes(): readonly TypedChange[] {
		return this.#changes.value;
	}

	get conflicts(): readonly Conflict[] {
		return this.#conflicts.value;
	}

	get backlinks(): readonly Backlink[] {
		return this.#backlinks.value;
	}

	get refused(): readonly RefusedChange[] {
		return this.#refused.value;
	}

	get service(): ServiceRecord | null {
		return this.#service.value;
	}

	get pendingKeys(): ReadonlySet<string> {
		return this.#shown.value.pendingKeys;
	}

	get seqHead(): number {
		void this.#status.value;
		const { doc } = this.#place.replica;
		return doc === undefined ? 0 : readSeq(doc).head;
	}

	get olderCount(): number {
		const numbers = this.messages.flatMap(({ seq }) => seq ?? []);
		return Math.max(0, (numbers.length > 0 ? Math.min(...numbers) : this.seqHead + 1) - 1);
	}

	get live(): boolean {
		void this.#status.value;
		return this.#place.replica.isLive;
	}

	get asOfMs(): number | null {
		return this.live ? null : this.#place.replica.lastLiveMs;
	}

	get presence(): readonly Presence[] {
		return this.#presence.value;
	}

	readonly setTyping = (typing: boolean, isAnswer = false): void =>
		this.#own.say({ typing, answering: typing && isAnswer });
	readonly setWriting = (writing: boolean): void => this.#own.say({ writing });
	readonly setJoins = (joins: PersonId | null): void => this.#own.say({ joins });

	readonly close = (): void => {
		const all = [this.#status, this.#shown, this.#messages, this.#changes, this.#conflicts];
		for (const cached of [
			...all,
			this.#backlinks,
			this.#refused,
			this.#service,
			this.#presence,
			this.#subject
		])
			cached.stop();
		this.#place.onClose();
	};

	#readStatus(): ThreadView['status'] {
		const { replica, isOffline } = this.#place;
		if (this.#place.pending.toShow(this.ref, replica).length > 0 && this.#exists()) return 'ready';
		if (replica.status === 'forbidden') return 'forbidden';
		if (replica.status === 'unknown') return 'missing';
		if (replica.status === 'ready') return 'ready';
		return isOffline() ? 'missing' : 'loading';
	}

	#exists(): boolean {
		return Object.hasOwn(this.#shown.value.cells, 'created');
	}

	#readShown(): Shown {
		const { replica, pending, older } = this.#place;
		const stored = replica.doc === undefined ? {} : readCells(replica.doc);
		const base = older.withCells(stored);
		const changes = pending.toShow(this.ref, replica);
		const unsettled = changes.filter(({ settledMs }) => settledMs === null);
		const cells = overlayCells(
			base,
			changes.map(({ change }) => change)
		);
		return {
			cells,
			changes,
			pendingKeys: keysShown(
				base,
				unsettled.map(({ change }) => change)
			)
		};
	}

	#readSubject(): { ticket: Ticket | undefined; channel: Channel | undefined } {
		const { cells } = this.#shown.value;
		return this.ref.startsWith('ticket.')
			? { ticket: readTicket(cells), channel: undefined }
			: { ticket: undefined, channel: readChannel(cells) };
	}

	/** A message that looks as before stays the same object, so that its component is left alone. */
	#readMessages(): readonly MessageView[] {
		const { cells, pendingKeys } = this.#shown.value;
		const views = readMessages(cells).map((message): MessageView => {
			const { existence, text, retracted, split } = messageKeys(message.id);
			const pending = [existence, text, retracted, split].some((key) => pendingKeys.has(key));
			const view = { ...message, pending };
			const known = this.#known.get(message.id);
			return known !== undefined && isSame(known, view) ? known : view;
		});
		this.#known = new Map(views.map((view) => [view.id, view]));
		return views;
	}

	/** My own words are still with me, the document's record of them is not. */
	#readChanges(): readonly TypedChange[] {
		const { replica, pending, older } = this.#place;
		const stored = replica.doc === undefined ? [] : readChanges(replica.doc);
		const byId = new Map(older.withChanges(stored));
		for (const { change } of pending.toShow(this.ref, replica))
			if (!byId.has(change.id)) byId.set(change.id, change);
		return [...byId.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
	}

	#readService(): ServiceRecord | null {
		const { replica, pending } = this.#place;
		if (!this.ref.startsWith('ticket.')) return null;
		const changes = pending.toShow(this.ref, replica).map(({ change }) => change);
		const known = replica.doc === undefined ? null : readService(replica.doc);
		return known === null ? newService(changes) : overlayService(known, changes);
	}
}

/** What of a message may become another. */
const LOOKS = ['text', 'at', 'editedMs', 'retracted', 'split', 'seq', 'pending'] as const;

function isSame(a: MessageView, b: MessageView): boolean {
	const becameOf = (one: MessageView) => `${one.delivery?.state} ${one.delivery?.why}`;
	return LOOKS.every((look) => a[look] === b[look]) && becameOf(a) === becameOf(b);
}
