import type { RatingLinkAnswer } from '#lib/protocol/portal.ts';
import { call, decoder } from '#lib/session/api.ts';

/** A link by which whoever asked can say how they were served, without an account. */
export function ratingLink(ticket: string) {
	const read = decoder<RatingLinkAnswer>({ path: 'string', expiresAt: 'number' });
	return call('POST', `/api/tickets/${encodeURIComponent(ticket)}/rating-link`, read, {});
}
