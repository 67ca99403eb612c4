import { createHash } from 'node:crypto';
import { toBase32 } from '#lib/domain/ids.ts';

/** What follows from a change, under an id of its own: sending that again does nothing twice. */
export function derivedId(from: string): string {
	return toBase32(createHash('sha256').update(from).digest().subarray(0, 16));
}
