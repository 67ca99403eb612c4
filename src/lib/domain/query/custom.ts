import type { Catalogue, Entry } from '../catalogue/catalogue.ts';
import { nameIn } from '../catalogue/names.ts';
import { foldText } from '../fold-text.ts';
import type { Json } from '../json.ts';
import { readDays } from './days.ts';
import { ME, NONE, QUERY_FIELDS, TICKED, type Comparison, type CustomTerm } from './query.ts';
import type { FieldNames } from './resolve.ts';
import { searchWords, spacedWords } from './words.ts';

/** The field that a name in a query means, among those that the organisation defined. */
export type FindField = (name: string) => Entry<'field'> | undefined;

/** A name as it stands before a colon: `Serial number` is `serial-number`. */
const fieldWord = (name: string): string => searchWords(name).join('-');

/** Finds fields by their codes, or by their names in any language; those in use before others. */
export function fieldsIn(catalogue: Catalogue): FindField {
	return (name) => {
		const known = catalogue.find('field', name.toLowerCase());
		if (known !== undefined) return known;
		const wanted = fieldWord(name);
		const isMeant = ({ names }: Entry<'field'>) =>
			Object.values(names).some((one) => fieldWord(one) === wanted);
		return catalogue.current('field').find(isMeant) ?? catalogue.all('field').find(isMeant);
	};
}

/** The code of what can be chosen in a field, by its code or its name in any language. */
export function optionCode({ options }: Entry<'field'>, text: string): string | undefined {
	const wanted = searchWords(text).join(' ');
	const known =
		options.find(({ code }) => code === text) ??
		options.find(({ names }) =>
			Object.values(names).some((name) => searchWords(name).join(' ') === wanted)
		);
	return known?.code;
}

/**
 * What fields are called where queries are read, in a language. A name that means something else in
 * a query, or another field, is no name: there the code stands.
 */
export function fieldNamesIn(catalogue: Catalogue, language: string): FieldNames {
	const find = fieldsIn(catalogue);
	return (code) => {
		const field = catalogue.find('field', code);
		if (field === undefined) return undefined;
		const name = fieldWord(nameIn(field.names, language));
		const isOwn = !Object.hasOwn(QUERY_FIELDS, name) && find(name)?.code === code;
		const optionName = (option: string) => {
			const known = field.options.find((one) => one.code === option);
			const called = known && nameIn(known.names, language);
			return called && optionCode(field, called) === option ? called : undefined;
		};
		return { name: isOwn ? name : code, optionName };
	};
}

const NUMBERS = /^(-?\d{1,15}(?:\.\d{1,9})?)(?:\.\.(-?\d{1,15}(?:\.\d{1,9})?))?$/;

/** Reads a number, or two with `..` between them; undefined when it is none. */
export function readNumbers(
	text: string
): { readonly from: number; readonly to: number } | undefined {
	const [, from, to = from] = NUMBERS.exec(foldText(text)) ?? [];
	return from === undefined ? undefined : { from: Number(from), to: Number(to) };
}

type Holds = (value: Json | undefined) => boolean;

/** What a term asks of the value of its field; today is the number of a day since 1970-01-01. */
export function customTest(
	{ of, comparison, values }: CustomTerm,
	{ me, today }: { readonly me: string; readonly today: number }
): Holds {
	const holds = valueTest(of, comparison, { values, me, today });
	const asksForNone = values.includes(NONE);
	return (value) =>
		value === undefined || value === null
			? asksForNone || (of === 'checkbox' && holds(false))
			: holds(value);
}

interface Wanted {
	readonly values: readonly string[];
	readonly me: string;
	readonly today: number;
}

function valueTest(
	of: CustomTerm['of'],
	comparison: Comparison | null,
	{ values, me, today }: Wanted
): Holds {
	switch (of) {
		case 'text': {
			const words = values.map((value) => searchWords(value).join(' ')).filter(Boolean);
			return (value) => words.some((one) => spacedWords(String(value)).includes(one));
		}
		case 'number':
			return spanTest(numberSpans(values), comparison);
		case 'date': {
			const holds = spanTest(daySpans(values, today), comparison);
			return (value) => typeof value === 'number' && holds(Math.floor(value / DAY_MS));
		}
		case 'checkbox':
			return (value) => values.some((one) => one !== NONE && (one === TICKED) === value);
		case 'choice':
		case 'person':
			return (value) => values.some((one) => (one === ME ? me : one) === value);
	}
}

/** How long the day of a date is, which is kept as its midnight in UTC. */
export const DAY_MS = 86_400_000;

/** The numbers that a query means, from the first to the last, both of them included. */
export const numberSpans = (values: readonly string[]) =>
	values.flatMap((value) => readNumbers(value) ?? []);

/** Days from the first to the last, both of them included. */
export function daySpans(values: readonly string[], today: number) {
	return values.flatMap((value) => {
		const read = readDays(value);
		if (read === undefined || read === 'none') return [];
		const { from, to } = read(today);
		return [{ from, to: to - 1 }];
	});
}

function spanTest(
	spans: readonly { readonly from: number; readonly to: number }[],
	comparison: Comparison | null
): Holds {
	return (value) =>
		typeof value === 'number' &&
		spans.some(({ from, to }) => {
			switch (comparison) {
				case '>':
					return value > to;
				case '>=':
					return value >= from;
				case '<':
					return value < from;
				case '<=':
					return value <= to;
				case null:
					return value >= from && value <= to;
			}
		});
}
