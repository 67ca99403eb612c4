import { createHmac, randomFillSync, timingSafeEqual } from 'node:crypto';
import { isId, isOrgId, type OrgId } from '#lib/domain/ids.ts';
import type { Platform } from '../../persistence/platform/platform.ts';

/** Whoever is asked how they were served has so long to answer. */
const LINK_MS = 30 * 24 * 60 * 60 * 1000;
const KEY_BYTES = 32;

/** What a link is good for: one round of one ticket, until then. */
export interface RatingPlace {
	readonly org: OrgId;
	readonly ticket: string;
	readonly round: number;
	readonly expiresAt: number;
}

/** Links by which somebody without an account says how they were served. Nothing of them is stored. */
export function createRatingLinks(platform: Platform, now: () => number) {
	const makeKey = () => randomFillSync(new Uint8Array(KEY_BYTES));
	const key = () => platform.keys.getOrAdd('rating-links', makeKey, now());
	const sign = (words: string) => createHmac('sha256', key()).update(words).digest();

	return {
		make(org: string, ticket: string, round: number) {
			const expiresAt = now() + LINK_MS;
			const words = [org, ticket, round, expiresAt].join('.');
			return { path: `/rate/${words}.${sign(words).toString('base64url')}`, expiresAt };
		},
		/** What a token is good for; undefined for one that we did not make, or that ran out. */
		read(token: string): RatingPlace | undefined {
			const end = token.lastIndexOf('.');
			const words = token.slice(0, Math.max(0, end));
			const given = Buffer.from(token.slice(end + 1), 'base64url');
			const wanted = sign(words);
			if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
			const [org, ticket, round, expires] = words.split('.');
			if (!isOrgId(org) || !isId(ticket)) return undefined;
			const expiresAt = Number(expires);
			return expiresAt > now() ? { org, ticket, round: Number(round), expiresAt } : undefined;
		}
	};
}
