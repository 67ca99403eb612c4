import { z } from 'zod';
import type { FailedLetter, LetterKind } from '#lib/protocol/outgoing-mail.ts';
import { MAIL_KINDS, type MailKind } from '../../effects/effect.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

const TOLD = 20;
/** What was secret in it has been taken away. */
const payload = z.object({ ticket: z.string().nullable().default(null) });

const KINDS: Readonly<Record<MailKind, LetterKind>> = {
	'mail.reply': 'reply',
	'mail.event': 'event',
	'mail.welcome': 'welcome',
	'mail.link': 'link',
	'mail.staff': 'staff'
};

/** The last letters that nobody will get, newest first. */
export function failedLetters({ effects, world }: OrgUnit): FailedLetter[] {
	return effects.dead(MAIL_KINDS, TOLD).map(({ id, kind, payload: text, atMs, error }) => {
		const { ticket } = payload.parse(JSON.parse(text));
		return {
			id,
			kind: KINDS[kind],
			atMs: atMs === 0 ? null : atMs,
			why: error ?? '',
			ticket,
			number: ticket === null ? null : (world.ticket(`ticket.${ticket}`)?.number ?? null)
		};
	});
}
