import { NETWORK_LIMIT } from '#lib/domain/catalogue/definitions.ts';
import { isNetwork } from '#lib/domain/network.ts';

/** Reads networks, one a line; undefined when any line is none, or there are too many. */
export function readNetworks(text: string): string[] | undefined {
	const lines = text.split('\n').flatMap((line) => line.trim() || []);
	const all = [...new Set(lines)];
	return all.length <= NETWORK_LIMIT && all.every(isNetwork) ? all : undefined;
}
