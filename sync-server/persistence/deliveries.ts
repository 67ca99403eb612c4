import type { MailOutcome, SenderProof } from '#lib/protocol/incoming-mail.ts';
import type { Database } from './sqlite.ts';

export interface DeliveryRow {
	readonly id: number;
	readonly atMs: number;
	/** Addresses: who wrote it, as far as could be read, and where it was sent to. */
	readonly sender: string;
	readonly proof: SenderProof;
	readonly recipient: string;
	readonly outcome: MailOutcome;
	/** Why it was dropped or not read: a stable code. */
	readonly reason: string | null;
	readonly ticket: string | null;
	/** The source of what could not be taken in, in the blob store. */
	readonly sha256: string | null;
	/** By what the same request is known when it is sent again; null where nothing was signed. */
	readonly nonce: string | null;
}

/** So many are remembered, the newest. */
const KEPT = 1_000;
const COLUMNS =
	'id, at_ms as atMs, sender, proof, recipient, outcome, reason, ticket, sha256, nonce';

export type Deliveries = ReturnType<typeof deliveries>;

export const DELIVERY_SCHEMA = `
	create table deliveries (
		id integer primary key, at_ms integer not null, sender text not null,
		recipient text not null, outcome text not null, reason text, ticket text, sha256 text,
		nonce text
	) strict;
	create index deliveries_nonce on deliveries (nonce) where nonce is not null;
	create index deliveries_source on deliveries (sha256) where sha256 is not null;
`;

export const SENDER_PROOF_SCHEMA = `
	alter table deliveries add column proof text not null default 'none';
`;

/** What was delivered to an organisation by itself, and what became of it. */
export function deliveries(database: Database) {
	const insert = database.prepare(
		`insert into deliveries (at_ms, sender, proof, recipient, outcome, reason, ticket, sha256, nonce)
		values (@atMs, @sender, @proof, @recipient, @outcome, @reason, @ticket, @sha256, @nonce)`
	);
	const prune = database.prepare<[number]>(
		'delete from deliveries where id <= (select max(id) from deliveries) - ?'
	);
	const byNonce = database.prepare<[string, number], DeliveryRow>(
		`select ${COLUMNS} from deliveries where nonce = ? and at_ms >= ? order by id limit 1`
	);
	const bySource = database.prepare<[string], DeliveryRow>(
		`select ${COLUMNS} from deliveries where sha256 = ? order by id limit 1`
	);
	const newest = database.prepare<[number], DeliveryRow>(
		`select ${COLUMNS} from deliveries order by id desc limit ?`
	);
	const one = database.prepare<[number], DeliveryRow>(
		`select ${COLUMNS} from deliveries where id = ?`
	);
	return {
		note: database.transaction((row: Omit<DeliveryRow, 'id'>) => {
			insert.run(row);
			prune.run(KEPT);
		}),
		/** The same request, if it has come since `sinceMs`. */
		withNonce: (nonce: string, sinceMs: number) => byNonce.get(nonce, sinceMs),
		/** A message that could not be taken in, with the same bytes. */
		withSource: (sha256: string) => bySource.get(sha256),
		newest: (limit: number): DeliveryRow[] => newest.all(limit),
		one: (id: number) => one.get(id)
	};
}
