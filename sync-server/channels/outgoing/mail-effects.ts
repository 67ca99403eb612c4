import { MAIL_KINDS, type MailKind } from '../../effects/effect.ts';
import type { WaitingEffect } from '../../persistence/org/effect-store.ts';
import { createSending } from '../../effects/run-effects.ts';
import { sendLink, sendWelcome } from './link-mail.ts';
import { Undeliverable } from './smtp.ts';
import { sendDigest } from './staff-mail.ts';
import { noteFailed, sendEvents, sendReply, type TicketMail } from './ticket-mail.ts';

const AT_ONCE = 3;
/** Longer than a letter with its files may take. */
const LEASE_MS = 300_000;
const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 3_600_000;
/** With these waits a server may be away for a day. */
const ATTEMPTS = 30;

/** How long to wait after so many tries to send a letter. */
export const mailWaitMs = (attempts: number): number | null =>
	attempts >= ATTEMPTS ? null : Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LAST_RETRY_MS);

/** Sends the mail that is due; says when there will be more to do. */
export function createMailEffects(parts: TicketMail & { readonly onSettled: () => void }) {
	const { unit, post, now, onSettled } = parts;
	const { effects } = unit;
	const sending = createSending({
		...{ kinds: MAIL_KINDS, effects, now, onSettled },
		...{ atOnce: AT_ONCE, leaseMs: LEASE_MS, waitMs: mailWaitMs },
		isFinal: (error) => error instanceof Undeliverable,
		send: (effect) => SENDERS[effect.kind](parts, effect),
		onDead: async (effect, reason) => {
			if (effect.kind === 'mail.reply') await noteFailed(unit, effect.payload, reason);
			if (effect.kind === 'mail.link') effects.forget(effect.id);
		}
	});
	return {
		run(): number | undefined {
			// What was to go out by a server that is taken away goes out by none.
			if (effects.countOf(MAIL_KINDS) > 0 && post.settings(unit.org) === undefined)
				effects.dropAll(MAIL_KINDS);
			return sending.run();
		}
	};
}

const SENDERS: {
	readonly [Kind in MailKind]: (parts: TicketMail, effect: WaitingEffect) => Promise<void>;
} = {
	'mail.reply': sendReply,
	'mail.event': sendEvents,
	'mail.welcome': sendWelcome,
	'mail.link': sendLink,
	'mail.staff': sendDigest
};
