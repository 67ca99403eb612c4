import type { ImportStore } from '../../persistence/imports.ts';
import { EVERY_TEAM } from '../../persistence/mail-memory.ts';
import { mailKey, SENT } from './threading.ts';

/**
 * Remembers a message that goes out, so that answers to it (In-Reply-To, References) are added to
 * its ticket, and so that it is dropped should it come back. Whoever sends mail calls this once for
 * each Message-ID, without brackets, before handing the message over: an answer must not be faster.
 * `store` is the organisation's, from `ImportService.store`. A Message-ID should hold something that
 * nobody can guess.
 */
export function rememberSent(
	store: Pick<ImportStore, 'mails'>,
	sent: {
		readonly org: string;
		readonly team: string;
		readonly ticket: string;
		readonly messageId: string;
	}
): void {
	const { org, ticket, messageId } = sent;
	for (const team of [EVERY_TEAM, sent.team])
		store.mails.remember(team, [
			{ key: mailKey({ org, team }, messageId), ticket, fingerprint: SENT }
		]);
}
