import { describe, expect, it } from 'vitest';
import { STEP_NAMES, type Step } from '#lib/domain/catalogue/steps.decode.ts';
import { draftOf, finishedSteps, newStep } from './step-drafts.ts';

describe('steps that are being written', () => {
	it('are kept as they were', () => {
		const steps: Step[] = [
			{ set: 'status', value: { code: 'solved', words: 'Done' } },
			{ set: 'status', value: { code: 'open', words: null } },
			{ set: 'category', value: null },
			{ set: 'assignee', value: 'none' },
			{ set: 'reply', value: 'Hello' }
		];
		expect(finishedSteps(steps.map(draftOf))).toEqual(steps);
	});

	it('are finished once they say everything', () => {
		const finished = STEP_NAMES.filter((name) => finishedSteps([newStep(name)]) !== undefined);
		expect(finished).toEqual(['type', 'category', 'assignee']);
		expect(finishedSteps([{ set: 'note', value: '  ', words: '' }])).toBeUndefined();
		expect(finishedSteps([])).toEqual([]);
	});
});
