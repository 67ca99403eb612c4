import type { BlobRef } from '../../persistence/blobs/blob-store.ts';
import type { FailureRow } from '../../persistence/imports.ts';
import { ImportStopped, type ImportJob, type PreparedMail } from './job.ts';
import { inTurns, rowsOf, takeIn, type PlacedMail } from './take-in.ts';
import { fingerprintOf, hashOfRaw, placeMail, type KnownMail } from './threading.ts';

/** A message of a batch on its way into a ticket. */
interface Arriving extends PlacedMail {
	readonly item: PreparedMail;
}

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
	const refusals = await takeIn(job, arriving);
	const final = refusals.find((reason) => reason !== undefined && FINAL.has(reason));
	if (final !== undefined) throw new ImportStopped('unknown-team', final);
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
		const sentMs = mail.sentMs ?? item.entry.envelopeMs ?? job.now();
		arriving.push({ item, mail, raw, place: found, fingerprint, team, sentMs });
	}
	return { arriving, duplicates, failed };
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
