import {
	ME,
	NONE,
	QUERY_FIELDS,
	QUERY_FIELD_NAMES,
	QUERY_HAVINGS,
	QUERY_STATES
} from '#lib/domain/query/query.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { entryOptions, personOptions } from '../options.ts';
import type { How, Subject } from './conditions.ts';

interface Option {
	readonly value: string;
	readonly label: string;
}

/** What can be asked about, most used first. */
export const SUBJECTS: readonly Subject[] = [
	'is',
	'words',
	...QUERY_FIELD_NAMES.filter((one) => one !== 'is')
];

const LABELS = {
	words: 'views.words',
	is: 'views.state',
	has: 'views.having',
	creator: 'views.creator',
	tag: 'views.tag',
	with: 'tickets.field.collaborators',
	created: 'tickets.column.created',
	updated: 'tickets.column.updated'
} as const;

/** What a subject is called. */
export function subjectLabel(subject: Subject): string {
	switch (subject) {
		case 'words':
		case 'is':
		case 'has':
		case 'creator':
		case 'tag':
		case 'with':
		case 'created':
		case 'updated':
			return t(LABELS[subject]);
		default:
			return t(`tickets.field.${subject}`);
	}
}

const DATE_WAYS = { '>': 'after', '>=': 'from', '<': 'before', '<=': 'until' } as const;
const LEVEL_WAYS = { '>': 'above', '>=': 'atLeast', '<': 'below', '<=': 'atMost' } as const;

/** How a value is meant, in words. */
export function wayLabel(subject: Subject, how: How): string {
	if (how === 'is' || how === 'not') return t(`views.how.${how}`);
	return t(`views.how.${subject === 'priority' ? LEVEL_WAYS[how] : DATE_WAYS[how]}`);
}

/** What there is to choose from; undefined where the value is written. */
export function valueOptions(desk: Desk, subject: Subject): readonly Option[] | undefined {
	if (subject === 'words') return undefined;
	const none = { value: NONE, label: t('views.none') };
	const kind = QUERY_FIELDS[subject];
	switch (kind) {
		case 'is':
			return QUERY_STATES.map((value) => ({ value, label: t(`views.is.${value}`) }));
		case 'has':
			return QUERY_HAVINGS.map((value) => ({ value, label: t(`views.has.${value}`) }));
		case 'person':
			return [{ value: ME, label: t('views.me') }, none, ...personOptions(desk)];
		case 'team':
			return [...desk.teams].map(([value, { name }]) => ({ value, label: name }));
		case 'status':
		case 'priority':
			return entryOptions(desk, kind);
		case 'type':
		case 'section':
		case 'category':
			return [none, ...entryOptions(desk, kind)];
		default:
			return undefined;
	}
}
