import { isChangeId, isEntityRef, parseEntityRef, type ChangeId, type EntityRef } from '../ids.ts';
import type { Json } from '../json.ts';
import { object } from '../object.decode.ts';
import { integer, json, list, matching, oneOf, type Decoded } from '../schema.ts';
import { isStamp, type Stamp } from '../stamp.ts';

/** Every type a change can have, as `target kind.verb`; `message.*` serves tickets, channels and contacts. */
export const CHANGE_TYPES = [
	'ticket.create',
	'ticket.field',
	'ticket.element',
	'ticket.custom',
	'ticket.state',
	'ticket.approve',
	'ticket.reject',
	'ticket.add-task',
	'ticket.task',
	'ticket.add-visit',
	'ticket.visit',
	'ticket.visit-item',
	'ticket.add-follow-up',
	'ticket.follow-up',
	'ticket.merge',
	'ticket.unmerge',
	'ticket.remove',
	'ticket.take',
	'ticket.transfer',
	'ticket.alert',
	'ticket.assign',
	'ticket.on-call',
	'ticket.rate',
	'ticket.seen',
	'ticket.ask-issue',
	'ticket.issue',
	'message.add',
	'message.edit',
	'message.retract',
	'message.split',
	'message.delivery',
	'channel.create',
	'channel.field',
	'channel.element',
	'person.create',
	'person.field',
	'team.create',
	'team.field',
	'team.element',
	'org.field',
	'org.entry',
	'org.export-alarm',
	'article.create',
	'article.field',
	'article.element',
	'contact.field',
	'contact.element',
	'user.mark',
	'user.field',
	'user.dismiss'
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/**
 * A change as its device wrote it. `id` is the only key of idempotency; `v` the version of its type;
 * `at` its stamp; `saw` the causal frontier of its target on the device: the stamps of the target's
 * changes that no other change there had seen.
 */
export interface Change<Body = Json> {
	readonly id: ChangeId;
	readonly v: number;
	readonly type: ChangeType;
	readonly target: EntityRef;
	readonly saw: readonly Stamp[];
	readonly at: Stamp;
	readonly body: Body;
	/** The refused change that this one repeats; once this is accepted, that one is done with. */
	readonly redo?: ChangeId;
}

/**
 * Who made a change: a person's id, or the name of an automation with `~` before it. It comes from
 * the connection, never from the bytes.
 */
export type Author = string;

/** A change with its author. */
export interface AuthoredChange<Body = Json> extends Change<Body> {
	readonly by: Author;
}

/** Whether an author is an automation (import, rule, restore) and not a person. */
export function isAutomation(by: Author): boolean {
	return by.startsWith('~');
}

/** Limits of a change: characters of its body as JSON, depth of it, and stamps in `saw`. */
export const CHANGE_LIMITS = { bodyLength: 200_000, bodyDepth: 8, saw: 32, version: 999 } as const;

const envelope = object(
	{
		id: matching(isChangeId, 'must be an id'),
		v: integer(1, CHANGE_LIMITS.version),
		type: oneOf(CHANGE_TYPES),
		target: matching(isEntityRef, 'must name a target'),
		saw: list(matching(isStamp, 'must be a stamp'), CHANGE_LIMITS.saw),
		at: matching(isStamp, 'must be a stamp'),
		body: json(CHANGE_LIMITS.bodyDepth, CHANGE_LIMITS.bodyLength)
	},
	{ redo: matching(isChangeId, 'must be an id') }
);

/** Whether changes of a type are made to such a target; messages belong to tickets and channels, and notes to contacts. */
function fits(type: ChangeType, target: EntityRef): boolean {
	const [noun] = type.split('.');
	const kind = parseEntityRef(target)?.kind;
	if (noun !== 'message') return kind === noun;
	return kind === 'ticket' || kind === 'channel' || kind === 'contact';
}

/** Reads the envelope of a change; the body is still untyped (see `typeChange`). */
export function decodeChange(value: unknown): Decoded<Change> {
	const decoded = envelope(value);
	if (!decoded.ok || fits(decoded.value.type, decoded.value.target)) return decoded;
	return { ok: false, path: 'target', problem: 'does not fit the type' };
}
