import type { Json } from '../json.ts';
import { readNumbers } from './custom.ts';
import { readDays } from './days.ts';
import { ME, NONE, TICKED, type Comparison, type CustomTerm } from './query.ts';
import { searchWords, spacedWords } from './words.ts';

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
