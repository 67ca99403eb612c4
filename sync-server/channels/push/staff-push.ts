import { createHash } from 'node:crypto';
import { STAFF_PUSH_KINDS } from '../../effects/effect.ts';
import type { EffectStore } from '../../persistence/org/effect-store.ts';
import { createSending } from '../../effects/run-effects.ts';
import type { World } from '../../pipeline/world.ts';
import { pushFor, pushPayload } from '../outgoing/staff-mail.ts';
import { mailLanguage, wordsIn } from '../outgoing/words.ts';
import { pushWaitMs } from './push-effects.ts';
import type { Push } from './push.ts';

const LEASE_MS = 60_000;
const AT_ONCE = 10;

interface RunnerParts {
	readonly world: World;
	readonly effects: EffectStore;
	readonly now: () => number;
	readonly push: Push;
	readonly onSettled: () => void;
}

/** Tells browsers of the staff what concerns them; says when there will be more to do. */
export function createStaffPushes(parts: RunnerParts) {
	const { effects, now, onSettled } = parts;
	return createSending({
		...{ kinds: STAFF_PUSH_KINDS, effects, now, onSettled },
		...{ atOnce: AT_ONCE, leaseMs: LEASE_MS, waitMs: pushWaitMs },
		send: ({ payload }) => tell(parts, payload)
	});
}

async function tell({ world, push, now }: RunnerParts, text: string): Promise<void> {
	const { subscription, ...one } = pushPayload.parse(JSON.parse(text));
	// What a browser of the staff says with its subscription is the language it speaks.
	const words = await wordsIn(mailLanguage(push.wordsOf(subscription), 'en'));
	const told = pushFor(world, one, { words, nowMs: now() });
	if (told === undefined) return;
	const topic = createHash('sha256').update(told.tag).digest('base64url').slice(0, 32);
	await push.tell(subscription, { ...told, topic });
}
