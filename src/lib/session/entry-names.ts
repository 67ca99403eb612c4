import type { Catalogue, Entry } from '#lib/domain/catalogue/catalogue.ts';
import { categoryAbove } from '#lib/domain/catalogue/categories.ts';
import type { CatalogueName } from '#lib/domain/catalogue/definitions.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { en } from '#lib/ui/messages/entries/en.ts';
import { locale, t, type MessageKey } from '#lib/ui/messages.svelte.ts';

type BuiltInKey = keyof typeof en & MessageKey;

const isBuiltIn = (key: string): key is BuiltInKey => Object.hasOwn(en, key);

/** What an entry is called in the language of the screen. */
export function entryName(
	catalogue: CatalogueName,
	entry: Pick<Entry<CatalogueName>, 'code' | 'names'>
): string {
	const own = nameIn(entry.names, locale.code);
	if (own !== '') return own;
	const key = `entries.${catalogue}.${entry.code}`;
	return isBuiltIn(key) ? t(key) : entry.code;
}

/** What is meant by a code; the code itself where nobody has defined it. */
export function codeName(catalogue: Catalogue, name: CatalogueName, code: string): string {
	const entry = catalogue.find(name, code);
	return entry === undefined ? code : entryName(name, entry);
}

/** What a category is called where its name alone may be that of another: a sub-category bears both. */
export function categoryPath(catalogue: Catalogue, code: string): string {
	const parts = [categoryAbove(catalogue, code), code].filter((part) => part !== null);
	return parts.map((part) => codeName(catalogue, 'category', part)).join(' › ');
}
