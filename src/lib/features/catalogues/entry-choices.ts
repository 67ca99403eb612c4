import { MERGED_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { entryName } from '#lib/session/entry-names.ts';

/** What a field of a ticket may be set to, among what the organisation has defined. */
export function entryChoices(
	desk: Desk,
	name: 'status' | 'priority' | 'type' | 'section' | 'category'
) {
	return desk.catalogue
		.current(name)
		.filter(({ code }) => code !== MERGED_STATUS)
		.map((entry) => ({ value: entry.code, label: entryName(name, entry) }));
}
