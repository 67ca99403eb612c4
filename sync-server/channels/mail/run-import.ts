import type { EntryRow, ImportRow } from '../../persistence/imports.ts';
import { settleBatch } from './settle-batch.ts';
import { ImportStopped, type ImportJob, type PreparedMail } from './job.ts';
import { MAIL_LIMITS } from './limits.ts';

const BATCH_MESSAGES = 200;
const BATCH_BYTES = 24 * 1024 * 1024;
const FOUND_AT_ONCE = 500;

/**
 * Runs an import until it is done, paused by `signal` or stopped by a problem, and gives its last
 * row. The source is read twice: once to find the messages and their dates, once in the order of
 * these, so that threads begin with their oldest message. Whatever ends the process, a later run
 * goes on with the messages that are not recorded; one that was imported but not recorded gets the
 * same id again, which the pipeline knows.
 */
export async function runImport(job: ImportJob): Promise<ImportRow> {
	const setState = (state: ImportRow['state'], problem: string | null = null) =>
		job.store.setState(job.id, state, problem, job.now());
	try {
		await findMessages(job);
		setState('importing');
		await importMessages(job);
		setState('done');
		job.store.dropEntries(job.id);
	} catch (error) {
		if (job.signal.aborted) setState('paused');
		else setState('stopped', error instanceof ImportStopped ? error.problem : 'server-error');
		if (!job.signal.aborted && !(error instanceof ImportStopped)) {
			report(job);
			throw error;
		}
	}
	return report(job);
}

function report(job: ImportJob): ImportRow {
	const row = job.store.get(job.id);
	if (row === undefined) throw new Error('the import is gone');
	job.onProgress?.(row);
	return row;
}

async function findMessages(job: ImportJob): Promise<void> {
	const row = report(job);
	const isFound = row.state !== 'waiting' && row.state !== 'reading' && row.total > 0;
	if (isFound && row.sourceMark === job.source.mark) return;
	job.store.beginReading(job.id, job.source.mark, job.source.totalBytes);
	let found: EntryRow[] = [];
	let seq = 0;
	let orderMs = 0;
	for await (const entry of job.source.entries(job.now())) {
		job.signal.throwIfAborted();
		// A message without any date is taken after the one it stands behind.
		orderMs = (await job.source.peekDate(entry, job.now())) ?? orderMs;
		const { name, offset, length, envelopeMs = null } = entry;
		found.push({ seq, name, offset, length, envelopeMs, orderMs });
		seq += 1;
		if (found.length < FOUND_AT_ONCE) continue;
		job.store.addEntries(job.id, found);
		found = [];
		report(job);
	}
	job.store.addEntries(job.id, found);
	if (seq === 0) throw new ImportStopped('nothing-found');
	report(job);
}

async function importMessages(job: ImportJob): Promise<void> {
	let batch = nextBatch(job, 0);
	let prepared = prepare(job, batch);
	while (batch.length > 0) {
		const mails = await prepared;
		job.signal.throwIfAborted();
		// The next batch is read while this one is committed; never more than these two are held.
		const following = nextBatch(job, batch.length);
		prepared = prepare(job, following);
		// Should this batch fail, nobody waits for the next one any more.
		prepared.catch(() => undefined);
		await settleBatch(job, mails);
		report(job);
		batch = following;
	}
}

function nextBatch(job: ImportJob, skip: number): EntryRow[] {
	const rows = job.store.pending(job.id, BATCH_MESSAGES, skip);
	let bytes = 0;
	const tooMuch = rows.findIndex(
		(row) => (bytes += Math.min(row.length, MAIL_LIMITS.bytes)) > BATCH_BYTES
	);
	return tooMuch < 0 ? rows : rows.slice(0, Math.max(1, tooMuch));
}

function prepare(job: ImportJob, batch: readonly EntryRow[]): Promise<PreparedMail[]> {
	return Promise.all(batch.map((entry) => prepareOne(job, entry)));
}

async function prepareOne(job: ImportJob, entry: EntryRow): Promise<PreparedMail> {
	if (entry.length > MAIL_LIMITS.bytes) {
		const detail = `${entry.length} bytes; the limit is ${MAIL_LIMITS.bytes}`;
		return { entry, raw: undefined, outcome: { ok: false, reason: 'too-large', detail } };
	}
	let raw: Buffer;
	try {
		raw = await job.source.read(entry);
	} catch (error) {
		const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return { entry, raw: undefined, outcome: { ok: false, reason: 'unreadable', detail } };
	}
	return { entry, raw, outcome: await job.parser.parse(raw, job.now()) };
}
