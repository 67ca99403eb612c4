import { isId, type ChangeId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { readChannel } from '#lib/domain/channel.ts';
import { overlayCells } from '#lib/sync/overlay.ts';
import { typeRecorded, type RefusedChange } from '#lib/documents/thread-doc.ts';
import {
	readMark,
	readMarkNames,
	readMyChannels,
	readNotices,
	readPreference,
	readPreferences,
	readRefusals,
	type Notice
} from '#lib/documents/user-doc.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { onMine, onRoots } from './listening.ts';
import type { Pending } from './pending.ts';
import { toChangeId } from './shapes.decode.ts';
import type { ChannelView, RefusalView } from './views.ts';

/** What `user.<me>` says, with my changes on top. */
export class MyDocument {
	readonly #replica: Replica;
	readonly #pending: Pending;
	readonly #channels: Cached<ChannelView[]>;
	readonly #refusals: Cached<RefusalView[]>;
	readonly #notices: Cached<{ id: string; notice: Notice }[]>;
	readonly #small: Cached<number>;
	#version = 0;

	constructor(replica: Replica, pending: Pending) {
		this.#replica = replica;
		this.#pending = pending;
		const on = (...roots: string[]) => onRoots(replica, ...roots);
		const mine = (kind: string) => onMine(pending, kind);
		this.#channels = new Cached(() => this.#readChannels(), on('channels'), mine('channel.'));
		this.#refusals = new Cached(() => this.#readRefusals(), on('refusals'), mine(''));
		this.#notices = new Cached(() => this.#readNotices(), on('notices'), mine('user.'));
		this.#small = new Cached(() => (this.#version += 1), on('marks', 'prefs'), mine('user.'));
	}

	get channels(): readonly ChannelView[] {
		return this.#channels.value;
	}

	get refusals(): readonly RefusalView[] {
		return this.#refusals.value;
	}

	get notices(): readonly { readonly id: string; readonly notice: Notice }[] {
		return this.#notices.value;
	}

	refusal(id: string): RefusedChange | undefined {
		const { doc } = this.#replica;
		return doc && readRefusals(doc).get(id);
	}

	mark(name: string): number {
		void this.#small.value;
		const own = this.#pending
			.ofUser()
			.flatMap(({ change }) =>
				change.type === 'user.mark' && change.body.of === name ? [change.body.seq] : []
			);
		return Math.max(this.#replica.doc ? readMark(this.#replica.doc, name) : 0, ...own);
	}

	/** The names of everything I have read in. */
	markNames(): ReadonlySet<string> {
		void this.#small.value;
		const { doc } = this.#replica;
		const own = this.#pending
			.ofUser()
			.flatMap(({ change }) => (change.type === 'user.mark' ? [change.body.of] : []));
		return new Set([...(doc ? readMarkNames(doc) : []), ...own]);
	}

	preference(field: string): Json | undefined {
		void this.#small.value;
		const own = this.#pending
			.ofUser()
			.flatMap(({ change }) =>
				change.type === 'user.field' && change.body.field === field ? [change.body.value] : []
			);
		return own.at(-1) ?? (this.#replica.doc && readPreference(this.#replica.doc, field));
	}

	/** The preferences whose names begin with `prefix`. */
	preferences(prefix: string): ReadonlyMap<string, Json> {
		void this.#small.value;
		const found = new Map<string, Json>();
		const keep = (field: string, value: Json) => {
			if (field.startsWith(prefix)) found.set(field, value);
		};
		const { doc } = this.#replica;
		if (doc !== undefined) for (const [field, value] of readPreferences(doc)) keep(field, value);
		for (const { change } of this.#pending.ofUser())
			if (change.type === 'user.field') keep(change.body.field, change.body.value);
		return found;
	}

	stop(): void {
		for (const cached of [this.#channels, this.#refusals, this.#notices, this.#small])
			cached.stop();
	}

	#dismissed(): Set<string> {
		const own = this.#pending.ofUser();
		return new Set(
			own.flatMap(({ change }) => (change.type === 'user.dismiss' ? [change.body.of] : []))
		);
	}

	#readChannels(): ChannelView[] {
		const { doc } = this.#replica;
		const listed = doc === undefined ? new Map() : readMyChannels(doc);
		const views: ChannelView[] = [...listed].map(([id, row]) => ({ ...row, id, pending: false }));
		for (const target of this.#pending.mine.targets()) {
			const id = target.slice('channel.'.length);
			if (!target.startsWith('channel.') || listed.has(id)) continue;
			const view = this.#ownChannel(target, id);
			if (view !== undefined) views.push(view);
		}
		return views;
	}

	/** A channel that only this device knows yet. */
	#ownChannel(target: string, id: string): ChannelView | undefined {
		const changes = this.#pending.toShow(target, this.#replica).map(({ change }) => change);
		const channel = readChannel(overlayCells({}, changes));
		if (channel === undefined) return undefined;
		const { kind, name, team, archived, members } = channel;
		return { id, kind, name, team, archived, members: [...members].sort(), pending: true };
	}

	#readNotices(): { id: string; notice: Notice }[] {
		const { doc } = this.#replica;
		const dismissed = this.#dismissed();
		return doc === undefined ? [] : readNotices(doc).filter(({ id }) => !dismissed.has(id));
	}

	#readRefusals(): RefusalView[] {
		const { doc } = this.#replica;
		if (doc === undefined) return [];
		const done = this.#dismissed();
		for (const { change, settledMs } of this.#pending.mine.all())
			if (change.redo !== undefined && settledMs === null) done.add(change.redo);
		return [...readRefusals(doc)]
			.filter(([id]) => !done.has(id))
			.map(([id, refusal]) => this.#view(id, refusal))
			.sort((a, b) => a.atMs - b.atMs);
	}

	#view(id: string, { change, reason, detail, atMs }: RefusedChange): RefusalView {
		return {
			id: toChangeId(id),
			change: isId(id) ? typeRecorded(change) : undefined,
			target: change.target,
			reason,
			detail,
			atMs,
			dependents: this.#dependents(change.target, change.at)
		};
	}

	/** Changes of mine on the same target that were made on top of a refused one. */
	#dependents(target: string, at: string): ChangeId[] {
		const tainted = new Set([at]);
		const dependents: ChangeId[] = [];
		for (const { change } of this.#pending.mine.of(target)) {
			if (!change.saw.some((stamp) => tainted.has(stamp))) continue;
			tainted.add(change.at);
			dependents.push(change.id);
		}
		return dependents;
	}
}
