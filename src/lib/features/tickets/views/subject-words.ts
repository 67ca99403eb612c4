import {
	ME,
	NONE,
	QUERY_FIELDS,
	QUERY_FIELD_NAMES,
	QUERY_HAVINGS,
	QUERY_STATES,
	TICKED,
	UNTICKED,
	type QueryField
} from '#lib/domain/query/query.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { isTeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import { entryOptions, personOptions, teamOptions } from '#lib/session/options.ts';
import { personName } from '../names.ts';
import { kindOf, ownCode, ownSubject, type How, type Subject } from './conditions.ts';

interface Option {
	readonly value: string;
	readonly label: string;
}

const SUBJECTS: readonly Subject[] = [
	'is',
	'words',
	...QUERY_FIELD_NAMES.filter((one) => one !== 'is')
];

/** Whether anybody can ask about it here: not for units where there are none. */
export const isOffered = ({ catalogue }: Desk, subject: Subject): boolean =>
	(subject !== 'unit' && subject !== 'region') || catalogue.current(subject).length > 0;

/** What can be asked about, most used first and what the organisation defined last. */
export function subjectOptions(desk: Desk): readonly { value: Subject; label: string }[] {
	const own = desk.catalogue.current('field').map(({ code }) => ownSubject(code));
	const all = SUBJECTS.filter((subject) => isOffered(desk, subject));
	return [...all, ...own].map((value) => ({ value, label: subjectLabel(desk, value) }));
}

const LABELS = {
	words: 'views.words',
	is: 'views.state',
	has: 'views.having',
	creator: 'views.creator',
	tag: 'views.tag',
	with: 'tickets.field.collaborators',
	task: 'tickets.tasks.whose',
	unit: 'admin.team.unit',
	region: 'catalogues.unit.region',
	created: 'tickets.column.created',
	updated: 'tickets.column.updated',
	'follow-up': 'followUps.name',
	'my-follow-up': 'followUps.mine'
} as const;

/** What a subject is called. */
export function subjectLabel({ catalogue }: Desk, subject: Subject): string {
	const own = ownCode(subject);
	if (own !== undefined) return codeName(catalogue, 'field', own);
	switch (subject) {
		case 'words':
		case 'is':
		case 'has':
		case 'creator':
		case 'tag':
		case 'with':
		case 'task':
		case 'unit':
		case 'region':
		case 'created':
		case 'updated':
		case 'follow-up':
		case 'my-follow-up':
			return t(LABELS[subject]);
		default:
			return isNamed(subject) ? t(`tickets.field.${subject}`) : subject;
	}
}

type Named = Exclude<QueryField, keyof typeof LABELS>;
const isNamed = (subject: Subject): subject is Named =>
	Object.hasOwn(QUERY_FIELDS, subject) && !Object.hasOwn(LABELS, subject);

const DATE_WAYS = { '>': 'after', '>=': 'from', '<': 'before', '<=': 'until' } as const;
const LEVEL_WAYS = { '>': 'above', '>=': 'atLeast', '<': 'below', '<=': 'atMost' } as const;

/** How a value is meant, in words. */
export function wayLabel(kind: ReturnType<typeof kindOf>, how: How): string {
	if (how === 'is' || how === 'not') return t(`views.how.${how}`);
	return t(`views.how.${kind === 'date' ? DATE_WAYS[how] : LEVEL_WAYS[how]}`);
}

const choices = ({ catalogue }: Desk, field: string): Option[] =>
	(catalogue.find('field', field)?.options ?? []).map(({ code, names }) => ({
		value: code,
		label: nameIn(names, locale.code)
	}));

/** What a value is called that is offered no more: of an archived entry, or of somebody who left. */
export function valueLabel(desk: Desk, subject: Subject, value: string): string {
	const kind = kindOf(subject, desk.catalogue);
	switch (kind) {
		case 'person':
			return personName(desk, value);
		case 'team':
			return (isTeamId(value) ? desk.teams.get(value)?.name : undefined) ?? value;
		case 'status':
		case 'priority':
		case 'type':
		case 'section':
		case 'category':
		case 'unit':
		case 'region':
			return codeName(desk.catalogue, kind, value);
		default:
			return value;
	}
}

/** What there is to choose from; undefined where the value is written. */
export function valueOptions(desk: Desk, subject: Subject): readonly Option[] | undefined {
	const none = { value: NONE, label: t('views.none') };
	const kind = kindOf(subject, desk.catalogue);
	switch (kind) {
		case 'checkbox':
			return [
				{ value: TICKED, label: t('shell.yes') },
				{ value: UNTICKED, label: t('shell.no') }
			];
		case 'choice':
			return [none, ...choices(desk, ownCode(subject) ?? '')];
		case 'is':
			return QUERY_STATES.map((value) => ({ value, label: t(`views.is.${value}`) }));
		case 'has':
			return QUERY_HAVINGS.map((value) => ({ value, label: t(`views.has.${value}`) }));
		case 'person':
			return [{ value: ME, label: t('views.me') }, none, ...personOptions(desk)];
		case 'team':
			return teamOptions(desk);
		case 'status':
		case 'priority':
			return entryOptions(desk, kind);
		case 'type':
		case 'section':
		case 'category':
		case 'unit':
		case 'region':
			return [none, ...entryOptions(desk, kind)];
		default:
			return undefined;
	}
}
