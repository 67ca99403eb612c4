import { EVENT_NAMES, fillTemplate, type EventName } from '#lib/domain/catalogue/fill.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { plannerBehind } from '#lib/domain/follow-ups/follow-up-author.ts';
import { isOfPerson } from '#lib/domain/follow-ups/follow-up-author.ts';
import type { OutboundMessage } from '#lib/domain/ticket/messages.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { World } from '../../pipeline/world.ts';
import { toldStatus } from '../portal/told-status.ts';
import { bodyOf, type Enclosure, type Letter, type Part } from './letter.ts';
import type { Reader } from './readers.ts';
import type { MailedEvent, MailLanguage, MailWords } from './words.ts';

/** Whom a letter is for, in which words, and where this server is reached. */
export interface Occasion {
	readonly to: Reader;
	readonly words: MailWords;
	readonly language: MailLanguage;
	readonly site: string;
}

/** A ticket as letters speak of it. */
export interface About {
	readonly world: World;
	readonly id: string;
	readonly ticket: Ticket;
	/** The Message-ID of the letter, and those of what was said before. */
	readonly messageId: string;
	readonly before: readonly string[];
}

/** What was sent with an answer, and the names of what is too large for a mail. */
export interface Enclosed {
	readonly enclosures: readonly Enclosure[];
	readonly tooLarge: readonly string[];
}

/** An answer to whoever asked. By its type, what it says can be no note. */
export function replyLetter(
	message: OutboundMessage,
	{ world, ...about }: About,
	{ enclosures, tooLarge }: Enclosed,
	occasion: Occasion
): Letter {
	const { words, to } = occasion;
	const author = world.directory.person(plannerBehind(message.by) ?? message.by)?.name ?? '';
	const said: Part = { kind: 'words', words: message.text, rich: message.rich };
	const parts: Part[] = [
		...(message.text === '' ? [] : [said]),
		...(tooLarge.length === 0
			? []
			: [{ kind: 'words', words: words.tooLarge(tooLarge.join(', ')) } as const]),
		...linkTo(about.id, occasion),
		{ kind: 'small', words: `${author === '' ? words.someone : author}\n${words.answerHere}` }
	];
	return {
		...headOf(about, to),
		...bodyOf(parts, { ...words, language: occasion.language }),
		...{ author, enclosures, isAutomatic: !isOfPerson(message.by) }
	};
}

/** What happened to a request, in the organisation's words where it has any. */
export function eventLetter(
	events: readonly MailedEvent[],
	{ world, ...about }: About,
	occasion: Occasion
): Letter {
	const { words, to, language } = occasion;
	const lines = events.map((what) => eventWords(what, { world, ...about }, occasion));
	const parts: Part[] = [
		{ kind: 'words', words: words.greeting(to.name) },
		...lines.map((line): Part => ({ kind: 'words', words: line })),
		...linkTo(about.id, occasion),
		{ kind: 'small', words: `${words.answerHere}\n${words.byItself}` }
	];
	return {
		...headOf(about, to),
		...bodyOf(parts, { ...words, language }),
		...{ author: '', enclosures: [], isAutomatic: true }
	};
}

function headOf({ ticket, messageId, before }: Omit<About, 'world'>, to: Reader) {
	const mark = ticket.number === null ? '' : `[#${ticket.number}] `;
	return { id: messageId, before, to, subject: mark + ticket.subject };
}

/** Who cannot sign in has nothing to open. */
function linkTo(id: string, { to, words, site }: Occasion): Part[] {
	if (!to.hasPortal || site === '') return [];
	return [{ kind: 'link', words: words.openRequest, href: `${site}/requests/${id}` }];
}

function eventWords(what: MailedEvent, { world, ticket }: About, occasion: Occasion): string {
	const { words, language } = occasion;
	const number = ticket.number === null ? '' : `#${ticket.number}`;
	const values: Readonly<Record<EventName, string>> = {
		number,
		subject: ticket.subject,
		status: statusName(world, ticket, occasion),
		agent: world.directory.person(ticket.assignee ?? '')?.name ?? words.someone
	};
	const own = world.directory.catalogue.find('event', what)?.texts[language];
	if (own === undefined) return words.event[what](values);
	const value = (name: string) => {
		const known = EVENT_NAMES.find((one) => one === name.toLowerCase());
		return known === undefined ? '' : values[known];
	};
	return fillTemplate(own, { value, template: () => '' }).text;
}

function statusName(world: World, ticket: Ticket, { words, language }: Occasion): string {
	const { class: statusClass, code, names } = toldStatus(world, ticket);
	const own = nameIn(names, language);
	if (own !== '') return own;
	return (code === null ? undefined : words.status[code]) ?? words.class[statusClass];
}
