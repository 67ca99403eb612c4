import { TICKET_NEWS } from '#lib/domain/alerts/wishes.ts';
import { EVENT_CODES, type EventCode } from '#lib/domain/catalogue/built-in.ts';
import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { ClockName } from '#lib/domain/sla/clock-names.ts';

/** What somebody of the staff is told of by push and mail. */
export const STAFF_NEWS = [
	...TICKET_NEWS,
	'mention',
	'warning',
	'late',
	'visit',
	'visit-changed',
	'visit-gone',
	'follow-up',
	'follow-up-missed',
	'export'
] as const;
export type StaffNews = (typeof STAFF_NEWS)[number];

/** What is told by mail of what happens; that somebody has looked is not worth a letter. */
export type MailedEvent = Exclude<EventCode, 'seen'>;
export const isMailed = (what: EventCode): what is MailedEvent => what !== 'seen';
export const MAILED_EVENTS: readonly MailedEvent[] = EVENT_CODES.filter(isMailed);

/** What goes out by itself, in one language. What is put in is put in as it is. */
export interface MailWords {
	readonly isRightToLeft: boolean;
	readonly greeting: (name: string) => string;
	/** Above what is said of a request by itself. */
	readonly event: Readonly<
		Record<MailedEvent, (values: Readonly<Record<'number' | 'status', string>>) => string>
	>;
	/** What statuses are called for which the organisation has no names of its own. */
	readonly status: Readonly<Record<string, string>>;
	readonly class: Readonly<Record<StatusClass, string>>;
	readonly openRequest: string;
	readonly answerHere: string;
	readonly byItself: string;
	readonly tooLarge: (names: string) => string;
	readonly someone: string;
	readonly welcome: Readonly<Record<'subject' | 'text', (org: string) => string>> & {
		readonly userName: (name: string) => string;
	};
	readonly invite: Readonly<Record<'subject' | 'text', (org: string) => string>>;
	readonly reset: Readonly<Record<'subject' | 'text', (org: string) => string>>;
	readonly button: Readonly<Record<'welcome' | 'invite' | 'reset', string>>;
	readonly until: (when: string) => string;
	readonly notYou: string;
	readonly test: { readonly subject: string; readonly text: (org: string) => string };
	/** `what` is a ticket's number and subject; of an export, who it was. */
	readonly staff: Readonly<Record<StaffNews, (what: string) => string>>;
	readonly clock: Readonly<Record<ClockName, string>>;
	readonly clockLine: Readonly<Record<'warning' | 'late', (clock: string, what: string) => string>>;
	readonly digest: Readonly<Record<'subject' | 'more', (count: number) => string>>;
	readonly wishes: string;
	readonly ticket: string;
}

const LOADERS = {
	en: async () => (await import('./words/en.ts')).en,
	de: async () => (await import('./words/de.ts')).de,
	ar: async () => (await import('./words/ar.ts')).ar
} as const;
/** The languages that mail can be written in. */
export const MAIL_LANGUAGES = ['en', 'de', 'ar'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** The language to write to somebody in: theirs, else `otherwise`. */
export function mailLanguage(wanted: string, otherwise: MailLanguage): MailLanguage {
	const base = wanted.split('-')[0];
	return MAIL_LANGUAGES.find((one) => one === base) ?? otherwise;
}

/** The words of a language, read when they are first needed. */
export const wordsIn = (language: MailLanguage): Promise<MailWords> => LOADERS[language]();
