import type { Verdict } from '#lib/domain/judge/verdict.ts';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import type { MailRow } from '../../persistence/mail-memory.ts';
import { asLaterMessage, draftOf, needsSource, type MailDraft, type StoredFile } from './drafts.ts';
import type { SenderProof } from '#lib/protocol/incoming-mail.ts';
import type { SubmitDrafts } from './job.ts';
import type { ParsedMail } from './parse.ts';
import type { Placement } from './threading.ts';

/** Where mail is taken in. */
export interface MailDesk {
	readonly org: string;
	readonly blobs: BlobStore;
	readonly submit: SubmitDrafts;
}

/** A message that was read, and its place among tickets. */
export interface PlacedMail {
	readonly mail: ParsedMail;
	readonly raw: Uint8Array | undefined;
	readonly place: Exclude<Placement, { kind: 'duplicate' }>;
	readonly fingerprint: string;
	readonly team: string;
	readonly sentMs: number;
	/** Only the staff is told, as of what a machine answered; no ticket begins with a note. */
	readonly asNote?: boolean;
	/** Whether its sender was proven; an import knows nothing of that. */
	readonly proof?: SenderProof;
}

const WRITES_AT_ONCE = 8;

/**
 * The one way in which mail becomes tickets and messages: its files are kept, its changes are
 * submitted. Gives for each message why it was refused, or undefined.
 */
export async function takeIn(
	desk: MailDesk,
	mails: readonly PlacedMail[]
): Promise<(string | undefined)[]> {
	const drafts = await inTurns(mails, (one) => draft(desk, one));
	return drafts.length === 0 ? [] : submit(desk, drafts);
}

/** What is remembered of a message that was taken in. */
export function rowsOf({ place: { key, ticket, ancestors }, fingerprint }: PlacedMail): MailRow[] {
	const mentioned = ancestors.map((ancestor) => ({ key: ancestor, ticket, fingerprint: null }));
	return [{ key, ticket, fingerprint }, ...mentioned];
}

async function draft({ org, blobs }: MailDesk, one: PlacedMail): Promise<MailDraft> {
	const { mail, raw, place, team, sentMs, asNote = false, proof = 'none' } = one;
	const files: StoredFile[] = [];
	const keep = async (role: StoredFile['role'], name: string, type: string, bytes: Uint8Array) => {
		files.push({ name, type, role, ...(await blobs.put(org, bytes)) });
	};
	for (const file of mail.files) await keep('file', file.name, file.type, file.bytes);
	if (mail.html !== undefined && mail.html.html !== '')
		await keep('html', 'message.html', 'text/html', new TextEncoder().encode(mail.html.html));
	if (raw !== undefined && needsSource(mail))
		await keep('raw', 'message.eml', 'message/rfc822', raw);
	return draftOf(mail, place, { team, sentMs, files, asNote, proof });
}

async function submit(
	desk: MailDesk,
	drafts: readonly MailDraft[]
): Promise<(string | undefined)[]> {
	const refusals = (await desk.submit(drafts)).map(reasonOf);
	const repeated = drafts.flatMap((one, index) =>
		one.type === 'ticket.create' && refusals[index] === 'already-exists' ? [index] : []
	);
	if (repeated.length > 0) {
		const again = repeated.flatMap((index) => drafts[index] ?? []).map(asLaterMessage);
		const second = (await desk.submit(again)).map(reasonOf);
		repeated.forEach((index, position) => (refusals[index] = second[position]));
	}
	return refusals;
}

function reasonOf(verdict: Verdict): string | undefined {
	return verdict.ok ? undefined : verdict.reason;
}

/** Maps with a few at a time, so that disks work in parallel and memory stays small. */
export async function inTurns<A, B>(
	items: readonly A[],
	work: (item: A) => Promise<B>
): Promise<B[]> {
	const results: B[] = [];
	const queue = items.entries();
	const lane = async () => {
		for (const [index, item] of queue) results[index] = await work(item);
	};
	await Promise.all(Array.from({ length: WRITES_AT_ONCE }, lane));
	return results;
}
