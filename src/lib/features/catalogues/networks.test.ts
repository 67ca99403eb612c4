import { expect, it } from 'vitest';
import { NETWORK_LIMIT } from '#lib/domain/catalogue/definitions.ts';
import { readNetworks } from './networks.ts';

it('[SC6] reads the networks of a unit, one a line and each once', () => {
	expect(readNetworks('')).toEqual([]);
	expect(readNetworks(' 10.1.0.0/16 \n\n2001:db8::/32\n10.1.0.0/16')).toEqual([
		'10.1.0.0/16',
		'2001:db8::/32'
	]);
	for (const wrong of ['10.1.0.0', '10.1.0.0/16, 10.2.0.0/16', '10.1.0.0/16\noffice'])
		expect(readNetworks(wrong), wrong).toBeUndefined();
	const many = Array.from({ length: NETWORK_LIMIT + 1 }, (_, index) => `10.0.${index}.0/24`);
	expect(readNetworks(many.join('\n'))).toBeUndefined();
});
