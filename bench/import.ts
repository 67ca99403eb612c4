/**
 * How fast mail is imported, with a pipeline that accepts everything at once:
 * `node bench/import.ts [messages]`. The target is 10,000 messages in less than 60 s on two cores.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCEPTED } from '../src/lib/domain/judge/verdict.ts';
import { createMailParser } from '../sync-server/channels/mail/parse-pool.ts';
import { runImport } from '../sync-server/channels/mail/run-import.ts';
import { openSource } from '../sync-server/channels/mail/source.ts';
import { createDiskBlobs } from '../sync-server/persistence/blobs/disk-blobs.ts';
import { openImports } from '../sync-server/persistence/imports.ts';
import { corpus, toMbox } from '../tests/mail/fixtures/corpus.ts';

const count = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
try {
	const path = join(folder, 'a.mbox');
	writeFileSync(path, toMbox(corpus(count)));
	const id = '0'.repeat(26);
	const store = openImports(join(folder, 'imports.sqlite'));
	const facts = { kind: 'mbox', label: 'bench', uploaded: false, startedBy: '' } as const;
	store.create({ id, team: id, path, ...facts }, Date.now());
	const source = await openSource('mbox', path);
	const parser = createMailParser({ workers: 2 });
	const started = performance.now();
	const row = await runImport({
		id,
		org: id,
		store,
		source,
		parser,
		blobs: createDiskBlobs(join(folder, 'blobs')),
		submit: async (drafts) => drafts.map(() => ACCEPTED),
		now: Date.now,
		signal: new AbortController().signal
	});
	const seconds = (performance.now() - started) / 1000;
	const megabytes = source.totalBytes / 1e6;
	const memory = Math.round(process.memoryUsage().rss / 1e6);
	console.log(
		`${row.imported} messages, ${megabytes.toFixed(1)} MB, ${seconds.toFixed(1)} s, ` +
			`${Math.round(row.imported / seconds)}/s, ${memory} MB of memory`
	);
	await parser.close();
	await source.close();
	store.close();
} finally {
	rmSync(folder, { recursive: true });
}
