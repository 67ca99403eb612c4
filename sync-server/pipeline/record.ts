import { createHash } from 'node:crypto';
import type { Json } from '#lib/domain/json.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { typeRecorded, type RecordedChange } from '#lib/documents/thread-doc.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import { parseLogRow } from './log-row.decode.ts';

/** What the server gave at acceptance. */
export interface Assigned {
	/** The number of a new ticket. */
	readonly number?: number;
	/** The place of a new message in its thread. */
	readonly seq?: number;
}

/** A change as the log records it: typed if it was ever understood, with its outcome. */
export interface Logged {
	readonly change: RecordedChange;
	readonly typed: TypedChange | undefined;
	readonly redo: string | null;
	readonly refusal: string | null;
	readonly detail: Json;
	readonly assigned: Assigned;
	readonly sentAt: string | null;
	readonly arrivedMs: number;
	readonly rev: number;
}

/** Reads a row of the log. */
export function readLogRow(row: LogRow): Logged {
	const { saw, body, detail, assigned } = parseLogRow(row);
	const change: RecordedChange = {
		id: row.id,
		v: row.v,
		type: row.type,
		target: row.target,
		saw,
		at: row.at,
		body,
		by: row.author
	};
	return {
		change,
		typed: row.refusal === null ? typeRecorded(change) : undefined,
		redo: row.redo,
		refusal: row.refusal,
		detail,
		assigned,
		sentAt: row.sent_at,
		arrivedMs: row.arrived_ms,
		rev: row.rev
	};
}

/** Writes a row of the log; each row's chain hashes the one before it, so that none can go unseen. */
export function toLogRow(
	logged: Logged,
	device: string,
	previousChain: Uint8Array | undefined
): Omit<LogRow, 'seq'> {
	const { change } = logged;
	const body = JSON.stringify(change.body);
	const bodyHash = createHash('sha256').update(body).digest();
	const facts = [logged.rev, change.id, change.type, change.v, change.target, change.at];
	const outcome = [change.by, device, logged.arrivedMs, logged.refusal, logged.assigned];
	const chain = createHash('sha256')
		.update(previousChain ?? new Uint8Array())
		.update(JSON.stringify([facts, outcome]))
		.update(bodyHash)
		.digest();
	return {
		rev: logged.rev,
		id: change.id,
		type: change.type,
		v: change.v,
		target: change.target,
		at: change.at,
		saw: JSON.stringify(change.saw),
		body,
		redo: logged.redo,
		author: change.by,
		device,
		arrived_ms: logged.arrivedMs,
		refusal: logged.refusal,
		detail: logged.detail === null ? null : JSON.stringify(logged.detail),
		assigned: Object.keys(logged.assigned).length > 0 ? JSON.stringify(logged.assigned) : null,
		sent_at: logged.sentAt,
		body_hash: bodyHash,
		chain
	};
}

/** Whether a row is what was written: its body has its hash, and its chain follows the last. */
export function followsFrom(chain: Uint8Array | undefined, row: LogRow, logged: Logged): boolean {
	const expected = toLogRow(logged, row.device, chain);
	const bodyHash = createHash('sha256').update(row.body).digest();
	return bodyHash.equals(row.body_hash) && expected.chain.equals(row.chain);
}
