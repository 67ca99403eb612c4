import { describe, expect, it } from 'vitest';
import { CLOSE } from './close-codes.ts';

const CHANNEL = ['forbidden', 'unknownDocument', 'replaced', 'badUpdate', 'gap', 'full'];

describe('close codes', () => {
	it('[MX5] are final to a document below 4500 and leave the socket to the client above', () => {
		for (const [name, code] of Object.entries(CLOSE)) {
			const [low, high] = CHANNEL.includes(name) ? [4400, 4499] : [4500, 4999];
			expect(code, name).toBeGreaterThanOrEqual(low);
			expect(code, name).toBeLessThanOrEqual(high);
		}
	});

	it('[MX5] are each given once', () => {
		expect(new Set(Object.values(CLOSE)).size).toBe(Object.keys(CLOSE).length);
	});
});
