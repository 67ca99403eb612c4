import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFormGuard } from './feedback.ts';

describe('a form', () => {
	it('[KO3] is taken once, from whoever had the time to read it, and only if it is ours', () => {
		let nowMs = 1_000_000;
		const [key, other] = [randomBytes(32), randomBytes(32)];
		const guard = createFormGuard(key, () => nowMs);
		const [form, late] = [guard.make(), guard.make()];
		expect(guard.take(form)).toBe(false);
		nowMs += 3_000;
		expect([guard.take(form), guard.take(form)]).toEqual([true, false]);
		expect(guard.take(`${nowMs - 5_000}.x.y`)).toBe(false);
		expect(guard.take(`${form.slice(0, -1)}_`)).toBe(false);
		expect(createFormGuard(other, () => nowMs).take(late)).toBe(false);
		// The server was started anew.
		expect(createFormGuard(key, () => nowMs).take(late)).toBe(true);
		nowMs += 13 * 3_600_000;
		expect(guard.take(late)).toBe(false);
	});
});
