import { z } from 'zod';
import { APPROVAL_STATUS } from '#lib/domain/catalogue/built-in.ts';
import { CLOCKS } from '#lib/domain/sla/clock-names.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import { isEntityRef } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { readTasks } from '#lib/domain/ticket/tasks.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { WaitingEffect } from '../../persistence/org/effect-store.ts';
import { languageOf } from '../../pipeline/requester-language.ts';
import type { World } from '../../pipeline/world.ts';
import { digestLetter, lineWords, type StaffLine } from './link-letters.ts';
import { messageIdOf } from './message-ids.ts';
import { addressOf } from './staff-news.ts';
import type { TicketMail } from './ticket-mail.ts';
import { mailLanguage, STAFF_NEWS, wordsIn, type MailWords } from './words.ts';

const line = z.object({
	change: z.string(),
	kind: z.enum(STAFF_NEWS),
	target: z.string().refine(isEntityRef),
	clock: z.enum(CLOCKS).nullable(),
	message: z.string().nullable()
});
/** What somebody of the staff is to be told. */
export type Concerning = z.infer<typeof line>;
const digestPayload = z.object({ person: z.string(), lines: z.array(line) });
export const pushPayload = line.extend({ person: z.string(), subscription: z.string() });

/** Sends somebody of the staff all that waits for them, in one letter. */
export async function sendDigest(parts: TicketMail, effect: WaitingEffect): Promise<void> {
	const { unit, post, now } = parts;
	const { person, lines: own } = digestPayload.parse(JSON.parse(effect.payload));
	const others = unit.effects.alongside('mail.staff', now(), ['person', person]);
	const more = others.flatMap(({ payload }) => digestPayload.parse(JSON.parse(payload)).lines);
	const all = [...own, ...more];
	unit.effects.fold(effect.id, { person, lines: all }, others);
	const settings = post.settings(unit.org);
	const address = addressOf(unit.world, person);
	if (settings === undefined || address === undefined) return;
	const language = mailLanguage(languageOf(unit.world, person), settings.language);
	const words = await wordsIn(language);
	const told = all.flatMap((one) => lineFor(unit.world, person, one, now()) ?? []);
	if (told.length === 0) return;
	const to = { name: unit.world.directory.person(person)?.name ?? '', address };
	const letter = digestLetter(
		told.map(({ href, ...one }) => ({ ...one, href: settings.site + href })),
		to,
		{ id: messageIdOf('staff', effect.change_id, settings.from), words, language }
	);
	await post.send(unit.org, letter);
}

/** What a browser of theirs says; undefined when it is no longer so. */
export function pushFor(
	world: World,
	{ person, ...one }: Concerning & { readonly person: string },
	{ words, nowMs }: { readonly words: MailWords; readonly nowMs: number }
) {
	const told = lineFor(world, person, one, nowMs);
	return (
		told && { title: lineWords(told, words), href: told.href, tag: `${one.target} ${one.kind}` }
	);
}

/** One line of a letter; undefined when it is no longer so, was seen, or is not theirs to read. */
function lineFor(
	world: World,
	person: string,
	{ change, kind, target, clock, message }: Concerning,
	nowMs: number
): StaffLine | undefined {
	const { head } = world.entities.get(`user.${person}`);
	const [noun, id = ''] = target.split('.');
	if (cellValue(head, `dismissed/${change}`) === true) return undefined;
	if (message !== null && wasRead(world, person, target, message)) return undefined;
	if (noun === 'channel') return channelLine(world, { person, id, kind });
	return noun === 'person'
		? personLine(world, { person, id, kind })
		: ticketLine(world, { person, kind, target, clock }, nowMs);
}

function ticketLine(
	world: World,
	{ person, kind, target, clock }: Omit<Concerning, 'change' | 'message'> & { person: string },
	nowMs: number
): StaffLine | undefined {
	const ticket = world.ticket(target);
	if (ticket === undefined || !mayRead(world, person, ticket)) return undefined;
	if (!isStillSo(ticket, person, kind)) return undefined;
	if (kind === 'task' && !hasTask(world, target, person)) return undefined;
	if (!runs(world, target, { ticket, clock, nowMs })) return undefined;
	const what = ticket.number === null ? ticket.subject : `#${ticket.number} ${ticket.subject}`;
	return { kind, clock, what, href: `/t/${target.slice('ticket.'.length)}` };
}

/** Whether what was told of the hands that a ticket is in still holds. */
function isStillSo(ticket: Ticket, person: string, kind: Concerning['kind']): boolean {
	switch (kind) {
		case 'assigned':
			return ticket.assignee === person;
		case 'moved-on':
			return ticket.assignee !== person;
		case 'helping':
			return ticket.collaborators.some((one) => one === person);
		case 'proposed':
			return ticket.status === APPROVAL_STATUS;
		default:
			return true;
	}
}

/** Whether a sub-task that is open is still theirs. */
const hasTask = ({ entities }: World, target: string, person: string): boolean =>
	readTasks(entities.get(target).head).some(({ assignee, done }) => assignee === person && !done);

/** What is said in a conversation of the staff is told by its name alone. */
function channelLine(
	world: World,
	{ person, id, kind }: Pick<Concerning, 'kind'> & { person: string; id: string }
): StaffLine | undefined {
	const channel = world.directory.channels.get(id);
	const isMember = channel && [...world.directory.seats(channel)].some((one) => one === person);
	return isMember ? { kind, clock: null, what: channel.name, href: `/chat/${id}` } : undefined;
}

/** Of a person only administrators are told, by the name alone. */
function personLine(
	{ directory }: World,
	{ person, id, kind }: Pick<Concerning, 'kind'> & { person: string; id: string }
): StaffLine | undefined {
	const about = directory.person(id);
	const isAdmin = directory.admins().some((admin) => admin === person);
	if (about === undefined || !isAdmin) return undefined;
	return { kind, clock: null, what: about.name, href: '/admin/organisation' };
}

function mayRead({ directory }: World, person: string, ticket: Ticket): boolean {
	const actor = directory.actor(person);
	if (actor === undefined || ticket.removed !== null) return false;
	return can(actor, { do: 'ticket.read', ticket: ticketSubject(ticket) }).allowed;
}

/** Whether a clock that was told of, if one was, has not been settled since. */
function runs(
	world: World,
	target: string,
	{ ticket, clock, nowMs }: { ticket: Ticket; clock: string | null; nowMs: number }
): boolean {
	if (clock === null) return true;
	const service = serviceRecord(world.entities.get(target).thread.service);
	const clocks = world.directory.levels.clocks({ ...ticket, service }, nowMs);
	return clocks.some(({ name, settledMs }) => name === clock && settledMs === null);
}

function wasRead(world: World, person: string, target: string, message: string): boolean {
	const said = readMessage(world.entities.message(target, message), message);
	if (said === undefined || said.retracted) return true;
	const mark = cellValue(world.entities.get(`user.${person}`).head, `marks/${target}`);
	return said.seq !== null && typeof mark === 'number' && mark >= said.seq;
}
