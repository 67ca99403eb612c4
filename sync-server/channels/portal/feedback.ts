import { createHmac, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';
import { FORM_TAKES_MS, type FeedbackRequest } from '#lib/protocol/help.ts';
import { newId } from '#lib/domain/ids.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

const MOST_MS = 12 * 3_600_000;
/** A form that was sent is not sent again; older ones are too old by then. */
const REMEMBERED = 50_000;

/**
 * Tells people who write from programs that fill in forms: by the time they take, once for each form.
 * Its key outlives the server, so that nobody's words are lost because it was started anew.
 */
export function createFormGuard(key: Uint8Array, now: () => number) {
	const used = new Set<string>();
	const sign = (words: string) => createHmac('sha256', key).update(words).digest('base64url');

	return {
		make(): string {
			const words = `${now()}.${randomBytes(9).toString('base64url')}`;
			return `${words}.${sign(words)}`;
		},
		/** Whether a form was ours, was looked at for a while, and is new; it is used up by that. */
		take(token: string): boolean {
			const end = token.lastIndexOf('.');
			const words = token.slice(0, Math.max(0, end));
			const [given, wanted] = [Buffer.from(token.slice(end + 1)), Buffer.from(sign(words))];
			if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
			const age = now() - Number(words.split('.')[0]);
			if (age < FORM_TAKES_MS || age > MOST_MS || used.has(words)) return false;
			if (used.size >= REMEMBERED) used.clear();
			used.add(words);
			return true;
		}
	};
}

/** Makes a ticket of what somebody without an account wrote. */
export async function takeFeedback(unit: OrgUnit, given: FeedbackRequest): Promise<void> {
	const { portalTeam } = unit.world.directory;
	if (portalTeam === null) return;
	const { name, email, kind, message } = given;
	const target = `ticket.${newId(randomFillSync)}` as const;
	const firstLine = message.split('\n')[0]?.trim() ?? '';
	const body = {
		team: portalTeam,
		subject: firstLine.slice(0, 120).toWellFormed() || kind,
		requester: { name, address: email },
		tags: ['feedback', kind],
		message: { kind: 'public', text: message, side: 'customer' }
	};
	await submitAutomation(unit, '~portal', [{ type: 'ticket.create', target, body }]);
}
