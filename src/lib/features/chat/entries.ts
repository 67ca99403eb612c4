import type { PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ChannelView } from '#lib/session/desk/views.ts';
import { channelName, otherOf } from './names.ts';

/** A line of the list of conversations. */
export interface Entry {
	readonly id: string;
	readonly name: string;
	readonly channel: ChannelView;
	/** Whom one talks to, in a direct conversation. */
	readonly person: PersonId | undefined;
	/** Zero also while this device does not know. */
	readonly unread: number;
}

export interface Entries {
	readonly channels: readonly Entry[];
	readonly direct: readonly Entry[];
	readonly archived: readonly Entry[];
}

/** My conversations by name: what arrives makes a line bold, it does not move it. */
export function entriesOf(desk: Desk): Entries {
	const all = desk.mine.channels
		.map((channel): Entry => ({
			id: channel.id,
			name: channelName(desk, channel),
			channel,
			person: otherOf(desk, channel),
			unread: channel.archived ? 0 : (desk.mine.unread(channel.id) ?? 0)
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return {
		channels: all.filter(({ channel }) => channel.kind === 'channel' && !channel.archived),
		direct: all.filter(({ channel }) => channel.kind === 'direct'),
		archived: all.filter(({ channel }) => channel.kind === 'channel' && channel.archived)
	};
}

/** In the order of the screen. */
export function inOrder({ channels, direct }: Entries): readonly Entry[] {
	return [...channels, ...direct];
}

/** The conversation `step` lines from the open one; only unread ones if asked. */
export function neighbour(
	entries: readonly Entry[],
	openId: string | undefined,
	step: 1 | -1,
	which: 'any' | 'unread' = 'any'
): Entry | undefined {
	const from = entries.findIndex(({ id }) => id === openId);
	const { length } = entries;
	for (let distance = 1; distance <= length; distance += 1) {
		const start = from === -1 && step === -1 ? 0 : from;
		const entry = entries[(start + step * distance + length * 2) % length];
		if (entry !== undefined && (which === 'any' || entry.unread > 0)) return entry;
	}
	return undefined;
}

/** How many messages wait to be read, in all conversations. */
export function unreadTotal(desk: Desk): number {
	return desk.mine.channels
		.filter(({ archived }) => !archived)
		.reduce((sum, { id }) => sum + (desk.mine.unread(id) ?? 0), 0);
}
