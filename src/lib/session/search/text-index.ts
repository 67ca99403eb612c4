import { foldText } from '#lib/domain/fold-text.ts';
import type { Found, RowText } from './messages.ts';

/** What is kept of a ticket's own document: how it is called, and what was written in it. */
export interface StoredText {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
	/** Everything that was said, folded. */
	readonly text: string;
	readonly updatedMs: number;
}

interface Folded {
	readonly row: RowText;
	readonly subject: string;
	readonly requester: string;
	readonly all: string;
}

/**
 * The words of the tickets on this device, folded once and looked through as a whole: twelve million
 * letters take a few milliseconds, and any part of a word is found in any script.
 */
export class TextIndex {
	readonly #rows = new Map<string, Folded>();
	readonly #texts = new Map<string, StoredText>();

	putRow(row: RowText): void {
		const subject = foldText(row.subject);
		const about = row.about.map(foldText);
		const all = [row.number === null ? '' : `#${row.number}`, row.mark, subject, ...about];
		const requester = about[0] ?? '';
		this.#rows.set(row.id, { row, subject, requester, all: all.join(' ').toLowerCase() });
	}

	removeRow(id: string): void {
		this.#rows.delete(id);
	}

	putText(text: StoredText): void {
		this.#texts.set(text.id, text);
	}

	removeText(id: string): void {
		this.#texts.delete(id);
	}

	/** The best first: a number or mark, then subjects, then requesters, then what was written. */
	find(query: string, limit: number): Found[] {
		const wanted = foldText(query.trim());
		if (wanted === '') return [];
		const words = wanted.split(/\s+/);
		const hits: { found: Found; rank: number; updatedMs: number }[] = [];
		for (const folded of this.#rows.values()) {
			const { row } = folded;
			const text = this.#texts.get(row.id)?.text ?? '';
			const rank =
				rankOf(folded, wanted) ??
				(words.every((word) => folded.all.includes(word) || text.includes(word)) ? 3 : undefined);
			if (rank !== undefined) hits.push({ found: row, rank, updatedMs: row.updatedMs });
		}
		// A ticket that is in no list any more is found by what lies on this device of it.
		for (const text of this.#texts.values())
			if (!this.#rows.has(text.id) && words.every((word) => text.text.includes(word)))
				hits.push({ found: text, rank: 4, updatedMs: text.updatedMs });
		return hits
			.sort((a, b) => a.rank - b.rank || b.updatedMs - a.updatedMs)
			.slice(0, limit)
			.map(({ found: { id, number, subject } }) => ({ id, number, subject }));
	}
}

function rankOf({ row, subject, requester }: Folded, wanted: string): number | undefined {
	if (isNamed(row, wanted)) return 0;
	if (subject.includes(wanted)) return 1;
	return requester.includes(wanted) ? 2 : undefined;
}

/** Whether what was typed is the number or mark of a ticket; `wanted` is folded. */
export function isNamed(row: Pick<RowText, 'number' | 'mark'>, wanted: string): boolean {
	const name = wanted.replace(/^#/, '');
	if (row.number !== null && String(row.number) === name) return true;
	// The temporary mark finds its ticket for ever, with or without its sign.
	return name.length >= 4 && row.mark.toLowerCase().startsWith(`~${name.replace(/^~/, '')}`);
}
