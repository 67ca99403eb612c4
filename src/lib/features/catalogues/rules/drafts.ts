import {
	action,
	trigger,
	type Action,
	type ActionName,
	type Translated,
	type Trigger,
	type TriggerName
} from '#lib/domain/automation/rule-parts.decode.ts';

/** An action while it is being written: it may not say everything yet. */
export interface ActionDraft {
	readonly do: ActionName;
	readonly value: string;
	/** The words that a status asks for, or that somebody is told. */
	readonly words: string;
	/** What whoever asked is answered, by language. */
	readonly texts: Translated;
}

/** A new action, which still has to be told what it is about. */
export function newAction(name: ActionName): ActionDraft {
	return { do: name, value: name === 'tell' ? 'assignee' : '', words: '', texts: {} };
}

/** An action to be written on; one text for all languages becomes that of `language`. */
export function draftOf(one: Action, language: string): ActionDraft {
	const blank = { do: one.do, value: '', words: '', texts: {} };
	switch (one.do) {
		case 'status':
			return { ...blank, value: one.value.code, words: one.value.words ?? '' };
		case 'tell':
			return { ...blank, value: one.value.who, words: one.value.words };
		case 'reply': {
			const { value } = one;
			return { ...blank, texts: typeof value === 'string' ? { [language]: value } : value };
		}
		default:
			return { ...blank, value: one.value ?? '' };
	}
}

/** Fields that an action may empty. */
const EMPTIABLE: ReadonlySet<ActionName> = new Set(['type', 'section', 'category', 'assignee']);

/** The actions as they are kept; undefined while one of them does not say everything. */
export function finishedActions(drafts: readonly ActionDraft[]): Action[] | undefined {
	const actions: Action[] = [];
	for (const draft of drafts) {
		const decoded = action({ do: draft.do, value: valueOf(draft) });
		if (!decoded.ok) return undefined;
		actions.push(decoded.value);
	}
	return actions;
}

function valueOf({ do: name, value, words, texts }: ActionDraft): unknown {
	if (name === 'reply') return withWords(texts);
	if (name === 'status') return { code: value, words: words.trim() || null };
	if (name === 'tell') return { who: value, words: words.trim() };
	return value.trim() || (EMPTIABLE.has(name) ? null : '');
}

/** What says something in some language. */
function withWords(texts: Translated): Translated {
	const trimmed = Object.entries(texts).map(([language, text]) => [language, text.trim()] as const);
	return Object.fromEntries(trimmed.filter(([, text]) => text !== ''));
}

/** What a trigger waits for until somebody says otherwise. */
const FRESH: { readonly [T in TriggerName]: Extract<Trigger, { on: T }>['value'] } = {
	created: 'anybody',
	message: 'customer',
	changed: 'priority',
	alert: 'late',
	idle: 24,
	overdue: 4,
	every: 60
};

/** A trigger with a value; undefined when it does not take that. */
export function triggerOf(on: TriggerName, value: unknown = FRESH[on]): Trigger | undefined {
	const decoded = trigger({ on, value });
	return decoded.ok ? decoded.value : undefined;
}
