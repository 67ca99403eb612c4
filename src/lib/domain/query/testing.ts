import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import type { CustomKind } from './query.ts';

interface Part {
	readonly names?: Readonly<Record<string, string>>;
	readonly options?: readonly { readonly code: string; readonly names: object }[];
}

const field = (kind: CustomKind, { names = {}, options = [] }: Part = {}) => ({
	names: { en: kind, ...names },
	order: 1,
	archived: false,
	kind,
	options: options.map((option) => ({ ...option, names: { ...option.names } })),
	teams: [],
	types: [],
	required: false
});

/** A catalogue with a field of each kind, one whose name means something else in a query, and a tag. */
export function aCatalogue(): Catalogue {
	const options = [
		{ code: 'small', names: { en: 'Small', de: 'Klein' } },
		{ code: 'large', names: { en: 'Large', de: 'Groß' } }
	];
	const fields = {
		weight: field('number', { names: { en: 'Weight (kg)', de: 'Gewicht' } }),
		size: field('choice', { names: { en: 'Size', de: 'Größe' }, options }),
		built: field('date', { names: { en: 'Built' } }),
		serial: field('text', { names: { en: 'Serial number', de: 'Seriennummer' } }),
		tested: field('checkbox', { names: { en: 'Tested' } }),
		keeper: field('person', { names: { en: 'Keeper' } }),
		'due-2': field('date', { names: { en: 'Due' } })
	};
	const regular = { names: { en: 'Regular guest', de: 'Stammgast' }, order: 1, archived: false };
	return new Catalogue([
		...Object.entries(fields).map(([code, entry]) => [entryKey('field', code), entry] as const),
		[entryKey('tag', 'club-member'), regular]
	]);
}
