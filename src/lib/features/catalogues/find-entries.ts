import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import type { CatalogueName } from '#lib/domain/catalogue/definitions.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { fold } from '#lib/ui/picker.ts';

/** So many entries are shown at once; more are found by what they are called, or asked for. */
export const MOST_SHOWN = 200;

/** The entries that are called all the words, in whatever language, in their order. */
export function findEntries(
	catalogue: CatalogueName,
	entries: readonly Entry<CatalogueName>[],
	asked: string
): readonly Entry<CatalogueName>[] {
	const words = fold(asked).split(/\s+/).filter(Boolean);
	if (words.length === 0) return entries;
	return entries.filter((entry) => {
		const number = 'number' in entry ? entry.number : '';
		const called = [entryName(catalogue, entry), ...Object.values(entry.names), number];
		const text = fold(called.join(' '));
		return words.every((word) => text.includes(word));
	});
}
