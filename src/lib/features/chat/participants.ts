import type { Channel } from '#lib/domain/channel.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';

/** A direct conversation as it will be once something is said in it. */
export function unbegun(me: PersonId, person: PersonId): Channel {
	const members = new Set([me, person]);
	const empty = { name: '', topic: '', archived: false, team: null };
	return { ...empty, kind: 'direct', members, createdBy: me };
}

/** All who can read a channel and are still here: those named, and those of its team. */
export function readersOf(desk: Desk, channel: Channel): readonly PersonId[] {
	const team = channel.team === null ? undefined : desk.teams.get(channel.team);
	const all = new Set([...channel.members, ...(team?.members ?? []), ...(team?.supervisors ?? [])]);
	return [...all].filter((person) => desk.people.get(person)?.blocked === false);
}
