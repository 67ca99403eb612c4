import { describe, expect, it } from 'vitest';
import { isNetwork, readNetwork } from './network.ts';

const NETWORKS = [
	['10.1.0.0/16', 'ipv4', 16],
	['0.0.0.0/0', 'ipv4', 0],
	['192.0.2.7/32', 'ipv4', 32],
	['2001:db8::/32', 'ipv6', 32],
	['::/0', 'ipv6', 0],
	['::1/128', 'ipv6', 128],
	['1:2:3:4:5:6:7:8/64', 'ipv6', 64]
] as const;

const OTHERS = [
	'',
	'10.1.0.0',
	'10.1.0.0/33',
	'10.1.0/16',
	'010.1.0.0/16',
	'10.1.0.256/16',
	'10.1.0.0/',
	'10.1.0.0/-1',
	'10.1.0.0/16 ',
	'2001:db8::/129',
	'2001::db8::/32',
	'1:2:3:4:5:6:7/64',
	'1:2:3:4::5:6:7:8/64',
	'fe80::1%eth0/64',
	'office/16'
];

describe('networks in CIDR', () => {
	it.each(NETWORKS)('[SC6] %s is one', (text, family, prefix) => {
		expect(readNetwork(text)).toMatchObject({ family, prefix });
	});

	it.each(OTHERS)('[SC6] %j is none', (text) => {
		expect(isNetwork(text)).toBe(false);
	});
});
