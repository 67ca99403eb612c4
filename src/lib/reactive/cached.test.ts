import { describe, expect, it } from 'vitest';
import { Cached } from './cached.ts';

function source() {
	const listeners = new Set<() => void>();
	return {
		change: () => listeners.forEach((listener) => listener()),
		listen: (changed: () => void) => {
			listeners.add(changed);
			return () => listeners.delete(changed);
		},
		count: () => listeners.size
	};
}

describe('a cached value', () => {
	it('reads its source once until the source says it changed', () => {
		let reads = 0;
		const made = source();
		const cached = new Cached(() => (reads += 1), made.listen);
		expect([cached.value, cached.value]).toEqual([1, 1]);
		made.change();
		expect([cached.value, cached.value]).toEqual([2, 2]);
	});

	it('keeps what it read last after it was stopped', () => {
		let reads = 0;
		const made = source();
		const cached = new Cached(() => (reads += 1), made.listen);
		expect(cached.value).toBe(1);
		cached.stop();
		made.change();
		expect(cached.value).toBe(1);
		expect(made.count()).toBe(0);
	});
});
