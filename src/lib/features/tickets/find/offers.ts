import { fieldNamesIn } from '#lib/domain/query/field-names.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import {
	ME,
	NONE,
	QUERY_FIELD_NAMES,
	QUERY_FIELDS,
	type QueryField
} from '#lib/domain/query/query.ts';
import type { Desk } from '#lib/session/desk.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import { tagName } from '../names.ts';
import { kindOf, ownSubject, type Subject } from '../views/conditions.ts';
import { isOffered, subjectLabel, valueOptions } from '../views/subject-words.ts';
import type { Offers } from './completions.ts';

/** Days as people name them; what begins with a sign is so many days, weeks or months from now. */
const DAYS = ['today', 'yesterday', 'tomorrow', '-7d', '-1m', NONE];
/** Kinds whose values mean the same to everybody and stand as they are. */
const FIXED = ['is', 'has', 'checkbox'];

/**
 * What can be written in a query here: the fields of every ticket and those of this organisation.
 * Tags are those that are defined, and that stand in the rows on screen.
 */
export function offersOf(desk: Desk, tags: () => readonly string[]): Offers {
	const { catalogue } = desk;
	const fieldNames = fieldNamesIn(catalogue, locale.code);
	const own = catalogue.current('field').map(({ code }) => ({
		word: fieldNames(code)?.name ?? code,
		label: subjectLabel(desk, ownSubject(code))
	}));
	const fields = QUERY_FIELD_NAMES.filter((word) => isOffered(desk, word)).map((word) => ({
		word,
		label: subjectLabel(desk, word)
	}));
	const values = (word: string) =>
		word.toLowerCase() === 'tag' ? tagsOf(desk, tags()) : valuesOf(desk, word);
	return { fields: [...fields, ...own], values };
}

const asOffered = (value: string) => ({ value, label: value });

function tagsOf(desk: Desk, seen: readonly string[]): ReturnType<Offers['values']> {
	const defined = desk.catalogue.current('tag').map(({ code }) => code);
	const names = [...defined, ...seen].map((tag) => tagName(desk, tag));
	return [...new Set(names)].map(asOffered);
}

function valuesOf(desk: Desk, word: string): ReturnType<Offers['values']> {
	const subject = subjectOf(desk, word);
	if (subject === undefined) return undefined;
	const kind = kindOf(subject, desk.catalogue);
	if (kind === 'date')
		return DAYS.map((value) => ({ value, label: value === NONE ? t('views.none') : value }));
	const isFixed = (value: string) => value === ME || value === NONE || FIXED.includes(kind ?? '');
	return valueOptions(desk, subject)?.map(({ value, label }) => ({
		value: isFixed(value) ? value : label,
		label
	}));
}

function subjectOf({ catalogue }: Desk, word: string): Subject | undefined {
	const name = word.toLowerCase();
	if (isField(name)) return name;
	const own = fieldsIn(catalogue)(word);
	return own && ownSubject(own.code);
}

const isField = (name: string): name is QueryField => Object.hasOwn(QUERY_FIELDS, name);
