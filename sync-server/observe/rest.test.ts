import { describe, expect, it } from 'vitest';
import { collectAtRest, restOfProcess } from './rest.ts';

function aProcess() {
	const is = { cpuMs: 0, heapBytes: 60_000_000, collections: 0 };
	let look: () => void = () => undefined;
	collectAtRest({
		every: (_ms, run) => (look = run),
		cpuMs: () => is.cpuMs,
		heapBytes: () => is.heapBytes,
		collect() {
			is.collections += 1;
			is.heapBytes = 30_000_000;
		}
	});
	return { is, look: () => look() };
}

describe('a server at rest', () => {
	it('gives memory back, once', () => {
		const { is, look } = aProcess();
		look();
		look();
		expect(is.collections).toBe(1);
		is.heapBytes += 10_000_000;
		look();
		expect(is.collections).toBe(1);
		is.heapBytes += 10_000_000;
		look();
		expect(is.collections).toBe(2);
	});

	it('is left alone while it works', () => {
		const { is, look } = aProcess();
		is.cpuMs += 500;
		look();
		expect(is.collections).toBe(0);
		is.cpuMs += 20;
		look();
		expect(is.collections).toBe(1);
	});

	it('can collect in this process', () => {
		const { collect, heapBytes, cpuMs } = restOfProcess();
		collect();
		expect(heapBytes()).toBeGreaterThan(0);
		expect(cpuMs()).toBeGreaterThan(0);
	});
});
