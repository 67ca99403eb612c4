import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { TICKET_NAMES } from '#lib/domain/catalogue/fill.ts';
import { entryName } from '#lib/session/entry-names.ts';

/** What is filled in for each ticket, as it stands in words. */
export function placeNames(catalogue: Catalogue): string {
	const fields = catalogue.current('field').map((field) => entryName('field', field));
	return [...TICKET_NAMES, ...fields].map((name) => `{{${name}}}`).join(' ');
}
