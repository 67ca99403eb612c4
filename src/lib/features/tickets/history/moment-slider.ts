import type { Moment } from '#lib/domain/moments/moments.ts';
import type { Stamp } from '#lib/domain/stamp.ts';

/** The moment that somebody stopped at, while new ones come in; by default the last one. */
export function indexOf(moments: readonly Moment[], chosen: Stamp | null): number {
	if (chosen === null) return moments.length - 1;
	const index = moments.findLastIndex(({ changes }) => (changes[0]?.at ?? '') <= chosen);
	return Math.max(0, index);
}

/** What stands for a moment: null is whatever is the last one. */
export function stampOf(moments: readonly Moment[], index: number): Stamp | null {
	return index >= moments.length - 1 ? null : (moments[index]?.changes[0]?.at ?? null);
}
