import { code } from '../catalogue/code.ts';
import { customSetting } from '../catalogue/custom-value.ts';
import { LANGUAGE_TAG } from '../catalogue/names.ts';
import { plannedFollowUp } from '../catalogue/planned-follow-up.ts';
import { personId, teamId } from '../id-decoders.ts';
import type { PersonId } from '../ids.ts';
import { object } from '../object.decode.ts';
import { record } from '../record.decode.ts';
import {
	bad,
	good,
	integer,
	json,
	nullable,
	oneOf,
	text,
	type DecodedBy,
	type Decoder
} from '../schema.ts';
import { ALERTS } from '../sla/clock-names.ts';

/** Longest words of an action, in UTF-16 units. */
export const ACTION_LENGTH = 4_000;

/** Longest text of a rule's conditions, as of any query. */
export const CONDITIONS_LENGTH = 1_000;

/** What of a ticket may change so that a rule looks at it. */
export const CHANGEABLE = [
	'status',
	'priority',
	'assignee',
	'team',
	'type',
	'section',
	'category',
	'tags',
	'due',
	'subject'
] as const;

/** What makes a rule look at a ticket, and what it needs to be told about that. */
const TRIGGERS = {
	/** A ticket is created, by whom. */
	created: oneOf(['anybody', 'customer', 'staff']),
	/** A message arrives. */
	message: oneOf(['customer', 'staff', 'note']),
	changed: oneOf(CHANGEABLE),
	/** A clock of the service levels warns, or has run out. */
	alert: oneOf(ALERTS),
	/** Nobody has done anything for so many hours. */
	idle: integer(1, 8_760),
	/** Time has been up for so many of the hours in which it counts: a step of an escalation. */
	overdue: integer(1, 8_760),
	/** Every so many minutes, once until somebody does something. */
	every: integer(5, 10_080)
} as const satisfies Record<string, Decoder<unknown>>;
export type TriggerName = keyof typeof TRIGGERS;
/** The names of all of them. */
export const TRIGGER_NAMES = Object.keys(TRIGGERS).filter(
	(key): key is TriggerName => key in TRIGGERS
);

/** What makes a rule look at a ticket. */
export type Trigger = {
	[T in TriggerName]: { readonly on: T; readonly value: DecodedBy<(typeof TRIGGERS)[T]> };
}[TriggerName];

const words = text(1, ACTION_LENGTH);
const tag = text(1, 60);

/** A person, or whoever has a part in the ticket. */
function somebody<const Part extends string>(parts: readonly Part[]): Decoder<Part | PersonId> {
	return (value) => {
		const part = parts.find((known) => known === value);
		return part === undefined ? personId(value) : good(part);
	};
}

const listener = somebody(['assignee', 'supervisors']);
const reminded = somebody(['assignee']);

/** What a ticket can be sorted into by its words. */
export const SORTED = ['type', 'category'] as const;

const translated = record(LANGUAGE_TAG, words, 20);
/** Words by language tag. */
export type Translated = DecodedBy<typeof translated>;

/** Rules that were made before have one text, for all languages. */
const wordsOrTranslated: Decoder<string | Translated> = (value) => {
	if (typeof value === 'string') return words(value);
	const decoded = translated(value);
	const isEmpty = decoded.ok && Object.keys(decoded.value).length === 0;
	return isEmpty ? bad('must have words in a language') : decoded;
};

/** What a rule can do to a ticket, and what it needs to be told about that. */
const ACTIONS = {
	/** With the words that the status asks for. */
	status: object({ code, words: nullable(words) }),
	priority: code,
	type: nullable(code),
	section: nullable(code),
	category: nullable(text(1, 80)),
	team: teamId,
	assignee: nullable(personId),
	addTag: tag,
	removeTag: tag,
	note: words,
	/** Words to whoever asked, in their language. No clock of the service levels takes them for an answer. */
	reply: wordsOrTranslated,
	/** A note that mentions somebody. */
	tell: object({ who: listener, words }),
	custom: customSetting,
	/** Sets what the words speak for most, where nothing is set and they make it sure enough. */
	sort: object({ field: oneOf(SORTED), atLeast: integer(1, 100) }),
	/** Reminds whoever has the ticket then, or a person. */
	followUp: plannedFollowUp(reminded)
} as const satisfies Record<string, Decoder<unknown>>;
export type ActionName = keyof typeof ACTIONS;
/** The names of all of them. */
export const ACTION_NAMES = Object.keys(ACTIONS).filter((key): key is ActionName => key in ACTIONS);

/** One thing that a rule does to a ticket. */
export type Action = {
	[A in ActionName]: { readonly do: A; readonly value: DecodedBy<(typeof ACTIONS)[A]> };
}[ActionName];

const triggerPair = object({ on: oneOf(TRIGGER_NAMES), value: json(1, 100) });
const actionPair = object({ do: oneOf(ACTION_NAMES), value: json(3, 6 * ACTION_LENGTH) });

/** `{on, value}` where the value is what that trigger takes. */
export const trigger: Decoder<Trigger> = (value) => {
	const decoded = triggerPair(value);
	if (!decoded.ok) return decoded;
	const inner = TRIGGERS[decoded.value.on](decoded.value.value);
	if (!inner.ok) return bad(inner.problem, 'value');
	return { ok: true, value: decoded.value as Trigger };
};

/** `{do, value}` where the value is what that action takes. */
export const action: Decoder<Action> = (value) => {
	const decoded = actionPair(value);
	if (!decoded.ok) return decoded;
	const inner = ACTIONS[decoded.value.do](decoded.value.value);
	if (!inner.ok) return bad(inner.problem, inner.path ? `value.${inner.path}` : 'value');
	return { ok: true, value: decoded.value as Action };
};
