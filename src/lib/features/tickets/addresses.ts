import { formatQuery, type ListQuery } from './list/query.ts';

/** The address of a list. */
export function listHref(query: ListQuery): string {
	const search = formatQuery(query);
	return search === '' ? '/tickets' : `/tickets?${search}`;
}

/** The address of the same tickets as a board. */
export function boardHref(query: ListQuery): string {
	const search = formatQuery(query);
	return search === '' ? '/tickets/board' : `/tickets/board?${search}`;
}

/** The address of a ticket beside the list it was opened from. */
export function ticketHref(id: string, query: ListQuery): string {
	const search = formatQuery(query);
	return search === '' ? `/tickets/${id}` : `/tickets/${id}?${search}`;
}

/** The address of a ticket on its own, to be given to others. */
export function shortHref(id: string): string {
	return `/t/${id}`;
}

/** Where the bytes of a file of a ticket are; the server asks for the session. */
export function fileHref(
	ticketId: string,
	message: { readonly id: string },
	file: { readonly id: string }
): string {
	return `/api/threads/ticket.${ticketId}/messages/${message.id}/files/${file.id}`;
}

/** The address of whoever asks. */
export function profileHref(contact: string): string {
	return `/people/${contact}`;
}

/** The address of a search. */
export function searchHref(text: string): string {
	return `/search?${new URLSearchParams({ q: text }).toString()}`;
}
