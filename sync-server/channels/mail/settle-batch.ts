import type { Verdict } from '#lib/domain/judge/verdict.ts';
import type { BlobRef } from '../../persistence/blobs/blob-store.ts';
import type { FailureRow } from '../../persistence/imports.ts';
import type { MailRow } from '../../persistence/mail-memory.ts';
import { asLaterMessage, draftOf, needsSource, type MailDraft, type StoredFile } from './drafts.ts';
import { ImportStopped, type ImportJob, type PreparedMail } from './job.ts';
import type { ParsedMail } from './parse.ts';
import {
	fingerprintOf,
	hashOfRaw,
	placeMail,
	type KnownMail,
	type Placement
} from './threading.ts';

type Place = Exclude<Placement, { kind: 'duplicate' }>;

/** A message on its way into a ticket. */
interface Arriving {
	readonly item: PreparedMail;
	readonly mail: ParsedMail;
	readonly place: Place;
	readonly fingerprint: string;
}

const WRITES_AT_ONCE = 8;
/** Refusals that would meet every further message as well. */
const FINAL: ReadonlySet<string> = new Set([
	'unknown-team',
	'archived',
	'blocked',
	'role',
	'revoked'
]);

/** Brings a batch into tickets: threads, files, changes, verdicts, record; in this order. */
export async function settleBatch(job: ImportJob, items: readonly PreparedMail[]): Promise<void> {
	const team = job.store.get(job.id)?.team ?? '';
	const { arriving, duplicates, failed } = place(job, team, items);
	const drafts = await inTurns(arriving, (one) => draft(job, team, one));
	const refusals = await submit(job, drafts);
	const refused = arriving.flatMap((one, index) => {
		const detail = refusals[index];
		return detail === undefined ? [] : [{ item: one.item, reason: 'refused', detail }];
	});
	const failures = await inTurns([...failed, ...refused], (one) => keepFailure(job, one));
	const accepted = arriving.filter((_, index) => refusals[index] === undefined);
	job.store.record(job.id, {
		done: items.map((item) => item.entry),
		mails: accepted.flatMap(rowsOf),
		failures,
		imported: accepted.length,
		duplicates,
		nowMs: job.now()
	});
}

interface Failed {
	readonly item: PreparedMail;
	readonly reason: string;
	readonly detail: string;
}

function place(job: ImportJob, team: string, items: readonly PreparedMail[]) {
	const inBatch = new Map<string, KnownMail>();
	const known = (key: string): KnownMail | undefined => {
		const here = inBatch.get(key);
		if (here !== undefined) return here;
		const row = job.store.mails.known(team, key);
		return row && { ticket: row.ticket, fingerprint: row.fingerprint ?? undefined };
	};
	const arriving: Arriving[] = [];
	const failed: Failed[] = [];
	let duplicates = 0;
	for (const item of items) {
		const { outcome, raw } = item;
		if (!outcome.ok) {
			failed.push({ item, reason: outcome.reason, detail: outcome.detail });
			continue;
		}
		const { mail } = outcome;
		const fingerprint = fingerprintOf(mail.sentMs, mail.from.address ?? mail.from.name);
		const rawHash = () => hashOfRaw(raw ?? new Uint8Array());
		const found = placeMail({ ...mail, fingerprint, rawHash }, { org: job.org, team }, { known });
		if (found.kind === 'duplicate') {
			duplicates += 1;
			continue;
		}
		for (const ancestor of found.ancestors)
			inBatch.set(ancestor, { ticket: found.ticket, fingerprint: undefined });
		inBatch.set(found.key, { ticket: found.ticket, fingerprint });
		arriving.push({ item, mail, place: found, fingerprint });
	}
	return { arriving, duplicates, failed };
}

async function draft(job: ImportJob, team: string, one: Arriving): Promise<MailDraft> {
	const { mail, item } = one;
	const files: StoredFile[] = [];
	const keep = async (role: StoredFile['role'], name: string, type: string, bytes: Uint8Array) => {
		files.push({ name, type, role, ...(await job.blobs.put(job.org, bytes)) });
	};
	for (const file of mail.files) await keep('file', file.name, file.type, file.bytes);
	if (mail.html !== undefined && mail.html.html !== '')
		await keep('html', 'message.html', 'text/html', new TextEncoder().encode(mail.html.html));
	if (item.raw !== undefined && needsSource(mail))
		await keep('raw', 'message.eml', 'message/rfc822', item.raw);
	const sentMs = mail.sentMs ?? item.entry.envelopeMs ?? job.now();
	return draftOf(mail, one.place, { team, sentMs, files });
}

/** Submits a batch; gives for each draft why it was refused, or undefined. */
async function submit(
	job: ImportJob,
	drafts: readonly MailDraft[]
): Promise<(string | undefined)[]> {
	if (drafts.length === 0) return [];
	const refusals = (await job.submit(drafts)).map(reasonOf);
	const repeated = drafts.flatMap((one, index) =>
		one.type === 'ticket.create' && refusals[index] === 'already-exists' ? [index] : []
	);
	if (repeated.length > 0) {
		const again = repeated.flatMap((index) => drafts[index] ?? []).map(asLaterMessage);
		const second = (await job.submit(again)).map(reasonOf);
		repeated.forEach((index, position) => (refusals[index] = second[position]));
	}
	const final = refusals.find((reason) => reason !== undefined && FINAL.has(reason));
	if (final !== undefined) throw new ImportStopped('unknown-team', final);
	return refusals;
}

function reasonOf(verdict: Verdict): string | undefined {
	return verdict.ok ? undefined : verdict.reason;
}

/** Keeps the source of a message that could not be taken in, however large it is. */
async function keepFailure(job: ImportJob, failed: Failed): Promise<FailureRow> {
	const { seq, name, offset, length } = failed.item.entry;
	const row = { seq, name, offset, length, reason: failed.reason, detail: failed.detail };
	if (failed.reason === 'unreadable') return { ...row, sha256: null };
	const entry = { name, offset, length };
	const content = failed.item.raw ?? job.source.stream(entry);
	const { sha256 }: BlobRef = await job.blobs.put(job.org, content);
	return { ...row, sha256 };
}

function rowsOf({ place: { key, ticket, ancestors }, fingerprint }: Arriving): MailRow[] {
	const mentioned = ancestors.map((ancestor) => ({ key: ancestor, ticket, fingerprint: null }));
	return [{ key, ticket, fingerprint }, ...mentioned];
}

/** Maps with a few at a time, so that disks work in parallel and memory stays small. */
async function inTurns<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
	const results: B[] = [];
	const queue = items.entries();
	const lane = async () => {
		for (const [index, item] of queue) results[index] = await work(item);
	};
	await Promise.all(Array.from({ length: WRITES_AT_ONCE }, lane));
	return results;
}
