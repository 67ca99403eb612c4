/** The bits of an address of each family. */
const BITS = { ipv4: 32, ipv6: 128 } as const;

/** A network as it is written in CIDR: an address and how many of its first bits count. */
export interface Network {
	readonly address: string;
	readonly prefix: number;
	readonly family: keyof typeof BITS;
}

/** Reads `10.1.0.0/16` or `2001:db8::/32`; undefined for anything else. */
export function readNetwork(text: string): Network | undefined {
	const [, address = '', length = ''] = /^([^/]{1,45})\/(\d{1,3})$/.exec(text) ?? [];
	const family = familyOf(address);
	const prefix = Number(length);
	return family === undefined || prefix > BITS[family] ? undefined : { address, prefix, family };
}

/** Whether a value is a network in CIDR. */
export function isNetwork(value: unknown): value is string {
	return typeof value === 'string' && readNetwork(value) !== undefined;
}

function familyOf(address: string): Network['family'] | undefined {
	if (isIpv4(address)) return 'ipv4';
	return isIpv6(address) ? 'ipv6' : undefined;
}

/** Four numbers to 255, without zeros before them, which some read as octal. */
function isIpv4(address: string): boolean {
	const parts = address.split('.');
	return (
		parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256)
	);
}

/** Eight groups of at most four digits, or fewer where `::` stands for those that are zero. */
function isIpv6(address: string): boolean {
	const [before = '', after, ...more] = address.split('::');
	if (more.length > 0) return false;
	const groups = [before, after ?? ''].flatMap((side) => (side === '' ? [] : side.split(':')));
	const isWhole = after === undefined ? groups.length === 8 : groups.length < 8;
	return isWhole && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}
