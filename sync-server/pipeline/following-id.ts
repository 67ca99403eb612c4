import { createHash } from 'node:crypto';
import { toBase32 } from '#lib/domain/ids.ts';

/** An id that follows from a text alone: what is made again under it is made only once. */
export function followingId(from: string): string {
	return toBase32(createHash('sha256').update(from).digest().subarray(0, 16));
}
