import type { HelpBook } from '#lib/protocol/help.ts';
import { decoder } from './api.ts';

/** Whose articles they are: everybody's of an organisation, or those that one requester may read. */
export interface HelpReader {
	/** The short name of the organisation, where the address has one. */
	readonly org: string | null;
	/** A requester who is signed in. */
	readonly person: string | undefined;
}

const decode = decoder<HelpBook>({ articles: 'object', sections: 'object' });
const shelfOf = (person: string): string => `offhook-help.${person}`;
const shelf = ({ person }: HelpReader): string => shelfOf(person ?? 'everybody');

function addressOf({ org, person }: HelpReader): string {
	if (person !== undefined) return '/api/portal/help/all';
	return `/api/help/all${org === null ? '' : `?${new URLSearchParams({ org }).toString()}`}`;
}

/** Keeps what may be read for when there is no network; nothing is fetched that has not changed. */
export async function keepHelp(reader: HelpReader): Promise<void> {
	// Without TLS browsers keep nothing.
	if (!('caches' in globalThis)) return;
	const [cache, address] = [await caches.open(shelf(reader)), addressOf(reader)];
	const etag = (await cache.match(address))?.headers.get('etag');
	const headers: HeadersInit = etag ? { 'if-none-match': etag } : {};
	const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', headers });
	if (response.status === 200) await cache.put(address, response);
	// What was shown to somebody and is not any more goes from the device, too.
	else if (response.status !== 304 && response.status < 500) await cache.delete(address);
}

/** What is kept here; null when nothing is. */
export async function keptHelp(reader: HelpReader): Promise<HelpBook | null> {
	if (!('caches' in globalThis) || !(await caches.has(shelf(reader)))) return null;
	const response = await (await caches.open(shelf(reader))).match(addressOf(reader));
	return response === undefined ? null : decode(await response.json().catch(() => null));
}

/** Whoever signs out leaves nothing of what only they might read. */
export async function forgetHelp(person: string): Promise<void> {
	if ('caches' in globalThis) await caches.delete(shelfOf(person));
}
