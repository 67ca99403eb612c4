import type { RowView } from '#lib/session/desk/views.ts';
import type { Entry } from './order.ts';

/** The head of a group among the rows. */
export interface GroupHead {
	readonly id: string;
	readonly group: string;
	readonly count: number;
}
export type ListItem = Entry | GroupHead;

export const isEntry = (item: ListItem): item is Entry => 'row' in item;

/** The rows with a head before each group; the rows themselves when there are no groups. */
export function withHeads(entries: readonly Entry[]): readonly ListItem[] {
	if ((entries[0]?.group ?? '') === '') return entries;
	const counts = new Map<string, number>();
	for (const { group } of entries) counts.set(group, (counts.get(group) ?? 0) + 1);
	const items: ListItem[] = [];
	let current = '';
	for (const entry of entries) {
		if (entry.group !== current) {
			current = entry.group;
			items.push({ id: `group/${current}`, group: current, count: counts.get(current) ?? 0 });
		}
		items.push(entry);
	}
	return items;
}

/** What a list shows, and which new rows wait to be let in. */
export interface Held {
	readonly shown: readonly Entry[];
	readonly waiting: ReadonlySet<string>;
}

/**
 * Only the contents of rows change; a row that went stays as it was, a new one waits. `isListed` says
 * whether a row would be in the list if it were let in.
 */
export function holdBack(
	held: Held,
	changed: ReadonlyMap<string, RowView | undefined>,
	isListed: (id: string) => boolean
): Held {
	const shown = [...held.shown];
	const waiting = new Set(held.waiting);
	const fresh = new Set(changed.keys());
	for (const [place, entry] of shown.entries()) {
		if (fresh.size === 0) break;
		if (!fresh.delete(entry.id)) continue;
		const row = changed.get(entry.id);
		if (row !== undefined) shown[place] = { ...entry, row };
	}
	for (const id of fresh)
		if (isListed(id)) waiting.add(id);
		else waiting.delete(id);
	return { shown, waiting };
}

/** The rows of a source that changed, by id; undefined for those that went. */
export function changedRows(
	ids: ReadonlySet<string>,
	all: ReadonlyMap<string, RowView>
): ReadonlyMap<string, RowView | undefined> {
	return new Map([...ids].map((id) => [id, all.get(id)]));
}

/** The tags and categories that stand in rows, in order. */
export function wordsIn(rows: Iterable<RowView>): {
	readonly tags: readonly string[];
	readonly categories: readonly string[];
} {
	const tags = new Set<string>();
	const categories = new Set<string>();
	for (const row of rows) {
		for (const tag of row.tags) tags.add(tag);
		if (row.category !== null) categories.add(row.category);
	}
	return { tags: [...tags].sort(), categories: [...categories].sort() };
}

/** Which of the selected rows are not in the list any more. */
export function lost(selected: ReadonlySet<string>, ids: readonly string[]): readonly string[] {
	// All may be selected, and hardly ever one of them has gone: to see that, nothing is copied.
	if (countOf(ids, selected) === selected.size) return [];
	const gone = new Set(selected);
	for (const id of ids) gone.delete(id);
	return [...gone];
}

const countOf = (ids: readonly string[], among: ReadonlySet<string>): number =>
	among.size === 0 ? 0 : ids.reduce((count, id) => (among.has(id) ? count + 1 : count), 0);
