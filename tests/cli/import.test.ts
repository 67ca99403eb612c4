import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { createOrgStore } from '../../sync-server/persistence/org/org-store.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer } from '../support/server.ts';

const folder = temporaryFolder();
const mbox = join(folder.path, 'inbox.mbox');
let org = '';
let slug = '';

const message = (number: number, more = '') =>
	`From a@b.example Mon Jan  5 10:00:0${number} 2026\nFrom: Ann <ann@b.example>\n` +
	`Date: Mon, 5 Jan 2026 10:00:0${number} +0000\nMessage-ID: <m${number}@b.example>\n${more}` +
	`Subject: Broken lamp ${number}\n\nIt does not shine.\n\n`;

function runImport(args: readonly string[]) {
	const run = spawnSync(process.execPath, ['sync-server/cli.ts', 'import', ...args], {
		env: { ...process.env, DATA_DIR: folder.path },
		encoding: 'utf8',
		timeout: 60_000
	});
	return { code: run.status, out: run.stdout, err: run.stderr };
}

function tickets(): number {
	const database = openDatabase(orgFile(folder.path, org), ORG_MIGRATIONS);
	const count = createOrgStore(database).targets('ticket').length;
	database.close();
	return count;
}

beforeAll(async () => {
	const test = await startServer(folder);
	const made = await anOrganisation(test, [{ role: 'org-admin' }], (ids) => [
		{ name: 'Support', members: ids, supervisors: [] }
	]);
	org = made.org;
	slug = test.server.platform.orgs.byId(org)?.slug ?? '';
	await test.stop();
	const reply = 'In-Reply-To: <m1@b.example>\nReferences: <m1@b.example>\n';
	writeFileSync(mbox, `${message(1)}${message(2, reply)}${message(3)}`);
});
afterAll(() => folder.remove());

describe('npm run import', () => {
	it('makes tickets with threads of a file of mail, once', () => {
		const first = runImport(['mbox', mbox, '--org', slug, '--team', 'support']);
		expect(first.out).toContain('3 messages imported, 0 known before, 0 not understood.');
		expect(first.code).toBe(0);
		expect(tickets()).toBe(2);
		const second = runImport(['mbox', mbox, '--org', slug, '--team', 'Support']);
		expect(second.out).toContain('0 messages imported, 3 known before');
		expect(tickets()).toBe(2);
	});

	it('leaves the files of a running server alone', async () => {
		const test = await startServer(folder);
		const { code, err } = runImport(['mbox', mbox, '--org', slug, '--team', 'Support']);
		await test.stop();
		expect(err).toContain('A server runs on');
		expect(code).toBe(1);
	});

	it('says which organisations, teams and files there are not', () => {
		const good = ['--org', slug, '--team', 'Support'];
		const cases: [readonly string[], string][] = [
			[['mbox', mbox, '--org', slug, '--team', 'Sales'], 'There is: Support'],
			[['mbox', mbox, '--org', 'nobody', '--team', 'Support'], 'no organisation "nobody"'],
			[['mbox', join(folder.path, 'nothing.mbox'), ...good], 'no such file'],
			[['pst', mbox, ...good], 'npm run import -- mbox FILE'],
			[['mbox', mbox], 'npm run import -- mbox FILE']
		];
		for (const [args, words] of cases) {
			const { code, err } = runImport(args);
			expect(err).toContain(words);
			expect(code).toBe(1);
		}
	});
});
