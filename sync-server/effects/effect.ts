import type { Json } from '#lib/domain/json.ts';
import type { Logged } from '../pipeline/record.ts';

/** Something that happens once because of an accepted change, outside the documents. */
export interface Effect {
	readonly changeId: string;
	readonly kind: EffectKind;
	readonly payload: Json;
}
/** An effect that happens from some time on. */
export interface LaterEffect {
	readonly effect: Effect;
	readonly fromMs: number;
}

export const ACCOUNT_KINDS = ['account.create', 'account.update', 'account.block'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
/** A requester's browser is told that there is news. */
export const PUSH_KINDS = ['portal.push'] as const;
/** A browser of somebody of the staff is told of what concerns them. */
export const STAFF_PUSH_KINDS = ['staff.push'] as const;
/** What goes out by mail: answers, news by themselves, one-time links, and what the staff is told. */
export const MAIL_KINDS = [
	'mail.reply',
	'mail.event',
	'mail.welcome',
	'mail.link',
	'mail.staff'
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
/** Somebody on call is told of tickets. */
export const ON_CALL_KINDS = ['on-call.tell'] as const;
export type EffectKind =
	| AccountKind
	| (typeof PUSH_KINDS)[number]
	| (typeof STAFF_PUSH_KINDS)[number]
	| (typeof ON_CALL_KINDS)[number]
	| MailKind;

/** What was promised to somebody; of all else that was sent, a day later nobody asks. */
export const PROMISED_KINDS = [...ACCOUNT_KINDS, 'mail.reply', 'mail.welcome'] as const;
export type PromisedKind = (typeof PROMISED_KINDS)[number];
/** Whether an effect that may have happened before a restore waits for an administrator. */
export const isPromised = ({ kind }: Pick<Effect, 'kind'>): boolean =>
	PROMISED_KINDS.some((one) => one === kind);

/** The effects an accepted change has. */
export function effectsOf({ change, typed }: Logged): Effect[] {
	if (typed === undefined) return [];
	const person = typed.target.slice('person.'.length);
	const effect = (kind: EffectKind, payload: Json): Effect => ({
		changeId: change.id,
		kind,
		payload
	});
	if (typed.type === 'person.create') {
		const { name, userName, email = null } = typed.body;
		return [effect('account.create', { person, name, userName, email })];
	}
	if (typed.type !== 'person.field') return [];
	if (typed.body.field === 'blocked')
		return [effect('account.block', { person, blocked: typed.body.value })];
	if (typed.body.field === 'userName' || typed.body.field === 'email')
		return [effect('account.update', { person, [typed.body.field]: typed.body.value })];
	// A role lowered or raised: every session is to be judged anew.
	return [];
}

/** A device's clock may be so far ahead. */
const STAMP_TOLERANCE_MS = 60_000;
/** So long a device keeps what was settled, and offers it again to a server that lacks it. */
const OFFERED_FOR_MS = 14 * 24 * 3_600_000;

/**
 * Whether a change may have been settled, with its effects, by the server that is gone since a
 * restore. A stamp that was replaced does not say when the change was made, only that it is offered.
 */
export function mayHaveHappened(
	{ change, sentAt }: Pick<Logged, 'change' | 'sentAt'>,
	restoredMs: number
): boolean {
	const unknownMs = sentAt === null ? 0 : OFFERED_FOR_MS;
	return Number.parseInt(change.at.slice(0, 9), 36) - unknownMs <= restoredMs + STAMP_TOLERANCE_MS;
}
