import { richText, type RichText } from '#lib/domain/rich-text.ts';
import type { TextVersion } from '#lib/protocol/texts.ts';
import type { Database } from '../sqlite.ts';

interface VersionRow {
	readonly number: number;
	readonly name: string;
	readonly person: string;
	readonly at_ms: number;
}

/** As many versions of a text are kept; the oldest goes. */
const KEPT_VERSIONS = 50;

const toVersion = ({ at_ms: atMs, ...row }: VersionRow): TextVersion => ({ ...row, atMs });

/** The SQL of texts. */
export function createTextStore(database: Database) {
	const stmts = {
		targetOf: database.prepare<[string], { target: string }>(
			`SELECT target FROM registers WHERE key = ? AND key >= 'drafts/' AND key < 'drafts0'`
		),
		base: database.prepare<[string], { base: Buffer | null }>(
			'SELECT base FROM texts WHERE id = ?'
		),
		updates: database.prepare<[string], { bytes: Buffer }>(
			'SELECT bytes FROM text_updates WHERE text = ? ORDER BY seq'
		),
		clients: database.prepare<[string], { client: number; person: string }>(
			'SELECT client, person FROM text_clients WHERE text = ?'
		),
		touch: database.prepare(
			`INSERT INTO texts (id, changed_ms) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET changed_ms = excluded.changed_ms`
		),
		addUpdate: database.prepare(
			`INSERT INTO text_updates (text, seq, bytes)
			VALUES (@text, (SELECT coalesce(max(seq), 0) + 1 FROM text_updates WHERE text = @text), @bytes)`
		),
		addClient: database.prepare(
			'INSERT INTO text_clients (text, client, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
		),
		setBase: database.prepare('UPDATE texts SET base = ? WHERE id = ?'),
		dropUpdates: database.prepare('DELETE FROM text_updates WHERE text = ?')
	};

	return {
		/** The ticket whose reply a text is, or the article whose draft; undefined when nobody has begun such a text. */
		targetOf: (id: string): string | undefined => stmts.targetOf.get(`drafts/${id}`)?.target,
		/** What makes the text up, oldest first. */
		load: (id: string): Uint8Array[] => {
			const base = stmts.base.get(id)?.base;
			return [...(base ? [base] : []), ...stmts.updates.all(id).map(({ bytes }) => bytes)];
		},
		clients: (id: string): Map<number, string> =>
			new Map(stmts.clients.all(id).map(({ client, person }) => [client, person])),
		/** One update with who wrote it; `base` takes the place of all that was there before. */
		add: database.transaction(
			(
				id: string,
				update: {
					updates: readonly Uint8Array[];
					clients: readonly number[];
					person: string;
					nowMs: number;
				},
				base: Uint8Array | undefined
			) => {
				stmts.touch.run(id, update.nowMs);
				for (const client of update.clients) stmts.addClient.run(id, client, update.person);
				if (base === undefined) {
					for (const bytes of update.updates) stmts.addUpdate.run({ text: id, bytes });
					return;
				}
				stmts.setBase.run(base, id);
				stmts.dropUpdates.run(id);
			}
		),
		...createVersionStore(database)
	};
}

export type TextStore = ReturnType<typeof createTextStore>;

function createVersionStore(database: Database) {
	const stmts = {
		touch: database.prepare(
			'INSERT INTO texts (id, changed_ms) VALUES (?, ?) ON CONFLICT DO NOTHING'
		),
		versions: database.prepare<[string], VersionRow>(
			'SELECT number, name, person, at_ms FROM text_versions WHERE text = ? ORDER BY number DESC'
		),
		version: database.prepare<[string, number], { rich: string }>(
			'SELECT rich FROM text_versions WHERE text = ? AND number = ?'
		),
		addVersion: database.prepare(
			`INSERT INTO text_versions (text, number, name, person, at_ms, rich) VALUES (@text,
				(SELECT coalesce(max(number), 0) + 1 FROM text_versions WHERE text = @text),
				@name, @person, @atMs, @rich)`
		),
		dropOldVersions: database.prepare(
			`DELETE FROM text_versions WHERE text = @text AND number <=
				(SELECT max(number) FROM text_versions WHERE text = @text) - ${KEPT_VERSIONS}`
		)
	};

	return {
		versions: (id: string): TextVersion[] => stmts.versions.all(id).map(toVersion),
		version: (id: string, number: number): RichText | undefined => {
			const row = stmts.version.get(id, number);
			const rich = row && richText(JSON.parse(row.rich));
			return rich?.ok ? rich.value : undefined;
		},
		addVersion: database.transaction(
			(text: string, version: { name: string; person: string; atMs: number; rich: RichText }) => {
				stmts.touch.run(text, version.atMs);
				stmts.addVersion.run({ ...version, text, rich: JSON.stringify(version.rich) });
				stmts.dropOldVersions.run({ text });
			}
		)
	};
}
