import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const inside = new BlockList();
for (const [network, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3]
] as const)
	inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
	['::', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 9],
	['ff00::', 8]
] as const)
	inside.addSubnet(network, bits, 'ipv6');

/** Whether an address is one that anybody on the internet reaches, and no machine beside this one. */
export function isPublicAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 0) return false;
	const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (plain !== undefined) return isPublicAddress(plain);
	// An address of the old kind in the new spelling, written in hexadecimal.
	if (family === 6 && /^::ffff:/i.test(address)) return false;
	return !inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** How names become addresses: all that a name has. */
type Resolve = (
	host: string,
	options: LookupAllOptions,
	answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
) => void;

/** Finds a host's addresses when it is called, and refuses names that lead inside by any of them. */
export const lookupThrough =
	(resolve: Resolve): LookupFunction =>
	(host, options, answer) => {
		resolve(host, { ...options, all: true }, (error, addresses) => {
			if (error) return answer(error, '', 0);
			const [first] = addresses;
			if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
				return answer(new Error('the address lies inside'), '', 0);
			if (options.all === true) answer(null, addresses);
			else answer(null, first.address, first.family);
		});
	};

export const lookupOutside = lookupThrough(lookup);
