import { mailDomain } from '#lib/domain/mail-domain.ts';
import { isUserName } from '../accounts.ts';

/** Under what somebody may be known here whom a proxy has recognised. */
export interface OutsideName {
	readonly userName?: string;
	readonly email?: string;
}

const LONGEST = 254;
/** `DOMAIN\name`, as Windows says it, and `name@REALM`, as Kerberos and mail do. */
const DOWN_LEVEL = /^([^\\/@\s]{1,100})\\([^\\/@\s]{1,64})$/u;
const PRINCIPAL = /^([^\\/@\s]{1,64})@([^\\/@\s]{1,100})$/u;
/** What may stand before the `@`; names of machines and services have a `$` or a `/`. */
const LOCAL_PART = /^[\p{L}\p{N}\p{M}._'+-]+$/u;

/**
 * Reads a name as a proxy hands it on. One of a domain or realm is taken of `domains` only: trust
 * between realms lets strangers in under names that somebody has here, too.
 */
export function readOutsideName(text: string, domains: readonly string[]): OutsideName | undefined {
	const name = text.trim();
	if (name.length > LONGEST || !isPlain(name)) return undefined;
	const isOurs = (domain: string): boolean =>
		domains.some((one) => one.toLowerCase() === domain.toLowerCase());
	const [, domain, user] = DOWN_LEVEL.exec(name) ?? [];
	if (domain !== undefined && user !== undefined)
		return isOurs(domain) ? byUserName(user) : undefined;
	const [, local, realm] = PRINCIPAL.exec(name) ?? [];
	if (local === undefined || realm === undefined) return byUserName(name);
	return isOurs(realm) ? byPrincipal(local, realm) : undefined;
}

function byPrincipal(local: string, realm: string): OutsideName | undefined {
	if (!LOCAL_PART.test(local)) return undefined;
	const email = `${local}@${realm.toLowerCase()}`;
	return { ...byUserName(local), ...(mailDomain(email) !== undefined && { email }) };
}

/** Letters that only look like others would be taken for them, as names are compared folded. */
const isPlain = (name: string): boolean =>
	!/[\p{Cc}\p{Cf}]/u.test(name) && name.normalize('NFKC') === name.normalize('NFC');

const byUserName = (userName: string): OutsideName | undefined =>
	isUserName(userName) ? { userName } : undefined;
