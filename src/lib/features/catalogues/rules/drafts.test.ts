import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, type Action } from '#lib/domain/automation/rule-parts.decode.ts';
import { alice, support } from '#lib/domain/testing.ts';
import { draftOf, finishedActions, newAction, triggerOf } from './drafts.ts';
import { readRehearsed } from './rehearsed.decode.ts';

describe('what is written of a rule', () => {
	it('reads actions as they are shown', () => {
		const actions: Action[] = [
			{ do: 'status', value: { code: 'solved', words: 'Done' } },
			{ do: 'type', value: null },
			{ do: 'assignee', value: null },
			{ do: 'assignee', value: alice },
			{ do: 'team', value: support },
			{ do: 'tell', value: { who: 'supervisors', words: 'Look' } },
			{ do: 'addTag', value: 'vip' },
			{ do: 'reply', value: { en: 'Thank you', ar: 'شكرًا' } }
		];
		expect(finishedActions(actions.map((one) => draftOf(one, 'de')))).toEqual(actions);
	});

	it('takes one answer for all languages for that of whoever opens the rule', () => {
		const written = draftOf({ do: 'reply', value: 'Danke' }, 'de');
		expect(finishedActions([written])).toEqual([{ do: 'reply', value: { de: 'Danke' } }]);
		const emptied = { ...written, texts: { de: '  ', en: '' } };
		expect(finishedActions([emptied])).toBeUndefined();
	});

	it('waits until an action says everything', () => {
		for (const name of ACTION_NAMES) {
			const isEmptiable = ['type', 'section', 'category', 'assignee'].includes(name);
			expect(finishedActions([newAction(name)]) !== undefined, name).toBe(isEmptiable);
		}
	});

	it('takes of a trigger what it can wait for', () => {
		expect(triggerOf('idle')).toEqual({ on: 'idle', value: 24 });
		expect(triggerOf('idle', 0)).toBeUndefined();
		expect(triggerOf('idle', Number.NaN)).toBeUndefined();
		expect(triggerOf('changed', 'status')).toEqual({ on: 'changed', value: 'status' });
	});

	it('reads the lines of a trial', () => {
		expect(readRehearsed('{"kind":"progress","done":1,"all":2}')).toMatchObject({ done: 1 });
		expect(readRehearsed('{"kind":"other"}')).toBeUndefined();
	});
});
