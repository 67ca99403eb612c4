import type {
	IncomingMailAnswer,
	IncomingMailSettings,
	SenderProof
} from '#lib/protocol/incoming-mail.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { OrgUnit } from '../../../pipeline/org-unit.ts';
import type { BlobStore } from '../../../persistence/blobs/blob-store.ts';
import type { DeliveryRow } from '../../../persistence/deliveries.ts';
import type { ImportStore } from '../../../persistence/imports.ts';
import { EVERY_TEAM } from '../../../persistence/mail-memory.ts';
import { reopen } from '../../reopen.ts';
import type { MailParser } from '../parse-pool.ts';
import type { ParsedMail } from '../parse.ts';
import { AUTOMATIC_MAIL, MAIL, submitThrough } from '../submit-through.ts';
import { rowsOf, takeIn, type PlacedMail } from '../take-in.ts';
import { fingerprintOf, hashOfRaw, mailKey } from '../threading.ts';
import { takesPart } from './participants.ts';
import { numberIn, placeIncoming } from './placing.ts';
import { NONCE_MS } from './proof.ts';
import { readResults } from './authentication-results.ts';
import { receivingTeam } from './receiving-team.ts';
import { proofOf } from './sender-proof.ts';
import type { ChecksOf } from './unwrap.ts';

/** One message as it was delivered. */
export interface Delivery {
	readonly raw: Buffer;
	/** Where it was sent to, as far as whoever delivers it says. */
	readonly recipients: readonly string[];
	/** What the service that delivers it found out about its sender. */
	readonly checks: ChecksOf;
	/** By what the request is known when it is sent again. */
	readonly nonce: string | null;
	readonly settings: IncomingMailSettings;
	/** Other addresses that the server itself sends from. */
	readonly ownAddresses: readonly string[];
}

/** `closed`: no team takes it now; it can be sent again as it is. */
export type Received = IncomingMailAnswer | 'closed';

export interface IncomingMailParts {
	readonly org: string;
	readonly unit: OrgUnit;
	readonly store: Pick<ImportStore, 'mails' | 'deliveries'>;
	readonly blobs: BlobStore;
	readonly parser: MailParser;
	readonly now: () => number;
}

/** What becomes of a message, as it is noted. */
type Fate = Pick<DeliveryRow, 'outcome'> &
	Partial<Pick<DeliveryRow, 'reason' | 'ticket' | 'sha256'>>;

/** Older mail than this has not been on its way all the time: its sender's clock is wrong. */
const ON_ITS_WAY_MS = 5 * 86_400_000;

/**
 * Takes in one message: what it becomes is durable, and known by its Message-ID and by the request,
 * before this resolves. Whatever ends the process before that, the same message has the same effect
 * when it comes again. Callers see to it that an organisation's messages come one after the other.
 */
export async function receiveMail(parts: IncomingMailParts, delivery: Delivery): Promise<Received> {
	const { store, parser, now, unit } = parts;
	const { nonce, raw } = delivery;
	const before = nonce === null ? undefined : store.deliveries.withNonce(nonce, now() - NONCE_MS);
	if (before !== undefined) return answer(unit, before);
	const read = await parser.parse(raw, now());
	if (!read.ok) return unread(parts, delivery, read.reason);
	const { mail } = read;
	const { settings, recipients } = delivery;
	const to = [...recipients, ...mail.addressees];
	const proof = senderProof(mail, delivery);
	const note = (fate: Fate) => noted(parts, delivery, { fate, mail, proof });
	if (isFromHere(mail, delivery)) return note({ outcome: 'dropped', reason: 'own' });
	const team = receivingTeam(unit, settings, to);
	if (team === null) return 'closed';
	const found = findPlace(parts, delivery, { mail, team, proof });
	if (found.kind === 'own') return note({ outcome: 'dropped', reason: 'own' });
	if (found.kind === 'duplicate') return note({ outcome: 'again', ticket: found.ticket });
	const placed: PlacedMail = {
		mail,
		raw,
		place: found,
		fingerprint: printOf(mail),
		team,
		proof,
		sentMs: sentMs(mail, now()),
		asNote: mail.automatic && found.kind === 'later'
	};
	const refusal = await take(parts, placed);
	if (refusal !== undefined) return unread(parts, delivery, 'refused', { mail, proof });
	return note({ outcome: found.kind === 'later' ? 'added' : 'created', ticket: found.ticket });
}

