/** What templates can say of the ticket they are used in, and of who uses them. */
export const TICKET_NAMES = [
	'number',
	'subject',
	'requester',
	'me',
	'team',
	'organisation'
] as const;
export type TicketName = (typeof TICKET_NAMES)[number];

/** What stands for something that nobody knows, until a person replaces it. */
export const unknownMark = (name: string): string => `⟦${name}⟧`;

/** A text that was filled in, and the names in it that nobody knew. */
export interface Filled {
	readonly text: string;
	readonly unknown: readonly string[];
}

/** Where the words come from that take the place of names. */
export interface Filling {
	/** The value of a name; undefined when nobody knows it. */
	readonly value: (name: string) => string | undefined;
	/** The words of another template, by what it is called. */
	readonly template: (name: string) => string | undefined;
}

/** What can be said of an event in a request to whoever asked. */
export const EVENT_NAMES = ['number', 'subject', 'status', 'agent'] as const;
export type EventName = (typeof EVENT_NAMES)[number];

const PLACE = /\{\{\s*(>?)\s*([^{}]*?)\s*\}\}/g;

/** The names that words say something of. */
export function namesIn(words: string): string[] {
	return [...words.matchAll(PLACE)].flatMap(([, sign, name]) =>
		sign === '' && name !== undefined ? [name] : []
	);
}

/**
 * The words of a template with everything in double braces replaced: names by their values,
 * `{{> template}}` by the words of another. That other takes in no third, so no circle is endless.
 * Values are put in as they are: braces in them mean nothing.
 */
export function fillTemplate(words: string, filling: Filling): Filled {
	const unknown: string[] = [];
	const fill = (text: string, isInner: boolean): string =>
		text.replaceAll(PLACE, (_place, sign: string, name: string) => {
			const found =
				sign === '' ? filling.value(name) : isInner ? undefined : filling.template(name);
			if (found === undefined) {
				unknown.push(name);
				return unknownMark(name);
			}
			return sign === '' ? found : fill(found, true);
		});
	return { text: fill(words, false), unknown };
}
