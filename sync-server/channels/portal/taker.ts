import { BlockList, isIP } from 'node:net';
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { readNetwork } from '#lib/domain/network.ts';
import { takerOf } from '#lib/domain/requests.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

/** A network of a unit. */
interface Known {
	readonly unit: string;
	readonly prefix: number;
	readonly block: BlockList;
}

// A catalogue never changes; another one is made when it does.
const networks = new WeakMap<Catalogue, readonly Known[]>();

/**
 * The team that takes a request from an address: that of the unit whose network it comes from, the
 * narrowest of several, or else the portal's.
 */
export function takerFor({ world: { directory } }: OrgUnit, address: string): TeamId | null {
	const { portalTeam, catalogue } = directory;
	const taking = { portalTeam, catalogue, team: (id: string) => directory.team(id) };
	for (const unit of unitsAt(catalogue, address)) {
		const taker = takerOf(unit, taking);
		if (taker !== null) return taker;
	}
	return portalTeam;
}

function unitsAt(catalogue: Catalogue, address: string): string[] {
	const version = isIP(address);
	if (version === 0) return [];
	const known = networks.get(catalogue) ?? networksIn(catalogue);
	networks.set(catalogue, known);
	const family = version === 4 ? 'ipv4' : 'ipv6';
	return known.filter(({ block }) => block.check(address, family)).map(({ unit }) => unit);
}

/** The narrowest first. */
function networksIn(catalogue: Catalogue): Known[] {
	const all = catalogue.current('unit').flatMap(({ code, networks: texts }) =>
		texts.flatMap((text): Known[] => {
			const network = readNetwork(text);
			if (network === undefined) return [];
			const { address, prefix, family } = network;
			const block = new BlockList();
			block.addSubnet(address, prefix, family);
			return [{ unit: code, prefix, block }];
		})
	);
	return all.sort((a, b) => b.prefix - a.prefix);
}
