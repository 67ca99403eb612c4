/** A set of selected keys; every change makes a new one. */
export type Selection = ReadonlySet<string>;

export const nothingSelected: Selection = new Set();

export function selectionOf(keys: readonly string[]): Selection {
	return new Set(keys);
}

export function toggled(selection: Selection, key: string): Selection {
	const next = new Set(selection);
	if (!next.delete(key)) next.add(key);
	return next;
}

export function without(selection: Selection, keys: readonly string[]): Selection {
	const gone = new Set(keys);
	return new Set([...selection].filter((key) => !gone.has(key)));
}

/** All keys from one to another, in whichever order they stand. */
export function between(keys: readonly string[], one: string, other: string): Selection {
	const places = [keys.indexOf(one), keys.indexOf(other)].filter((place) => place !== -1);
	return new Set(keys.slice(Math.min(...places), Math.max(...places) + 1));
}
