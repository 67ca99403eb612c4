import type { ClockName } from '#lib/domain/sla/clock-names.ts';
import { bodyOf, type Letter, type Mailbox, type Part } from './letter.ts';
import type { MailLanguage, MailWords, StaffNews } from './words.ts';

/** In which words a letter is written, and for which organisation. */
export interface Setting {
	readonly words: MailWords;
	readonly language: MailLanguage;
	readonly org: string;
}

/** A way in that works once. */
export interface WayIn {
	readonly kind: 'welcome' | 'invite' | 'reset';
	readonly href: string;
	readonly untilMs: number;
	/** How they sign in; for those who were given a login. */
	readonly userName?: string;
}

const alone = { author: '', before: [], isAutomatic: true, enclosures: [] } as const;

/** A one-time link for whoever was invited, given a login, or wants another password. */
export function linkLetter(
	{ kind, href, untilMs, userName }: WayIn,
	to: Mailbox,
	{ id, words, language, org }: Setting & { readonly id: string }
): Letter {
	const when = new Intl.DateTimeFormat(language, {
		...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }
	}).format(untilMs);
	const parts: Part[] = [
		{ kind: 'words', words: words.greeting(to.name) },
		{ kind: 'words', words: words[kind].text(org) },
		...(userName === undefined
			? []
			: [{ kind: 'words', words: words.welcome.userName(userName) } as const]),
		{ kind: 'link', words: words.button[kind], href },
		{ kind: 'small', words: `${words.until(`${when} UTC`)}\n${words.notYou}` }
	];
	const subject = words[kind].subject(org);
	return { ...alone, id, to, subject, ...bodyOf(parts, { ...words, language }) };
}

/** Shows an administrator that mail arrives. */
export function testLetter(
	to: Mailbox,
	{ id, words, language, org }: Setting & { readonly id: string }
): Letter {
	const parts: Part[] = [{ kind: 'words', words: words.test.text(org) }];
	const { subject } = words.test;
	return { ...alone, id, to, subject, ...bodyOf(parts, { ...words, language }) };
}

/** Something that somebody of the staff is told. */
export interface StaffLine {
	readonly kind: StaffNews;
	readonly clock: ClockName | null;
	/** The ticket's number and subject. */
	readonly what: string;
	readonly href: string;
}

const MOST_LINES = 25;

/** All that concerns somebody of the staff since their last letter. */
export function digestLetter(
	lines: readonly StaffLine[],
	to: Mailbox,
	{ id, words, language }: Omit<Setting, 'org'> & { readonly id: string }
): Letter {
	const told = lines.map((line) => ({ words: lineWords(line, words), href: line.href }));
	const rest = told.length - MOST_LINES;
	const parts: Part[] = [
		{ kind: 'list', items: told.slice(0, MOST_LINES) },
		...(rest > 0 ? [{ kind: 'words', words: words.digest.more(rest) } as const] : []),
		{ kind: 'small', words: words.wishes }
	];
	const [first] = told;
	const subject =
		told.length === 1 && first !== undefined ? first.words : words.digest.subject(told.length);
	return { ...alone, id, to, subject, ...bodyOf(parts, { ...words, language }) };
}

/** What somebody of the staff is told, in one line. */
export function lineWords(
	{ kind, clock, what }: Omit<StaffLine, 'href'>,
	words: MailWords
): string {
	const isClock = clock !== null && (kind === 'warning' || kind === 'late');
	return isClock ? words.clockLine[kind](words.clock[clock], what) : words.staff[kind](what);
}
