import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { createOrgStore } from '../../sync-server/persistence/org/org-store.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { readLogRow, toLogRow } from '../../sync-server/pipeline/record.ts';
import { temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer, until } from '../support/server.ts';
import { spawnServer } from '../support/spawned-server.ts';

const folder = temporaryFolder();
const log = join(folder.path, 'collected.log');
let org = '';

function cli(...args: readonly string[]) {
	const env = { ...process.env, DATA_DIR: folder.path };
	const run = spawnSync(process.execPath, ['sync-server/cli.ts', ...args], {
		env,
		encoding: 'utf8',
		timeout: 60_000
	});
	return { code: run.status, out: run.stdout, err: run.stderr };
}

beforeAll(async () => {
	const test = await startServer(folder);
	const made = await anOrganisation(test, [{ role: 'org-admin' }, { role: 'agent' }], (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
	org = made.org;
	await test.stop();
	let told = '';
	await using server = await spawnServer(folder.path, [], (text) => (told += text));
	await until(() => told.includes('audit head'));
	await server.kill('SIGTERM');
	// As a collector keeps it, among other lines.
	const lines = told.split('\n').map((line) => `Nov 22 desk offhook[7]: ${line}`);
	writeFileSync(log, ['audit head {', ...lines, 'cut off: {"event":"audit'].join('\n'));
});
afterAll(() => folder.remove());

/** Writes the log anew from one row on, as somebody would who knows how it is made. */
function forge(change: (body: string) => string, cut = false): void {
	const database = openDatabase(orgFile(folder.path, org), ORG_MIGRATIONS);
	const store = createOrgStore(database);
	const rows = [...store.log()];
	let chain: Uint8Array | undefined;
	for (const row of rows) {
		const forged = { ...row, body: change(row.body) };
		const made = toLogRow(readLogRow(forged), row.device, chain);
		chain = made.chain;
		database
			.prepare('UPDATE changes SET body = ?, body_hash = ?, chain = ? WHERE seq = ?')
			.run(made.body, made.body_hash, made.chain, row.seq);
	}
	if (cut) database.prepare('DELETE FROM changes WHERE seq = ?').run(rows.at(-1)?.seq);
	database.close();
}

describe('a log that was written anew, with all its hashes', () => {
	it('[RB6] fits while nobody has', () => {
		const { code, out } = cli('verify', '--heads', log);
		expect(out).toContain('It has what the server said of it at 1 time.');
		expect(code).toBe(0);
	});

	it('[RB6] is found by what the server has told of it', () => {
		forge((body) => body.replace('"agent"', '"supervisor"'));
		expect(cli('rebuild').code).toBe(0);
		expect(cli('verify').out).toContain('All is well');
		const { code, out } = cli('verify', '--heads', log);
		expect(out).toMatch(/Row \d+ of the log is not what it was on \d{4}-/);
		expect(code).toBe(1);
	});

	it('[RB6] is found where its end is missing, too', () => {
		forge((body) => body.replace('"supervisor"', '"agent"'));
		forge((body) => body, true);
		expect(cli('verify', '--heads', log).out).toMatch(/Row \d+ of the log is not what it was/);
	});

	it('says which file it cannot read', () => {
		const { code, err } = cli('verify', '--heads', join(folder.path, 'none.log'));
		expect(err).toContain('After --heads comes a file');
		expect(code).not.toBe(0);
	});
});
