import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, type Action } from '#lib/domain/automation/rule-parts.decode.ts';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { STEP_NAMES, type Step } from '#lib/domain/catalogue/steps.decode.ts';
import type { Json } from '#lib/domain/json.ts';
import { alice, support } from '#lib/domain/testing.ts';
import {
	actionDraft,
	finishedActions,
	finishedSteps,
	newAction,
	newStep,
	stepDraft
} from './deed-drafts.ts';

const field = (kind: string) => ({
	...{ names: {}, order: 0, archived: false, kind, options: [], teams: [], types: [] },
	required: false
});
const tag = { names: { en: 'Printer', de: 'Drucker' }, order: 0, archived: false };
const catalogue = new Catalogue([
	[entryKey('tag', 'printer'), tag],
	...['text', 'number', 'date', 'checkbox', 'person'].map((kind): [string, Json] => [
		entryKey('field', kind),
		field(kind)
	])
]);
const custom = [
	{ field: 'text', value: 'AB 1' },
	{ field: 'text', value: null },
	{ field: 'number', value: 4.5 },
	{ field: 'date', value: Date.UTC(2026, 10, 22) },
	{ field: 'checkbox', value: false },
	{ field: 'person', value: String(alice) }
];
const planned = [
	{ kind: 'remind', minutes: 3_060, words: '', who: 'assignee', keep: true },
	{ kind: 'send', minutes: 30, words: 'Does it run?' },
	{ kind: 'send', minutes: 30, words: '', template: 'ask' }
] as const;

describe('steps that are being written', () => {
	it('are kept as they were', () => {
		const steps: Step[] = [
			{ set: 'status', value: { code: 'solved', words: 'Done' } },
			{ set: 'status', value: { code: 'open', words: null } },
			{ set: 'category', value: null },
			{ set: 'assignee', value: 'none' },
			{ set: 'reply', value: 'Hello' },
			{ set: 'addTag', value: 'printer' },
			...custom.map((value): Step => ({ set: 'custom', value })),
			...planned.map((value): Step => ({ set: 'followUp', value }))
		];
		const drafts = steps.map((one) => stepDraft(one, catalogue, 'en'));
		expect(finishedSteps(drafts, catalogue)).toEqual(steps);
	});

	it('are finished once they say everything', () => {
		const isFinished = (one: ReturnType<typeof newStep>) =>
			finishedSteps([one], catalogue) !== undefined;
		const finished = STEP_NAMES.filter((name) => isFinished(newStep(name)));
		expect(finished).toEqual(['type', 'category', 'assignee']);
		expect(isFinished({ ...newStep('note'), value: '  ' })).toBe(false);
		expect(isFinished({ ...newStep('custom'), field: 'number', value: 'four' })).toBe(false);
		expect(isFinished({ ...newStep('followUp'), span: '2d' })).toBe(true);
		expect(isFinished({ ...newStep('followUp'), span: '2d', kind: 'send' })).toBe(false);
		expect(isFinished({ ...newStep('followUp'), span: '900d' })).toBe(false);
		expect(finishedSteps([], catalogue)).toEqual([]);
	});
});

describe('actions that are being written', () => {
	it('are kept as they were', () => {
		const actions: Action[] = [
			{ do: 'status', value: { code: 'solved', words: 'Done' } },
			{ do: 'type', value: null },
			{ do: 'assignee', value: null },
			{ do: 'assignee', value: alice },
			{ do: 'team', value: support },
			{ do: 'tell', value: { who: 'supervisors', words: 'Look' } },
			{ do: 'addTag', value: 'vip' },
			{ do: 'removeTag', value: 'printer' },
			{ do: 'sort', value: { field: 'category', atLeast: 75 } },
			{ do: 'reply', value: { en: 'Thank you', ar: 'شكرًا' } },
			...custom.map((value): Action => ({ do: 'custom', value })),
			...planned.map((value): Action => ({ do: 'followUp', value })),
			{ do: 'followUp', value: { kind: 'remind', minutes: 60, words: 'Ring', who: alice } }
		];
		const drafts = actions.map((one) => actionDraft(one, catalogue, 'de'));
		expect(finishedActions(drafts, catalogue)).toEqual(actions);
	});

	it('take one answer for all languages for that of whoever opens the rule', () => {
		const written = actionDraft({ do: 'reply', value: 'Danke' }, catalogue, 'de');
		expect(finishedActions([written], catalogue)).toEqual([
			{ do: 'reply', value: { de: 'Danke' } }
		]);
		const emptied = { ...written, texts: { de: '  ', en: '' } };
		expect(finishedActions([emptied], catalogue)).toBeUndefined();
	});

	it('wait until they say everything', () => {
		for (const name of ACTION_NAMES) {
			const isEmptiable = ['type', 'section', 'category', 'assignee', 'sort'].includes(name);
			const finished = finishedActions([newAction(name)], catalogue);
			expect(finished !== undefined, name).toBe(isEmptiable);
		}
	});
});
