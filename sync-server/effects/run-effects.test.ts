import { afterEach, expect, it } from 'vitest';
import { testOrg } from '../../tests/support/org.ts';
import { createSending } from './run-effects.ts';

const LEASE_MS = 60_000;
let org: ReturnType<typeof testOrg>;
afterEach(() => org.remove());

it('[EF5] what is under way is not begun again when time leaps, and is once it has failed', async () => {
	org = testOrg();
	const { clock } = org;
	const { effects } = org.unit;
	effects.add({ changeId: 'a', kind: 'mail.staff', payload: {} }, clock.now());
	const sent: PromiseWithResolvers<void>[] = [];
	let settled = 0;
	const sending = createSending({
		...{ kinds: ['mail.staff'] as const, effects, now: clock.now, atOnce: 4, leaseMs: LEASE_MS },
		waitMs: () => 0,
		send: () => {
			sent.push(Promise.withResolvers());
			return sent.at(-1)?.promise ?? Promise.resolve();
		},
		onSettled: () => void (settled += 1)
	});
	sending.run();
	clock.advance(10 * LEASE_MS);
	expect(sending.run()).toBe(clock.now() + LEASE_MS);
	expect(sent).toHaveLength(1);
	sent[0]?.reject(new Error('the line was cut'));
	await expect.poll(() => settled).toBe(1);
	sending.run();
	expect(sent).toHaveLength(2);
	sent[1]?.resolve();
	await expect.poll(() => settled).toBe(2);
	expect(effects.countOf(['mail.staff'])).toBe(0);
});
