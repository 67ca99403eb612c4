import { z } from 'zod';
import type { Json } from '#lib/domain/json.ts';
import type { WaitingEffect } from '../../persistence/org/effect-store.ts';
import { languageOf } from '../../pipeline/requester-language.ts';
import { isMailAddress, type Mailbox } from './letter.ts';
import { linkLetter, type WayIn } from './link-letters.ts';
import { messageIdOf } from './message-ids.ts';
import { NotSentNow } from './smtp.ts';
import type { TicketMail } from './ticket-mail.ts';
import { mailLanguage, wordsIn } from './words.ts';

const welcomePayload = z.object({ person: z.string() });
const linkPayload = z.object({
	kind: z.enum(['invite', 'reset']),
	name: z.string(),
	address: z.string(),
	path: z.string(),
	untilMs: z.number(),
	language: z.string()
});
export type LinkToSend = z.infer<typeof linkPayload>;

/** Sends a one-time link under a key of its own; false where no mail is sent. */
export function postLink(
	{ unit, post, now, runEffects }: TicketMail & { readonly runEffects: () => void },
	key: string,
	link: LinkToSend
): boolean {
	if (post.settings(unit.org) === undefined || !isMailAddress(link.address)) return false;
	const payload: Json = { ...link };
	unit.effects.add({ changeId: key, kind: 'mail.link', payload }, now());
	runEffects();
	return true;
}

/** Sends whoever was given a login the link by which they choose a password. */
export async function sendWelcome(parts: TicketMail, effect: WaitingEffect): Promise<void> {
	const { unit, post } = parts;
	const { person } = welcomePayload.parse(JSON.parse(effect.payload));
	const row = unit.world.directory.person(person);
	if (row === undefined || row.blocked || row.email === null) return;
	const made = post.links.makeFirst(unit.org, person);
	// The login is made by another effect, which may still be under way.
	if (made === 'no-login')
		throw new NotSentNow({ code: 'timeout', detail: 'there is no login yet' });
	if (made === 'not-first') return;
	const { token, expiresAt } = made;
	const way = { kind: 'welcome', path: `/reset/${token}`, untilMs: expiresAt } as const;
	const to = { name: row.name, address: row.email };
	const language = languageOf(unit.world, person);
	await send(parts, effect, { ...way, to, language, userName: row.userName });
}

/** Sends a one-time link, and forgets it. */
export async function sendLink(parts: TicketMail, effect: WaitingEffect): Promise<void> {
	const { name, address, ...link } = linkPayload.parse(JSON.parse(effect.payload));
	if (link.untilMs > parts.now()) await send(parts, effect, { ...link, to: { name, address } });
	parts.unit.effects.forget(effect.id);
}

interface ToSend extends Omit<WayIn, 'href'> {
	readonly to: Mailbox;
	readonly path: string;
	readonly language: string;
}

async function send(
	{ unit, post }: TicketMail,
	{ change_id: key }: WaitingEffect,
	{ to, path, language: known, ...way }: ToSend
): Promise<void> {
	const settings = post.settings(unit.org);
	if (settings === undefined || !isMailAddress(to.address)) return;
	const language = mailLanguage(known, settings.language);
	const words = await wordsIn(language);
	const id = messageIdOf(way.kind, key, settings.from);
	const setting = { id, words, language, org: post.orgName(unit.org) };
	await post.send(unit.org, linkLetter({ ...way, href: settings.site + path }, to, setting));
}
