import type { Catalogue } from '../catalogue/catalogue.ts';
import { nameIn } from '../catalogue/names.ts';
import { fieldsIn, fieldWord, optionCode } from './custom.ts';
import { QUERY_FIELDS } from './query.ts';
import type { FieldNames } from './resolve.ts';

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
