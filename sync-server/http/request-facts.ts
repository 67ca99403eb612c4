import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TrustedProxies } from '../config.ts';

/** Where a request really came from, after listening to the proxies that are trusted. */
export interface RequestFacts {
	readonly address: string;
	/** Host and port as the browser knows them, lower case. */
	readonly host: string;
	readonly isHttps: boolean;
	/** Whether any proxy announced itself, trusted or not. */
	readonly isForwarded: boolean;
	/** The machine at the other end of the connection, and whether it is a proxy that is trusted. */
	readonly peer: { readonly address: string; readonly isTrusted: boolean };
}

export type ReadRequestFacts = (request: IncomingMessage) => RequestFacts;

const forwardingHeaders = ['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip'];

/** Works on the bare request, so that REST and the socket's upgrade are judged by one rule. */
export function createRequestFacts(trustProxy: TrustedProxies): ReadRequestFacts {
	const isTrusted = createTrust(trustProxy);
	return (request) => {
		const { headers, socket } = request;
		const remote = plainAddress(socket.remoteAddress ?? '');
		const isBehindTrusted = isTrusted(remote, 0);
		const host = isBehindTrusted ? lastOf(headers['x-forwarded-host']) : undefined;
		const protocol = isBehindTrusted ? lastOf(headers['x-forwarded-proto']) : undefined;
		const isEncrypted = socket instanceof TLSSocket;
		return {
			address: clientAddress(remote, listOf(headers['x-forwarded-for']), isTrusted),
			host: (host ?? headers.host ?? '').toLowerCase(),
			isHttps: protocol === undefined ? isEncrypted : protocol.toLowerCase() === 'https',
			isForwarded:
				forwardingHeaders.some((name) => headers[name] !== undefined) ||
				Object.keys(headers).some((name) => name.startsWith('x-forwarded-')),
			peer: { address: remote, isTrusted: isBehindTrusted }
		};
	};
}

type Trust = (address: string, hop: number) => boolean;

function createTrust(trustProxy: TrustedProxies): Trust {
	if (trustProxy === false) return () => false;
	if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
	return createNetworks(trustProxy);
}

/** Whether an address is one of these: addresses, networks like 10.0.0.0/8, or `loopback`. */
export function createNetworks(entries: readonly string[]): (address: string) => boolean {
	const networks = new BlockList();
	for (const entry of entries) addNetwork(networks, entry);
	return (address) => isIP(address) !== 0 && networks.check(address, familyOf(address));
}

function addNetwork(networks: BlockList, entry: string): void {
	if (entry === 'loopback') {
		networks.addSubnet('127.0.0.0', 8, 'ipv4');
		networks.addAddress('::1', 'ipv6');
		return;
	}
	const [address = '', bits] = entry.split('/');
	if (bits === undefined) networks.addAddress(address, familyOf(address));
	else networks.addSubnet(address, Number(bits), familyOf(address));
}

/** Walks from the nearest hop outwards and stops at the first one that is not trusted. */
function clientAddress(remote: string, forwardedFor: readonly string[], isTrusted: Trust): string {
	let address = remote;
	for (const [hop, next] of forwardedFor.toReversed().entries()) {
		if (!isTrusted(address, hop)) return address;
		address = plainAddress(next);
	}
	return address;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
	return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function plainAddress(address: string): string {
	return address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
}

function listOf(header: string | string[] | undefined): string[] {
	const text = Array.isArray(header) ? header.join(',') : (header ?? '');
	return text
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}

function lastOf(header: string | string[] | undefined): string | undefined {
	return listOf(header).at(-1);
}

/**
 * Whether a request was made by a page of this server. A request that does not say where it comes
 * from is refused as well: every browser says so when it could do harm.
 */
export function isSameOrigin(request: IncomingMessage, facts: RequestFacts): boolean {
	const { origin, 'sec-fetch-site': site } = request.headers;
	if (site !== undefined && site !== 'same-origin') return false;
	if (origin === undefined || facts.host === '' || !URL.canParse(origin)) return false;
	// Spelled as browsers do, which is nearly always, there is nothing to take apart.
	const isOwn = origin === `${facts.isHttps ? 'https' : 'http'}://${facts.host}`;
	if (isOwn) return true;
	const { host, protocol } = new URL(origin);
	const own = `${protocol}//${facts.host}`;
	if (!URL.canParse(own) || host !== new URL(own).host) return false;
	return protocol === 'https:' || (protocol === 'http:' && !facts.isHttps);
}