async function take(parts: IncomingMailParts, placed: PlacedMail): Promise<string | undefined> {
	const { org, unit, blobs, store } = parts;
	const { mail, place, team, proof } = placed;
	// Whoever was named wrongly is not to be answered by machines.
	const isUnanswered = mail.automatic || proof === 'fail';
	const submit = submitThrough(unit, isUnanswered ? AUTOMATIC_MAIL : MAIL);
	const [refusal] = await takeIn({ org, blobs, submit }, [placed]);
	if (refusal !== undefined) return refusal;
	if (place.kind === 'later' && !mail.automatic)
		await reopen(unit, MAIL, `ticket.${place.ticket}`, place.key);
	store.mails.remember(EVERY_TEAM, rowsOf(placed));
	if (mail.messageId !== '') {
		const key = mailKey({ org, team }, mail.messageId);
		const { ticket } = place;
		store.mails.remember(team, [{ key, ticket, fingerprint: placed.fingerprint }]);
	}
	return undefined;
}

function findPlace(
	{ org, unit, store }: IncomingMailParts,
	{ raw }: Delivery,
	{ mail, team, proof }: { mail: ParsedMail; team: string; proof: SenderProof }
) {
	const isForged = proof === 'fail';
	const number = isForged ? undefined : numberIn(mail.subject);
	return placeIncoming(
		{
			...mail,
			// Nor is what it names drawn to it later on.
			...(isForged && { inReplyTo: [], references: [] }),
			fingerprint: printOf(mail),
			rawHash: () => hashOfRaw(raw)
		},
		{
			org,
			team,
			known: (scope, key) => {
				const row = store.mails.known(scope, key);
				return row && { ticket: row.ticket, fingerprint: row.fingerprint ?? undefined };
			},
			admits: (ticket) => !isForged && takesPart(unit, ticket, mail.from.address),
			named: number === undefined ? undefined : unit.store.ticketNumbered(number)
		}
	);
}

const printOf = ({ sentMs: sent, from }: ParsedMail): string =>
	fingerprintOf(sent, from.address ?? from.name);

/** Whether the sender was proven: to the server whose word counts here, else to the service. */
function senderProof(mail: ParsedMail, { settings, checks }: Delivery): SenderProof {
	const { receiver } = settings;
	const read = receiver === '' ? undefined : readResults(mail.receiverNotes, receiver);
	const author = mail.hasOneAuthor ? mail.from.address : undefined;
	return proofOf(author, read ?? checks(mail));
}

/** Mail that bears an address of the desk itself would go round for ever. */
function isFromHere({ from }: ParsedMail, { settings, ownAddresses }: Delivery): boolean {
	const address = from.address?.toLowerCase() ?? '';
	const own = [...settings.addresses.map((one) => one.address), ...ownAddresses];
	return own.some((one) => one.toLowerCase() === address);
}

/** When it was sent, if that can be; else now. */
function sentMs(mail: ParsedMail, nowMs: number): number {
	const sent = mail.sentMs ?? nowMs;
	return sent > nowMs || sent < nowMs - ON_ITS_WAY_MS ? nowMs : sent;
}

/** What cannot be taken in is kept as it came, once. */
async function unread(
	parts: IncomingMailParts,
	delivery: Delivery,
	reason: string,
	read?: { readonly mail: ParsedMail; readonly proof: SenderProof }
): Promise<IncomingMailAnswer> {
	const { sha256 } = await parts.blobs.put(parts.org, delivery.raw);
	const before = parts.store.deliveries.withSource(sha256);
	if (before !== undefined) return answer(parts.unit, before);
	return noted(parts, delivery, { fate: { outcome: 'unread', reason, sha256 }, ...read });
}

function noted(
	{ store, now, unit }: IncomingMailParts,
	{ recipients, nonce }: Delivery,
	{ fate, mail, proof = 'none' }: { fate: Fate; mail?: ParsedMail; proof?: SenderProof }
): IncomingMailAnswer {
	const row = {
		atMs: now(),
		sender: mail?.from.address ?? '',
		proof,
		recipient: recipients[0] ?? mail?.addressees[0] ?? '',
		reason: null,
		ticket: null,
		sha256: null,
		...fate,
		nonce
	};
	store.deliveries.note(row);
	return answer(unit, row);
}

function answer(
	unit: OrgUnit,
	{ outcome, ticket, reason }: Pick<DeliveryRow, 'outcome' | 'ticket' | 'reason'>
): IncomingMailAnswer {
	const target: EntityRef | null = ticket === null ? null : `ticket.${ticket}`;
	const number = target === null ? null : (unit.world.ticket(target)?.number ?? null);
	return { outcome, ticket: number, reason };
}
