import { rulesBehind } from '#lib/domain/automation/rule-author.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { AUTOMATIC_MAIL } from '../channels/mail/submit-through.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

/** Replies that nobody has written, to one address in an hour: two machines must not keep talking. */
export const REPLIES_PER_PEER = 5;
const SPAN_MS = 3_600_000;
/** Of what rules did lately, so much is looked through. */
const LOOKED_THROUGH = 500;

/**
 * Whether a rule may answer whoever asked in a ticket: not when the last that came in was written by
 * a machine, and not for ever to one address.
 */
export function mayReplyUnasked(unit: OrgUnit, target: EntityRef, nowMs: number): boolean {
	const came = unit.store
		.turnsOf(target, ['ticket.create', 'message.add'], LOOKED_THROUGH)
		.find(({ author }) => rulesBehind(author).length === 0);
	if (came?.author === AUTOMATIC_MAIL) return false;
	const peer = peerOf(unit, target);
	if (peer === undefined) return true;
	const replies = unit.store
		.changesByRules(LOOKED_THROUGH)
		.filter((row) => isReply(row, nowMs) && peerOf(unit, row.target) === peer);
	return replies.length < REPLIES_PER_PEER;
}

function isReply({ type, refusal, arrived_ms: arrivedMs, body }: LogRow, nowMs: number): boolean {
	if (type !== 'message.add' || refusal !== null || arrivedMs <= nowMs - SPAN_MS) return false;
	const said: unknown = JSON.parse(body);
	return typeof said === 'object' && said !== null && 'kind' in said && said.kind === 'public';
}

const peerOf = (unit: OrgUnit, target: string): string | undefined =>
	unit.world.ticket(target)?.requester?.address?.toLowerCase();
