import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const TIMESTAMP_HEADER = 'x-offhook-timestamp';
export const SIGNATURE_HEADER = 'x-offhook-signature';

/** How far the clocks of the sender and of this server may differ, either way. */
export const WINDOW_MS = 5 * 60_000;
/** For so long a request is known again. A signature is too old before it is forgotten. */
export const NONCE_MS = 2 * WINDOW_MS;

/** What a request says to show that whoever sends it has a key. */
export type Claim =
	| { readonly kind: 'signature'; readonly timestamp: string; readonly signature: string }
	| { readonly kind: 'token'; readonly token: string };

/** `HMAC-SHA-256(key, timestamp "." body)` in hexadecimal, as the signature header has it. */
export function signatureOf(key: string, timestamp: string, body: Uint8Array): string {
	return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex');
}

/**
 * What a request claims by its headers, before any of its body is read; undefined when that cannot
 * be right. A request that bears a signature is judged by that alone.
 */
export function readClaim(headers: IncomingHttpHeaders, nowMs: number): Claim | undefined {
	const { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: given, authorization } = headers;
	if (timestamp === undefined && given === undefined) return readToken(authorization);
	// A header that is there twice comes as one text with a comma, which neither of these is.
	if (typeof timestamp !== 'string' || !/^\d{10}$/.test(timestamp)) return undefined;
	if (Math.abs(nowMs - Number(timestamp) * 1_000) > WINDOW_MS) return undefined;
	const signature = typeof given === 'string' ? /^sha256=([0-9a-f]{64})$/.exec(given)?.[1] : null;
	return signature ? { kind: 'signature', timestamp, signature } : undefined;
}

/** The key itself, for services that cannot sign: as a bearer token or as a password. */
function readToken(authorization: string | undefined): Claim | undefined {
	const [, scheme = '', value = ''] =
		/^(bearer|basic) ([\w.~+/=-]{1,1000})$/i.exec(authorization ?? '') ?? [];
	const isBasic = scheme.toLowerCase() === 'basic';
	const decoded = isBasic ? Buffer.from(value, 'base64').toString() : value;
	const token = isBasic ? decoded.slice(decoded.indexOf(':') + 1) : decoded;
	return token === '' ? undefined : { kind: 'token', token };
}

/** Whether a claim is true of a body, by any of the keys. */
export function isProved(claim: Claim, body: Uint8Array, keys: readonly string[]): boolean {
	const proofs = keys.map((key) =>
		claim.kind === 'token'
			? isSame(claim.token, key)
			: isSame(claim.signature, signatureOf(key, claim.timestamp, body))
	);
	return proofs.includes(true);
}

/** Compared by their hashes, whose lengths are equal, so that time tells nothing. */
function isSame(given: string, wanted: string): boolean {
	const hash = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(hash(given), hash(wanted));
}
