import { createHash } from 'node:crypto';
import type { RandomBytes } from '#lib/domain/ids.ts';

/** Tokens carry 256 random bits, so a plain hash cannot be turned back by trying. */
const TOKEN_BYTES = 32;

export function newToken(random: RandomBytes): string {
	return Buffer.from(random(new Uint8Array(TOKEN_BYTES))).toString('base64url');
}

/** What is stored in place of a token. */
export function hashOfToken(token: string): Uint8Array {
	return createHash('sha256').update(token).digest();
}
