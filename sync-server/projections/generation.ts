/** Generations count seconds from here; nine digits last until 2055. */
const EPOCH_MS = 1_700_000_000_000;

/**
 * The generation of a document that begins now, after `previous` (0 for none). It follows the time
 * and not a count: a server restored from a backup has forgotten the generations it began since,
 * and a device that still holds one of them must not take the new one for it.
 */
export function generationAfter(previous: number, nowMs: number): number {
	return Math.max(previous + 1, Math.floor((nowMs - EPOCH_MS) / 1_000));
}
