import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { PUSH_KINDS, type LaterEffect } from '../../effects/effect.ts';
import type { EffectStore } from '../../persistence/org/effect-store.ts';
import { createSending } from '../../effects/run-effects.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import { PORTAL } from '../portal/hand-in.ts';
import { isToldNow, requestOf, requesterOf } from '../portal/news.ts';
import type { PortalStreams } from '../portal/streams.ts';
import { toldStatus } from '../portal/told-status.ts';
import type { Push } from './push.ts';

const payload = z.object({
	subscription: z.string(),
	request: z.string(),
	person: z.string(),
	/** What was said; null for a status. */
	message: z.string().nullable()
});

const LEASE_MS = 60_000;
const ATTEMPTS = 8;
const FIRST_RETRY_MS = 5_000;
/** So many browsers are told at the same time. */
const AT_ONCE = 10;

/** How long to wait after so many tries to reach a browser. */
export const pushWaitMs = (attempts: number): number | null =>
	attempts >= ATTEMPTS ? null : FIRST_RETRY_MS * 2 ** (attempts - 1);

interface News {
	readonly request: string;
	readonly person: string;
	readonly message: string | null;
	readonly fromMs: number;
}

/**
 * Which browsers are to be told of what was committed: answers of the staff and new statuses, as far as
 * requesters are told of them. One effect for each browser, so that none is told twice because another
 * could not be reached.
 */
export function pushesOf(
	world: World,
	{ logged, before }: Pick<Touched, 'logged' | 'before'>,
	{ nowMs, subscribed }: { nowMs: number; subscribed: (person: string) => readonly string[] }
): LaterEffect[] {
	return logged.flatMap(({ typed }) => {
		const news = typed && newsIn(world, typed, { before, nowMs });
		if (typed === undefined || news === undefined) return [];
		const { fromMs, ...facts } = news;
		return subscribed(news.person).map((subscription) => ({
			effect: {
				changeId: `${typed.id}.${subscription}`,
				kind: PUSH_KINDS[0],
				payload: { subscription, ...facts }
			},
			fromMs
		}));
	});
}

function newsIn(
	world: World,
	change: TypedChange,
	{ before, nowMs }: { before: Touched['before']; nowMs: number }
): News | undefined {
	const request = requestOf(change.target);
	const person = request === undefined ? null : requesterOf(world, request);
	// Nobody is told of what they did themselves.
	if (request === undefined || person === null || [person, PORTAL].includes(change.by))
		return undefined;
	const about = { request, person };
	if (change.type === 'message.add') return answerIn(world, change, { ...about, nowMs });
	const isNew = STATES.has(change.type) && isToldOtherwise(world, change, before);
	return isNew ? { ...about, message: null, fromMs: nowMs } : undefined;
}

function answerIn(
	{ entities }: World,
	{ target, id }: TypedChange,
	{ nowMs, ...about }: Pick<News, 'request' | 'person'> & { readonly nowMs: number }
): News | undefined {
	const said = readMessage(entities.message(target, id), id);
	if (said?.kind !== 'public' || said.fromCustomer) return undefined;
	return { ...about, message: id, fromMs: Math.max(nowMs, said.outMs) };
}

/** Whether the status is another one to those outside. */
function isToldOtherwise(
	world: World,
	{ target }: TypedChange,
	before: Touched['before']
): boolean {
	const [was, is] = [before.get(target), world.ticket(target)];
	if (was === undefined || is === undefined) return false;
	const [old, told] = [toldStatus(world, was), toldStatus(world, is)];
	return old.class !== told.class || (told.code !== null && old.code !== told.code);
}

const STATES: ReadonlySet<TypedChange['type']> = new Set([
	'ticket.state',
	'ticket.approve',
	'ticket.reject',
	'ticket.merge',
	'ticket.unmerge'
]);

interface RunnerParts {
	readonly world: World;
	readonly effects: EffectStore;
	readonly now: () => number;
	readonly push: Push;
	/** Whoever looks at the portal sees it there. */
	readonly portal: Pick<PortalStreams, 'isOpen'>;
	/** One more has been told, or not; there may be more to do. */
	readonly onSettled: () => void;
}

/** Tells browsers what waits for them; says when there will be more to do. */
export function createPushEffects(parts: RunnerParts) {
	const { effects, now, onSettled } = parts;
	return createSending({
		...{ kinds: PUSH_KINDS, effects, now, onSettled, waitMs: pushWaitMs },
		...{ atOnce: AT_ONCE, leaseMs: LEASE_MS },
		send: ({ payload: text }) => tell(parts, text)
	});
}

async function tell({ world, push, portal, now }: RunnerParts, text: string): Promise<void> {
	const { subscription, request, person, message } = payload.parse(JSON.parse(text));
	if (portal.isOpen(person) || requesterOf(world, request) !== person) return;
	const told = { request, person, message, fromMs: 0 };
	if (!isToldNow(world, told, now())) return;
	const topic = createHash('sha256').update(request).digest('base64url').slice(0, 32);
	await push.tell(subscription, { href: `/requests/${request}`, tag: request, topic });
}
