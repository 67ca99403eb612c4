import type { Touched, World } from '../pipeline/world.ts';
import { effectsOf, isPromised, mayHaveHappened, type LaterEffect } from './effect.ts';
import type { EffectStore } from '../persistence/org/effect-store.ts';

/** What else follows from a commit, besides what changes have by themselves; from when on. */
export type MoreEffects = (world: World, touched: Touched) => readonly LaterEffect[];

/** Notes all effects of a commit, as part of it; whether there is something to run. */
export function noteEffects(
	{ world, touched }: { readonly world: World; readonly touched: Touched },
	{
		effects,
		nowMs,
		restoredMs,
		moreEffects = () => []
	}: {
		readonly effects: EffectStore;
		readonly nowMs: number;
		readonly restoredMs: number;
		readonly moreEffects: MoreEffects | undefined;
	}
): boolean {
	const isOld = (one: Touched['logged'][number]) => mayHaveHappened(one, restoredMs);
	const own = touched.logged.flatMap((one) =>
		effectsOf(one).map((effect) => ({ effect, state: isOld(one) ? 'held' : 'waiting' }) as const)
	);
	for (const { effect, state } of own) effects.add(effect, nowMs, state);
	const fresh = touched.logged.filter((one) => !isOld(one));
	const more = moreEffects(world, { ...touched, logged: fresh });
	for (const { effect, fromMs } of more) effects.add(effect, fromMs);
	// What may have happened before a restore is no news any more, but may be owed to somebody.
	const old = touched.logged.filter(isOld);
	const again = old.length === 0 ? [] : moreEffects(world, { ...touched, logged: old });
	for (const { effect, fromMs } of again)
		if (isPromised(effect)) effects.add(effect, fromMs, 'held');
	return own.length > 0 || more.length > 0;
}
