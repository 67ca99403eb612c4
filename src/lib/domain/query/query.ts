import type { CatalogueName, DefinitionOf } from '../catalogue/definitions.ts';

/** What the values of a field are: which catalogue, people, teams, days, or plain words. */
export type ValueKind =
	| Extract<
			CatalogueName,
			'status' | 'priority' | 'type' | 'section' | 'category' | 'tag' | 'unit' | 'region'
	  >
	| 'person'
	| 'team'
	| 'words'
	| 'date'
	| 'is'
	| 'has';

/** The fields that a query can ask for, each with the kind of its values. */
export const QUERY_FIELDS = {
	status: 'status',
	priority: 'priority',
	type: 'type',
	section: 'section',
	category: 'category',
	tag: 'tag',
	assignee: 'person',
	with: 'person',
	/** Who is to do a sub-task of it that is open. */
	task: 'person',
	creator: 'person',
	team: 'team',
	unit: 'unit',
	region: 'region',
	subject: 'words',
	requester: 'words',
	created: 'date',
	updated: 'date',
	due: 'date',
	/** When somebody is to be reminded, or a message goes out; and what of that is the asker's. */
	'follow-up': 'date',
	'my-follow-up': 'date',
	is: 'is',
	has: 'has'
} as const satisfies Record<string, ValueKind>;

export type QueryField = keyof typeof QUERY_FIELDS;
/** The names of all of them. */
export const QUERY_FIELD_NAMES = Object.keys(QUERY_FIELDS).filter(
	(key): key is QueryField => key in QUERY_FIELDS
);

/** What `is:` can ask: whose turn it is, how it stands with what was promised, and whose it is. */
export const QUERY_STATES = [
	'open',
	'paused',
	'done',
	'unsolved',
	'overdue',
	'late',
	'at-risk',
	'mine',
	'unassigned',
	'unread',
	'merged',
	'deleted'
] as const;
export type QueryState = (typeof QUERY_STATES)[number];

/** What `has:` can ask for. */
export const QUERY_HAVINGS = [
	'tasks',
	'due',
	'tags',
	'category',
	'requester',
	'follow-up'
] as const;
export type QueryHaving = (typeof QUERY_HAVINGS)[number];

/** What a box that is ticked or not can be asked for. */
export const TICKED = 'yes';
/** The other answer. */
export const UNTICKED = 'no';

/** The reader, whoever that is; and nobody or nothing. */
export const ME = 'me';
/** Nobody or nothing. */
export const NONE = 'none';

/** How a date or a number can be compared. */
export const COMPARISONS = ['>=', '<=', '>', '<'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Where something stands in the text of a query, in UTF-16 units. */
export interface Span {
	readonly at: number;
	readonly end: number;
}

/** Words to be found somewhere in a ticket: as typed in quotes, or forgiving a slip of the finger. */
export interface TextTerm extends Span {
	readonly kind: 'text';
	readonly not: boolean;
	readonly text: string;
	readonly exact: boolean;
	/** Marks of the values that the words are the names of, once they have been looked up. */
	readonly marks?: readonly string[];
}

/** One field, which must have one of the values. */
export interface FieldTerm extends Span {
	readonly kind: 'field';
	readonly not: boolean;
	readonly field: QueryField;
	/** Null asks for equality. */
	readonly comparison: Comparison | null;
	readonly values: readonly string[];
}

/** The kinds of fields that an organisation may define. */
export type CustomKind = DefinitionOf<'field'>['kind'];

/** One field that the organisation defined, which must have one of the values. */
export interface CustomTerm extends Span {
	readonly kind: 'custom';
	readonly not: boolean;
	/** Its code. */
	readonly field: string;
	readonly of: CustomKind;
	readonly comparison: Comparison | null;
	/** Codes where the field is a choice. */
	readonly values: readonly string[];
}

/** A query in brackets, which is a term of another. */
export interface PartTerm extends Span {
	readonly kind: 'part';
	readonly not: boolean;
	readonly query: Query;
}

/** One thing that a query asks of a ticket. */
export type Term = TextTerm | FieldTerm | CustomTerm | PartTerm;

/** All groups must hold; of a group one term. */
export interface Query {
	readonly groups: readonly (readonly Term[])[];
}

/** The query that every ticket fits. */
export const ANYTHING: Query = { groups: [] };

/** Longest text of a query, and most terms of one and values of a term. */
export const QUERY_LIMITS = { length: 1_000, terms: 30, values: 30 } as const;

/** Every reason why a text is no query. The codes are stable; screens have a sentence for each. */
export const QUERY_PROBLEMS = [
	'too-long',
	'too-many',
	'unclosed-quote',
	'unclosed-bracket',
	'empty-brackets',
	'unknown-field',
	'missing-value',
	'dangling-or',
	'no-order',
	'bad-date',
	'bad-number',
	'unknown-value'
] as const;
export type QueryProblemCode = (typeof QUERY_PROBLEMS)[number];

/** What is wrong with a query, and where. `word` is what it is about. */
export interface QueryProblem extends Span {
	readonly code: QueryProblemCode;
	readonly word: string;
}

/** A text that was read as a query, or where it cannot be. */
export type Asked =
	| { readonly ok: true; readonly query: Query }
	| { readonly ok: false; readonly problem: QueryProblem };
