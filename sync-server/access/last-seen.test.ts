import { describe, expect, it } from 'vitest';
import { createLastSeen } from './last-seen.ts';

function aNote() {
	const timers: (() => void)[] = [];
	const saved: (readonly [string, number])[][] = [];
	const clock = { ms: 1_000_000 };
	const lastSeen = createLastSeen({
		now: () => clock.ms,
		after: (_ms, run) => timers.push(run),
		save: (seen) => void saved.push([...seen])
	});
	return { clock, timers, saved, lastSeen };
}

describe('when sessions were last seen', () => {
	it('is saved once for all who come within a moment', () => {
		const { timers, saved, lastSeen } = aNote();
		for (const publicId of ['a', 'b', 'a']) lastSeen.note({ publicId, lastSeenAt: 0 });
		expect(timers).toHaveLength(1);
		timers[0]?.();
		expect(saved).toEqual([
			[
				['a', 1_000_000],
				['b', 1_000_000]
			]
		]);
		lastSeen.note({ publicId: 'c', lastSeenAt: 0 });
		timers[1]?.();
		expect(saved[1]).toEqual([['c', 1_000_000]]);
	});

	it('is not noted again within a minute', () => {
		const { timers, lastSeen } = aNote();
		lastSeen.note({ publicId: 'a', lastSeenAt: 1_000_000 - 59_999 });
		expect(timers).toHaveLength(0);
		lastSeen.note({ publicId: 'a', lastSeenAt: 1_000_000 - 60_000 });
		expect(timers).toHaveLength(1);
	});

	it('is saved before it is read, and then not again', () => {
		const { timers, saved, lastSeen } = aNote();
		lastSeen.note({ publicId: 'a', lastSeenAt: 0 });
		lastSeen.write();
		timers[0]?.();
		expect(saved).toHaveLength(1);
	});
});
