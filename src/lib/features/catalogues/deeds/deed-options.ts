import type { Desk } from '#lib/session/desk.ts';
import {
	entryOptions,
	personOptions,
	priorityOptions,
	statusOptions,
	teamOptions
} from '#lib/session/options.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { DeedDraft } from './deed-drafts.ts';

/** Who does it: somebody who uses a macro, or a rule. */
export type Doer = 'macro' | 'rule';
export type Choice = { readonly value: string; readonly label: string };

export const choose = (): Choice => ({ value: '', label: t('rules.action.choose') });
const none = (): Choice => ({ value: '', label: t('shell.none') });
const nobody = (value: string): Choice => ({ value, label: t('tickets.nobody') });
const me = (): Choice => ({ value: 'me', label: t('work.step.me') });
const whoeverHasIt = (): Choice => ({ value: 'assignee', label: t('rules.who.assignee') });
const supervisors = (): Choice => ({ value: 'supervisors', label: t('rules.who.supervisors') });

/** What there is to choose from in something that is done; undefined where one writes. */
export function deedOptions(
	desk: Desk,
	{ name, value: chosen }: DeedDraft,
	doer: Doer
): readonly Choice[] | undefined {
	switch (name) {
		case 'status':
			return [choose(), ...statusOptions(desk, chosen)];
		case 'priority':
			return [choose(), ...priorityOptions(desk, chosen)];
		case 'type':
		case 'section':
			return [none(), ...entryOptions(desk, name, chosen)];
		case 'category': {
			const categories = entryOptions(desk, 'category', chosen);
			return categories.length > 0 ? [none(), ...categories] : undefined;
		}
		case 'team':
			return [choose(), ...teamOptions(desk, chosen)];
		case 'assignee':
			return doer === 'macro' ? [me(), nobody('none')] : [nobody(''), ...personOptions(desk)];
		case 'tell':
			return [whoeverHasIt(), supervisors(), ...personOptions(desk)];
		default:
			return undefined;
	}
}

/** Whom a follow-up may remind. */
export function remindedOptions(desk: Desk, doer: Doer): readonly Choice[] {
	return doer === 'macro' ? [me(), whoeverHasIt()] : [whoeverHasIt(), ...personOptions(desk)];
}
