import type { EffectKind } from './effect.ts';
import type { EffectStore, WaitingEffect } from '../persistence/org/effect-store.ts';

/** How effects of some kinds are run that wait for somebody else's server. */
export interface Sending<Kind extends EffectKind> {
	readonly kinds: readonly Kind[];
	readonly effects: EffectStore;
	readonly now: () => number;
	/** How many are under way at the same time. */
	readonly atOnce: number;
	readonly leaseMs: number;
	/** How long to wait after so many tries; null to give up. */
	readonly waitMs: (attempts: number) => number | null;
	/** What says that no other try will do better. */
	readonly isFinal?: (error: unknown) => boolean;
	/** Does it; throws when it is to be tried again. */
	readonly send: (effect: WaitingEffect<Kind>) => Promise<void>;
	/** It failed for good, or too often. */
	readonly onDead?: (effect: WaitingEffect<Kind>, reason: string) => Promise<void>;
	/** One more has been settled, or not; there may be more to do. */
	readonly onSettled: () => void;
}

/** Runs what is due, a few at a time; says when there will be more to do. */
export function createSending<Kind extends EffectKind>(sending: Sending<Kind>) {
	const { kinds, effects, now, atOnce, leaseMs } = sending;
	const underWay = new Set<number>();
	async function settle(effect: WaitingEffect<Kind>): Promise<void> {
		try {
			await sending.send(effect);
			effects.done(effect.id);
		} catch (error) {
			const reason = error instanceof Error ? error.message : 'failed';
			const isFinal = sending.isFinal?.(error) === true;
			const waitMs = isFinal ? null : sending.waitMs(effect.attempts + 1);
			if (waitMs === null) await sending.onDead?.(effect, reason);
			if (waitMs === null) effects.gaveUp(effect.id, now(), reason);
			else effects.failed(effect.id, now() + waitMs, reason);
		}
	}
	return {
		run(): number | undefined {
			for (const effect of effects.due(kinds, now())) {
				const untilMs = now() + leaseMs;
				// Time leaps where the machine was asleep: its lease is over, and it has not ended.
				if (underWay.has(effect.id)) {
					effects.renew(effect.id, untilMs);
					continue;
				}
				if (underWay.size >= atOnce) break;
				// Another one may have taken it along.
				if (!effects.lease(effect.id, untilMs)) continue;
				underWay.add(effect.id);
				// Where not even that can be written, the lease runs out and it is tried again.
				void settle(effect)
					.catch(() => undefined)
					.finally(() => {
						underWay.delete(effect.id);
						sending.onSettled();
					});
			}
			return underWay.size >= atOnce ? undefined : effects.nextMs(kinds);
		}
	};
}
