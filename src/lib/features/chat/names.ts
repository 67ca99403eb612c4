import { isId, type PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';

export const isPerson = (value: unknown): value is PersonId => isId(value);

export function personName(desk: Desk, by: string): string {
	const person = isPerson(by) ? desk.people.get(by) : undefined;
	if (person !== undefined) return person.name;
	return by === desk.me.person ? desk.me.name : t('chat.unknownPerson');
}

interface Named {
	readonly kind: 'channel' | 'direct';
	readonly name: string;
	readonly members: Iterable<string>;
}

/** The other one of a direct conversation. */
export function otherOf(desk: Desk, channel: Named): PersonId | undefined {
	if (channel.kind !== 'direct') return undefined;
	return [...channel.members].filter(isPerson).find((person) => person !== desk.me.person);
}

/** A channel's own name, or the name of whoever one talks to. */
export function channelName(desk: Desk, channel: Named): string {
	if (channel.kind === 'channel') return channel.name;
	const other = otherOf(desk, channel);
	return other === undefined ? t('chat.unknownPerson') : personName(desk, other);
}
