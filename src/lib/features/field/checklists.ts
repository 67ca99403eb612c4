import type { Catalogue, Entry } from '#lib/domain/catalogue/catalogue.ts';

export type Checklist = Entry<'checklist'>;

/** What is gone through in a visit for a ticket of this type. */
export function checklistsFor(catalogue: Catalogue, type: string | null): Checklist[] {
	return catalogue
		.current('checklist')
		.filter(({ types }) => types.length === 0 || (type !== null && types.includes(type)));
}

/** How many items a visit has ticked, and how many there are. */
export function progress(
	lists: readonly Checklist[],
	checks: ReadonlySet<string>
): { readonly done: number; readonly all: number } {
	const keys = lists.flatMap(({ code, items }) => items.map((item) => `${code}.${item.code}`));
	return { done: keys.filter((key) => checks.has(key)).length, all: keys.length };
}
