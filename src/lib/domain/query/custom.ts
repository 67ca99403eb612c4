import type { Catalogue, Entry } from '../catalogue/catalogue.ts';
import { foldText } from '../fold-text.ts';
import { searchWords } from './words.ts';

/** The field that a name in a query means, among those that the organisation defined. */
export type FindField = (name: string) => Entry<'field'> | undefined;

/** A name as it stands before a colon: `Serial number` is `serial-number`. */
export const fieldWord = (name: string): string => searchWords(name).join('-');

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

const NUMBERS = /^(-?\d{1,15}(?:\.\d{1,9})?)(?:\.\.(-?\d{1,15}(?:\.\d{1,9})?))?$/;

/** Reads a number, or two with `..` between them; undefined when it is none. */
export function readNumbers(
	text: string
): { readonly from: number; readonly to: number } | undefined {
	const [, from, to = from] = NUMBERS.exec(foldText(text)) ?? [];
	return from === undefined ? undefined : { from: Number(from), to: Number(to) };
}
