import type { Catalogue } from '../catalogue/catalogue.ts';
import { categoryAbove, sectionOfTicket } from '../catalogue/categories.ts';
import { spacedWords } from '../query/words.ts';
import type { Ticket } from '../ticket/ticket.ts';

/**
 * Which of the skills that people have a ticket asks for: those that are called like one of its tags,
 * its category or the one this is a part of, its section or type in any language, or that its subject
 * names.
 */
export function needsOf(
	ticket: Pick<Ticket, 'subject' | 'tags' | 'category' | 'section' | 'type'>,
	skills: Iterable<string>,
	catalogue: Catalogue
): Set<string> {
	const above = ticket.category === null ? null : categoryAbove(catalogue, ticket.category);
	const names = new Set(
		[
			...ticket.tags.flatMap((tag) => entryWords(catalogue, 'tag', tag)),
			...entryWords(catalogue, 'category', ticket.category),
			...entryWords(catalogue, 'category', above),
			...entryWords(catalogue, 'section', sectionOfTicket(ticket, catalogue)),
			...entryWords(catalogue, 'type', ticket.type)
		].map(spacedWords)
	);
	const subject = spacedWords(ticket.subject);
	const needs = new Set<string>();
	for (const skill of skills) {
		const words = spacedWords(skill);
		if (words.trim() !== '' && (names.has(words) || subject.includes(words))) needs.add(skill);
	}
	return needs;
}

function entryWords(
	catalogue: Catalogue,
	name: 'category' | 'section' | 'tag' | 'type',
	code: string | null
): string[] {
	if (code === null) return [];
	return [code, ...Object.values(catalogue.find(name, code)?.names ?? {})];
}
