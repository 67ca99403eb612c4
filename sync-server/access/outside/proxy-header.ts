import { createHash, timingSafeEqual } from 'node:crypto';

/** Carries the secret that a proxy and this server share. */
export const PROXY_SECRET_HEADER = 'x-offhook-proxy-secret';

export interface ProxyHeaderRules {
	/** In which header the proxy says whom it has recognised. */
	readonly header: string;
	/** Whether the machine at the other end of the connection is one of the listed proxies. */
	readonly isListed: boolean;
	/** Whether the server was started to believe that machine as a forwarding proxy. */
	readonly isTrusted: boolean;
	readonly secret: string | undefined;
}

export type ProxyRefusal =
	'address-unlisted' | 'secret-missing' | 'secret-wrong' | 'header-missing' | 'header-twice';
export type ProxyName =
	| { readonly ok: true; readonly name: string }
	| { readonly ok: false; readonly code: ProxyRefusal };

/**
 * Whom a proxy has recognised. A header alone proves nothing, because anybody can send one: it counts
 * from a listed address, with the shared secret, or without one where the server trusts that proxy
 * anyway; and once only, so that none that a client sent stands beside the proxy's.
 */
export function readProxyName(rawHeaders: readonly string[], rules: ProxyHeaderRules): ProxyName {
	if (!rules.isListed) return refused('address-unlisted');
	const secrets = valuesOf(rawHeaders, PROXY_SECRET_HEADER);
	if (rules.secret === undefined) {
		if (!rules.isTrusted) return refused('secret-missing');
	} else if (secrets.length === 0) return refused('secret-missing');
	else if (secrets.length > 1 || !isSame(secrets[0], rules.secret)) return refused('secret-wrong');
	const [name, ...others] = valuesOf(rawHeaders, rules.header);
	if (others.length > 0) return refused('header-twice');
	const text = decoded(name ?? '');
	return text === '' ? refused('header-missing') : { ok: true, name: text };
}

const refused = (code: ProxyRefusal): ProxyName => ({ ok: false, code });

/** Every value of a header as it was sent: Node itself joins or drops what is there twice. */
function valuesOf(rawHeaders: readonly string[], header: string): string[] {
	const wanted = header.toLowerCase();
	return rawHeaders.filter(
		(_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === wanted
	);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: string | undefined, secret: string): boolean =>
	timingSafeEqual(digest(given ?? ''), digest(secret));

/** Node reads headers byte by byte; names beyond English are sent as UTF-8. */
function decoded(value: string): string {
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return (text.includes('\ufffd') ? value : text).trim();
}
