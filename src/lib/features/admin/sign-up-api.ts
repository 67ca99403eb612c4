import type { InvitationsAnswer, InviteAnswer, MadeInvitation } from '#lib/protocol/sign-up.ts';
import { call, decoder, nothing } from '#lib/session/api.ts';

const lists = decoder<InvitationsAnswer>({ invitations: 'object', asked: 'object' });
const invited = decoder<InviteAnswer>({ made: 'object', known: 'object' });
const made = decoder<MadeInvitation>({ path: 'string', expiresAt: 'number' });
const of = (id: string): string => encodeURIComponent(id);

/** What administrators ask of the server about those who may come into the portal. */
export const signUpApi = {
	lists: () => call('GET', '/api/invitations', lists),
	invite: (emails: readonly string[]) => call('POST', '/api/invitations', invited, { emails }),
	revoke: (id: string) => call('DELETE', `/api/invitations/${of(id)}`, nothing),
	accept: (id: string) => call('POST', `/api/sign-ups/${of(id)}/accept`, made, {}),
	refuse: (id: string) => call('DELETE', `/api/sign-ups/${of(id)}`, nothing)
} as const;
