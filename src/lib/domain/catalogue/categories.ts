import type { Catalogue } from './catalogue.ts';

/** The category that one is a part of; null at the top, and of one that nobody has defined. */
export function categoryAbove(catalogue: Pick<Catalogue, 'find'>, code: string): string | null {
	return catalogue.find('category', code)?.parent ?? null;
}

/** A category and its sub-categories: whoever asks for it means these, too. */
export function withSubcategories(catalogue: Pick<Catalogue, 'all'>, code: string): string[] {
	const below = catalogue.all('category').filter(({ parent }) => parent === code);
	return [code, ...below.map((category) => category.code)];
}

/** The section that a category belongs to, by itself or by the one it is a part of; null for none. */
export function sectionOf(catalogue: Pick<Catalogue, 'find'>, code: string): string | null {
	const category = catalogue.find('category', code);
	const above = category?.parent ?? null;
	// Not further up: two devices can have put each of two categories under the other.
	return category?.section ?? (above && catalogue.find('category', above)?.section) ?? null;
}

/** The section that a ticket is in: the one it names, else that of its category. */
export function sectionOfTicket(
	{ section, category }: { readonly section: string | null; readonly category: string | null },
	catalogue: Pick<Catalogue, 'find'>
): string | null {
	return section ?? (category === null ? null : sectionOf(catalogue, category));
}
