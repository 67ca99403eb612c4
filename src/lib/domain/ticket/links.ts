import { isId } from '../ids.ts';

/** How one ticket stands to another: what it says of the other, and what the other says back. */
export const LINK_KINDS = ['relates', 'duplicates', 'blocks', 'part-of', 'split-from'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A link to another ticket, as an element of the set `links`: `kind:ticketId`. */
export interface Link {
	readonly kind: LinkKind;
	readonly ticket: string;
}

/** Reads the element of a link; undefined when it is none. */
export function readLink(element: string): Link | undefined {
	const [name, ticket] = element.split(':', 2);
	const kind = LINK_KINDS.find((known) => known === name);
	return kind !== undefined && isId(ticket) && element === linkElement({ kind, ticket })
		? { kind, ticket }
		: undefined;
}

/** Whether a value is the element of a link. */
export function isLink(value: unknown): value is string {
	return typeof value === 'string' && readLink(value) !== undefined;
}

/** The element of a link. */
export function linkElement({ kind, ticket }: Link): string {
	return `${kind}:${ticket}`;
}
