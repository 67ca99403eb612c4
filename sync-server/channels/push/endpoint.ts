import { isIP } from 'node:net';
import { isPublicAddress } from '../../outside/addresses.ts';

/** Longer than any push service makes them. */
const LONGEST = 1_000;

/** Where a browser says it can be told; undefined for what is none, or lies where nobody outside gets. */
export function readEndpoint(text: string, isAnywhere = false): URL | undefined {
	if (text.length > LONGEST || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const { username, password, hash, protocol } = url;
	if (username + password + hash !== '') return undefined;
	const isFit = isAnywhere ? /^https?:$/.test(protocol) : isOutside(url);
	return isFit ? url : undefined;
}

function isOutside({ protocol, port, hostname }: URL): boolean {
	const host = hostname.replace(/^\[|\]$/g, '');
	if (protocol !== 'https:' || port !== '') return false;
	if (isIP(host) !== 0) return isPublicAddress(host);
	return host.includes('.') && !/\.(local|internal|localhost|home\.arpa)\.?$/.test(host);
}
