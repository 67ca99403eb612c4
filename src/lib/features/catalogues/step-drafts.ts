import { step, type Step, type StepName } from '#lib/domain/catalogue/steps.decode.ts';

/** A step while it is being written: it may not say everything yet. */
export interface StepDraft {
	readonly set: StepName;
	readonly value: string;
	/** The words that a status asks for. */
	readonly words: string;
}

/** A new step, which still has to be told what it is about. */
export function newStep(set: StepName): StepDraft {
	return { set, value: set === 'assignee' ? 'me' : '', words: '' };
}

export function draftOf({ set, value }: Step): StepDraft {
	if (set === 'status') return { set, value: value.code, words: value.words ?? '' };
	return { set, value: value ?? '', words: '' };
}

/** The steps as they are kept; undefined while one of them does not say everything. */
export function finishedSteps(drafts: readonly StepDraft[]): Step[] | undefined {
	const steps: Step[] = [];
	for (const { set, value, words } of drafts) {
		const empty = set === 'type' || set === 'category' ? null : '';
		const decoded = step({
			set,
			value: set === 'status' ? { code: value, words: words.trim() || null } : value.trim() || empty
		});
		if (!decoded.ok) return undefined;
		steps.push(decoded.value);
	}
	return steps;
}
