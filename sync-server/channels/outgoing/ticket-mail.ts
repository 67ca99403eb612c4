import { z } from 'zod';
import { DELIVERY_WHY } from '#lib/domain/ticket/delivery.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { isOut, readMessage, type OutboundMessage } from '#lib/domain/ticket/messages.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { WaitingEffect } from '../../persistence/org/effect-store.ts';
import { submitAutomation, type Draft } from '../../pipeline/automation.ts';
import { followingId } from '../../pipeline/following-id.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import type { Enclosure, Letter } from './letter.ts';
import { eventLetter, replyLetter, type About, type Enclosed, type Occasion } from './letters.ts';
import { idsBefore, messageIdOf } from './message-ids.ts';
import type { Post } from './post.ts';
import { readerOf } from './readers.ts';
import { NotSentNow } from './smtp.ts';
import { mailLanguage, MAILED_EVENTS, wordsIn } from './words.ts';

/** The automation that says what became of what went out by mail. */
export const MAILER = '~mailer';

const replyPayload = z.object({ ticket: z.string(), message: z.string() });
const eventPayload = z.object({ ticket: z.string(), events: z.array(z.enum(MAILED_EVENTS)) });

/** What is attached at most: each file, and all of them together; servers refuse larger mail. */
const LARGEST_FILE = 10 * 1024 * 1024;
const LARGEST_ALL = 18 * 1024 * 1024;

export interface TicketMail {
	readonly unit: OrgUnit;
	readonly post: Post;
	readonly now: () => number;
}

/** Sends what somebody said to whoever asked. */
export async function sendReply(parts: TicketMail, { payload }: WaitingEffect): Promise<void> {
	const { ticket: id, message: said } = replyPayload.parse(JSON.parse(payload));
	const target: EntityRef = `ticket.${id}`;
	const { unit, now } = parts;
	const message = readMessage(unit.world.entities.message(target, said), said);
	if (message === undefined || message.retracted || !isOut(message, now())) return;
	const found = await occasionFor(parts, target);
	if (found === undefined) return;
	const enclosed = await enclosedIn(parts, target, message);
	const about = aboutOf(parts, { ...found, id, message: said, part: said });
	await post(parts, about, replyLetter(message, about, enclosed, found.occasion));
}

/** Says at a message that whoever it was for will not get it by mail. */
export async function noteFailed(unit: OrgUnit, payload: string, why: string): Promise<void> {
	const { ticket, message } = replyPayload.parse(JSON.parse(payload));
	const draft: Draft = {
		id: followingId(`delivery ${message}`),
		type: 'message.delivery',
		target: `ticket.${ticket}`,
		body: { message, state: 'failed', why: why.slice(0, DELIVERY_WHY) }
	};
	await submitAutomation(unit, MAILER, [draft]);
}

/** Tells what happened to a request; what else happened to it meanwhile stands in the same letter. */
export async function sendEvents(parts: TicketMail, effect: WaitingEffect): Promise<void> {
	const { unit, now } = parts;
	const { ticket: id, events: own } = eventPayload.parse(JSON.parse(effect.payload));
	const others = unit.effects.alongside('mail.event', now(), ['ticket', id]);
	const more = others.flatMap(({ payload }) => eventPayload.parse(JSON.parse(payload)).events);
	const events = [...new Set([...own, ...more])];
	unit.effects.fold(effect.id, { ticket: id, events }, others);
	const target: EntityRef = `ticket.${id}`;
	const isDone = events.includes('solved') || events.includes('closed');
	const told = events.filter((what) => !(isDone && what === 'status'));
	const found = await occasionFor(parts, target);
	if (found === undefined) return;
	const part = `${told.join('-')}.${effect.change_id}`;
	const about = aboutOf(parts, { ...found, id, message: null, part });
	await post(parts, about, eventLetter(told, about, found.occasion));
}

/** An answer may be here before the letter is gone, as far as this server knows. */
async function post({ unit: { org }, post: by }: TicketMail, about: About, letter: Letter) {
	by.remember({ org, team: about.ticket.team, ticket: about.id, messageId: letter.id });
	await by.send(org, letter);
}

interface Found {
	readonly ticket: Ticket;
	readonly occasion: Occasion;
	readonly from: string;
}

/** To whom mail of a ticket goes now; undefined for nobody. */
async function occasionFor(
	{ unit, post }: TicketMail,
	target: EntityRef
): Promise<Found | undefined> {
	const settings = post.settings(unit.org);
	const ticket = unit.world.ticket(target);
	if (settings === undefined || ticket === undefined || ticket.removed !== null) return undefined;
	const to = readerOf(unit.world, target, ticket);
	if (to === undefined || to.address.toLowerCase() === settings.from.toLowerCase())
		return undefined;
	const language = mailLanguage(to.language, settings.language);
	const words = await wordsIn(language);
	return { ticket, from: settings.from, occasion: { to, words, language, site: settings.site } };
}

function aboutOf(
	{ unit, now }: TicketMail,
	of: Pick<Found, 'ticket' | 'from'> & { id: string; message: string | null; part: string }
) {
	const { ticket, from, id, message, part } = of;
	const before = idsBefore(unit, { ticket: id, message, from, nowMs: now() });
	return { world: unit.world, id, ticket, messageId: messageIdOf(part, id, from), before };
}

/** The files of a message. One that is on its way still holds the letter back. */
async function enclosedIn(
	{ unit: { org }, post }: TicketMail,
	thread: EntityRef,
	{ attachments }: OutboundMessage
): Promise<Enclosed> {
	const files = attachments.filter(({ role }) => role === 'file');
	if (!files.every(({ id, sha256 }) => post.isUploaded(org, { thread, id, sha256 })))
		throw new NotSentNow({ code: 'timeout', detail: 'files are on their way' });
	const enclosures: Enclosure[] = [];
	const tooLarge: string[] = [];
	let left = LARGEST_ALL;
	for (const { name, type, size, sha256 } of files) {
		const content =
			size <= Math.min(LARGEST_FILE, left) ? await post.blobs.read(org, sha256) : undefined;
		if (content === undefined) tooLarge.push(name);
		else {
			enclosures.push({ name, type, content });
			left -= content.length;
		}
	}
	return { enclosures, tooLarge };
}
