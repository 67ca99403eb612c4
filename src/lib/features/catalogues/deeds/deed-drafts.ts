import {
	action,
	type Action,
	type ActionName,
	type Translated
} from '#lib/domain/automation/rule-parts.decode.ts';
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { customText, readCustom } from '#lib/domain/catalogue/custom-text.ts';
import type { CustomSetting } from '#lib/domain/catalogue/custom-value.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { step, type Step, type StepName } from '#lib/domain/catalogue/steps.decode.ts';
import { meantTag } from '#lib/domain/catalogue/tags.ts';
import type { FollowUpKind } from '#lib/domain/follow-ups/follow-up-fields.ts';
import { minutesText, readMinutes } from '../spans.ts';

export type DeedName = StepName | ActionName;

/** What a macro or a rule does, while it is being written: it may not say everything yet. */
export interface DeedDraft<Name extends DeedName = DeedName> {
	readonly name: Name;
	/** What is set, or who it is for. */
	readonly value: string;
	/** The words that a status asks for, that somebody is told, or that a follow-up bears. */
	readonly words: string;
	/** What whoever asked is answered, by language. */
	readonly texts: Translated;
	/** The field that the organisation defined. */
	readonly field: string;
	readonly kind: FollowUpKind;
	/** In how much time, as it is written. */
	readonly span: string;
	readonly template: string;
	readonly keep: boolean;
	/** How sure it must be, in percent, as it is written. */
	readonly sure: string;
}

export type StepDraft = DeedDraft<StepName>;
export type ActionDraft = DeedDraft<ActionName>;

const BLANK: Omit<DeedDraft, 'name'> = {
	...{ value: '', words: '', texts: {}, field: '' },
	...{ kind: 'remind', span: '', template: '', keep: false },
	sure: '60'
};

/** Something new, which still has to be told what it is about. */
export const newStep = (name: StepName): StepDraft => ({
	...BLANK,
	name,
	value: name === 'assignee' || name === 'followUp' ? 'me' : ''
});
export const newAction = (name: ActionName): ActionDraft => ({
	...BLANK,
	name,
	value: name === 'sort' ? 'type' : name === 'tell' || name === 'followUp' ? 'assignee' : ''
});

/** A step of a macro, to be written on by somebody who reads `language`. */
export function stepDraft(one: Step, catalogue: Catalogue, language: string): StepDraft {
	const blank = { ...BLANK, name: one.set };
	switch (one.set) {
		case 'status':
			return { ...blank, value: one.value.code, words: one.value.words ?? '' };
		case 'custom':
			return { ...blank, ...customDraft(one.value, catalogue) };
		case 'followUp':
			return { ...blank, ...plannedDraft(one.value) };
		case 'addTag':
		case 'removeTag':
			return { ...blank, value: tagText(catalogue, one.value, language) };
		default:
			return { ...blank, value: one.value ?? '' };
	}
}

/** An action of a rule, to be written on; one text for all languages becomes that of `language`. */
export function actionDraft(one: Action, catalogue: Catalogue, language: string): ActionDraft {
	const blank = { ...BLANK, name: one.do };
	switch (one.do) {
		case 'status':
			return { ...blank, value: one.value.code, words: one.value.words ?? '' };
		case 'tell':
			return { ...blank, value: one.value.who, words: one.value.words };
		case 'sort':
			return { ...blank, value: one.value.field, sure: String(one.value.atLeast) };
		case 'reply': {
			const { value } = one;
			return { ...blank, texts: typeof value === 'string' ? { [language]: value } : value };
		}
		case 'custom':
			return { ...blank, ...customDraft(one.value, catalogue) };
		case 'followUp':
			return { ...blank, ...plannedDraft(one.value) };
		case 'addTag':
		case 'removeTag':
			return { ...blank, value: tagText(catalogue, one.value, language) };
		default:
			return { ...blank, value: one.value ?? '' };
	}
}

/** A tag as it is called; it is known again by any of its names. */
function tagText(catalogue: Catalogue, tag: string, language: string): string {
	return nameIn(catalogue.find('tag', tag)?.names ?? {}, language) || tag;
}

function customDraft({ field, value }: CustomSetting, catalogue: Catalogue) {
	const kind = catalogue.find('field', field)?.kind ?? 'text';
	return { field, value: customText(kind, value) };
}

type Planned = Extract<Action | Step, { readonly value: { readonly minutes: number } }>['value'];

function plannedDraft({ kind, minutes, words, who, template = '', keep = false }: Planned) {
	return { kind, span: minutesText(minutes), words, value: who ?? '', template, keep };
}

/** The steps as they are kept; undefined while one of them does not say everything. */
export function finishedSteps(
	drafts: readonly StepDraft[],
	catalogue: Catalogue
): Step[] | undefined {
	return allOf(drafts, (draft) => step({ set: draft.name, value: stepValue(draft, catalogue) }));
}

/** The actions as they are kept; undefined while one of them does not say everything. */
export function finishedActions(
	drafts: readonly ActionDraft[],
	catalogue: Catalogue
): Action[] | undefined {
	return allOf(drafts, (draft) => action({ do: draft.name, value: actionValue(draft, catalogue) }));
}

function allOf<Draft, Kept>(
	drafts: readonly Draft[],
	read: (draft: Draft) => { readonly ok: true; readonly value: Kept } | { readonly ok: false }
): Kept[] | undefined {
	const kept: Kept[] = [];
	for (const draft of drafts) {
		const decoded = read(draft);
		if (!decoded.ok) return undefined;
		kept.push(decoded.value);
	}
	return kept;
}

const stepValue = (draft: StepDraft, catalogue: Catalogue): unknown =>
	draft.name === 'assignee' ? draft.value : deedValue(draft, catalogue);

function actionValue(draft: ActionDraft, catalogue: Catalogue): unknown {
	const { name, value, words, texts } = draft;
	if (name === 'reply') return withWords(texts);
	if (name === 'tell') return { who: value, words: words.trim() };
	if (name === 'sort') return { field: value, atLeast: Number(draft.sure) };
	return deedValue(draft, catalogue);
}

/** Fields of every ticket that may be emptied. */
const EMPTIABLE: ReadonlySet<DeedDraft['name']> = new Set([
	'type',
	'section',
	'category',
	'assignee'
]);

/** What both a macro and a rule do. */
function deedValue(draft: DeedDraft, catalogue: Catalogue): unknown {
	const { name, value, words } = draft;
	switch (name) {
		case 'status':
			return { code: value, words: words.trim() || null };
		case 'custom': {
			const field = catalogue.find('field', draft.field);
			return field && { field: field.code, value: readCustom(field.kind, value) };
		}
		case 'followUp':
			return plannedValue(draft);
		case 'addTag':
		case 'removeTag':
			return meantTag(catalogue, value);
		default:
			return value.trim() || (EMPTIABLE.has(name) ? null : '');
	}
}

/** Undefined while a message says nothing, or there is no time. */
function plannedValue({ kind, span, words, value, template, keep }: DeedDraft): unknown {
	const said = words.trim();
	if (kind === 'send' && template === '' && said === '') return undefined;
	return {
		...{ kind, minutes: readMinutes(span) },
		words: kind === 'send' && template !== '' ? '' : said,
		...(kind === 'remind' && { who: value }),
		...(kind === 'send' && template !== '' && { template }),
		...(keep && { keep })
	};
}

/** What says something in some language. */
function withWords(texts: Translated): Translated {
	const trimmed = Object.entries(texts).map(([language, text]) => [language, text.trim()] as const);
	return Object.fromEntries(trimmed.filter(([, text]) => text !== ''));
}
