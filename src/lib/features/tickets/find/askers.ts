import { foldText } from '#lib/domain/fold-text.ts';
import type { Found } from '#lib/session/search/messages.ts';

/** Somebody who asked: the id of their page, their name, and a ticket by which they are known. */
export interface Asker {
	readonly contact: string;
	readonly name: string;
	readonly ticket: Found;
}

/**
 * Those whose names have these folded words, each once, by the best of the tickets that were found;
 * `known` are shown otherwise. Two may be called alike: the ticket tells them apart.
 */
export function askersOf(
	tickets: readonly Found[],
	words: string,
	{ known, most }: { readonly known: ReadonlySet<string>; readonly most: number }
): Asker[] {
	const found = new Map<string, Asker>();
	if (words.length < 2) return [];
	for (const ticket of tickets) {
		const { contact, requester: name } = ticket;
		if (contact === undefined || name === null || known.has(contact) || found.has(contact))
			continue;
		if (foldText(name).includes(words)) found.set(contact, { contact, name, ticket });
		if (found.size === most) break;
	}
	return [...found.values()];
}
