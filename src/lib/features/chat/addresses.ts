import { directChannelId, type PersonId } from '#lib/domain/ids.ts';

/** The address of a conversation. */
export function channelHref(id: string): string {
	return `/chat/${id}`;
}

/** The address of my conversation with somebody, whether or not anything was ever said there. */
export function directHref(me: PersonId, person: PersonId): string {
	return `/chat/${directChannelId(me, person)}?with=${person}`;
}
