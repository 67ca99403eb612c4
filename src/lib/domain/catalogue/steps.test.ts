import { describe, expect, it } from 'vitest';
import { decodeDefinition } from './definition.decode.ts';
import { STEP_LIMIT } from './definitions.ts';

const decoded = (...steps: object[]) =>
	decodeDefinition('macro', { names: {}, order: 0, archived: false, team: null, steps });
const step = { set: 'addTag', value: 'vip' };

describe('[CA8] the steps of a macro', () => {
	it('say what each of them needs', () => {
		const steps = [
			{ set: 'status', value: { code: 'solved', words: 'Done' } },
			{ set: 'type', value: null },
			{ set: 'assignee', value: 'me' },
			{ set: 'reply', value: 'Hello {{requester}}' },
			step
		];
		const read = decoded(...steps);
		expect(read).toMatchObject({ ok: true, value: { steps } });
	});

	it('are refused where they say something else', () => {
		const wrong = [
			{ set: 'assignee', value: 'everybody' },
			{ set: 'addTag', value: '' },
			{ set: 'status', value: 'solved' },
			{ set: 'status', value: { code: 'solved' } },
			{ set: 'toString', value: '' },
			{ ...step, more: 1 }
		];
		for (const one of wrong) expect(decoded(one), JSON.stringify(one)).toMatchObject({ ok: false });
	});

	it('are few', () => {
		expect(decoded(...Array<object>(STEP_LIMIT).fill(step)).ok).toBe(true);
		expect(decoded(...Array<object>(STEP_LIMIT + 1).fill(step)).ok).toBe(false);
	});
});
