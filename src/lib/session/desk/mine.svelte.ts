import { untrack } from 'svelte';
import type { ChangeId, EntityRef, PersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Notice } from '#lib/documents/user-doc.ts';
import type { Met } from './met.ts';
import type { DeskParts } from './parts.ts';
import { retried } from './retry.ts';
import type * as View from './views.ts';

type Make = (changes: readonly View.PlannedChange[]) => readonly View.ChangeResult[];

/**
 * What is this person's alone: where they talk, what they were told, how they like it, how far they
 * have read, and what was refused of theirs.
 */
export class Mine {
	readonly #parts: DeskParts;
	readonly #self: EntityRef;
	readonly #make: Make;
	/** Marks that are not written yet move what reads them, too. */
	#marksMoved = $state(0);

	constructor(parts: DeskParts, me: PersonId, make: Make) {
		this.#parts = parts;
		this.#self = `user.${me}`;
		this.#make = make;
	}

	get channels(): readonly View.ChannelView[] {
		return this.#parts.mine.channels;
	}

	/** Mentions of me and tickets given to me, newest first. */
	get notices(): readonly { readonly id: string; readonly notice: Notice }[] {
		return this.#parts.mine.notices;
	}

	/** My refused changes that are not dealt with, oldest first. */
	get refusals(): readonly View.RefusalView[] {
		return this.#parts.mine.refusals;
	}

	/** Puts a notice away, or gives up a refused change. */
	dismiss(id: string): void {
		this.#make([{ type: 'user.dismiss', target: this.#self, body: { of: id } }]);
	}

	/** Makes a refused change once more, as of now. */
	retry(id: ChangeId): View.ChangeResult | undefined {
		const refusal = this.#parts.mine.refusal(id);
		if (refusal === undefined) return undefined;
		const cells = this.#parts.known(refusal.change.target, refusal.change.type).cells ?? {};
		const again = retried(refusal, cells);
		return again && this.#make([again])[0];
	}

	/** What my changes met that were made while this device was away for long. */
	get met(): Pick<Met, 'list' | 'dismiss'> {
		return this.#parts.met;
	}

	preference(field: string): Json | undefined {
		return this.#parts.mine.preference(field);
	}

	/** Preferences whose names begin with `prefix`. */
	preferences(prefix: string): ReadonlyMap<string, Json> {
		return this.#parts.mine.preferences(prefix);
	}

	setPreference(field: string, value: Json): void {
		this.#make([{ type: 'user.field', target: this.#self, body: { field, value } }]);
	}

	/** Up to which message number I have read `ticket.<id>` or `channel.<id>`. */
	readMark(name: string): number {
		void this.#marksMoved;
		return Math.max(this.#parts.marks.ahead(name), this.#parts.mine.mark(name));
	}

	/** The names of all that I have read in. */
	get readNames(): readonly string[] {
		return [...this.#parts.mine.markNames(), ...this.#parts.marks.names()];
	}

	markRead(name: string, seq: number): void {
		untrack(() => {
			if (seq <= this.readMark(name)) return;
			this.#parts.marks.set(name, seq);
			this.#marksMoved += 1;
		});
	}

	/** Unread messages of a channel; null when this device does not know. */
	unread(channelId: string): number | null {
		const head = this.#parts.lists.head(channelId);
		return head === undefined ? null : Math.max(0, head - this.readMark(`channel.${channelId}`));
	}
}
