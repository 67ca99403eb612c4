import type { ContactAnswer } from '#lib/protocol/contacts.ts';
import { call, decoder } from './api.ts';

const answer = decoder<ContactAnswer>({ tickets: 'object', isMore: 'boolean' });

/** All tickets of somebody who asks that this person may read, from the server. */
export function contactTickets(id: string) {
	return call('GET', `/api/contacts/${id}`, answer);
}
