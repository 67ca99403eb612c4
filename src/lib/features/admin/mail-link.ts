import type { MailedLinkAnswer } from '#lib/protocol/rest.ts';
import { call, decoder } from '#lib/session/api.ts';

const mailed = decoder<MailedLinkAnswer>({ to: 'string', expiresAt: 'number' });

/** Sends a person a one-time link by mail. */
export const mailLink = (person: string) =>
	call('POST', `/api/people/${encodeURIComponent(person)}/mail-link`, mailed, {});
