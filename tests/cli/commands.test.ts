import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer } from '../support/server.ts';
import { spawnServer } from '../support/spawned-server.ts';

const folder = temporaryFolder();
let org = '';

function cli(args: readonly string[], dataDir = folder.path) {
	const env = { ...process.env, DATA_DIR: dataDir };
	const run = spawnSync(process.execPath, ['sync-server/cli.ts', ...args], {
		env,
		encoding: 'utf8',
		timeout: 60_000
	});
	return { code: run.status, out: run.stdout, err: run.stderr };
}

beforeAll(async () => {
	const test = await startServer(folder);
	const made = await anOrganisation(
		test,
		[{ role: 'org-admin', userName: 'p0.name' }, { role: 'agent' }],
		(ids) => [{ name: 'One', members: ids, supervisors: [] }]
	);
	org = made.org;
	await test.stop();
});
afterAll(() => folder.remove());

describe('the commands of the terminal', () => {
	it('finds good data good, and says what it has read', () => {
		const { code, out } = cli(['verify']);
		expect(out).toMatch(/All is well: \d+ changes, \d+ registers, \d+ documents\./);
		expect(code).toBe(0);
	});

	it('tells what differs, and a rebuild puts it right', () => {
		const database = openDatabase(orgFile(folder.path, org), ORG_MIGRATIONS);
		database.prepare(`UPDATE registers SET value = '"Two"' WHERE value = '"One"'`).run();
		database.close();
		const bad = cli(['verify']);
		expect(bad.out).toContain('the log says');
		expect(bad.out).toContain('npm run rebuild -- --org');
		expect(bad.code).toBe(1);
		const rebuilt = cli(['rebuild']);
		expect(rebuilt.out).toMatch(/\d+ documents made anew/);
		expect(rebuilt.code).toBe(0);
		expect(cli(['verify']).code).toBe(0);
	});

	it('does not rebuild under a running server, but verifies beside it', async () => {
		const test = await startServer(folder);
		const refused = cli(['rebuild']);
		const verified = cli(['verify']);
		await test.stop();
		expect(refused.err).toContain(`Process ${process.pid}`);
		expect(refused.code).toBe(1);
		expect(verified.code).toBe(0);
		expect(existsSync(join(folder.path, 'server.json'))).toBe(false);
	});

	it('takes no notice of a server that died, though its number lives on', async () => {
		const server = await spawnServer(folder.path);
		expect(cli(['rebuild']).err).toContain(`Process ${server.pid}`);
		await server.kill('SIGKILL');
		const note = join(folder.path, 'server.json');
		expect(JSON.parse(readFileSync(note, 'utf8'))).toMatchObject({ pid: server.pid });
		writeFileSync(note, JSON.stringify({ pid: process.pid, address: 'http://127.0.0.1:1' }));
		expect(cli(['rebuild']).code).toBe(0);
		writeFileSync(note, JSON.stringify({ pid: process.pid, address: 'http://127.0.0.1:1' }));
		const next = await spawnServer(folder.path);
		const second = spawnSync(process.execPath, ['sync-server/main.ts'], {
			env: { ...process.env, DATA_DIR: folder.path, PORT: '0' },
			encoding: 'utf8',
			timeout: 60_000
		});
		await next.kill('SIGTERM');
		expect(second.stderr).toContain(`process ${next.pid}`);
		expect(second.status).toBe(1);
	});

	it('gives back the way in to somebody who has lost their password, server or not', async () => {
		const [first, second] = [
			cli(['reset-password', 'P0.NAME']),
			cli(['reset-password', 'p0.name'])
		];
		expect([first.code, second.code]).toEqual([0, 0]);
		const server = await spawnServer(folder.path);
		const third = cli(['reset-password', 'p0.name']);
		const links = [first, second, third].map(({ out }) => /\/reset\/\S+/.exec(out)?.[0] ?? '');
		const url = (path: string) => `${server.address}/api${path}`;
		const statuses = await Promise.all(links.map(async (path) => (await fetch(url(path))).status));
		expect(statuses).toEqual([404, 404, 200]);
		expect(third.out).toContain(new URL(server.address).port);
		const post = async (path: string, body: object) => {
			const headers = { 'content-type': 'application/json', origin: server.address };
			return fetch(url(path), { method: 'POST', headers, body: JSON.stringify(body) });
		};
		const tries = Array.from({ length: 11 }, () => ({ name: 'p0.name', password: 'wrong' }));
		for (const wrong of tries) await post('/sign-in', wrong);
		const password = 'a new long password';
		const locked = await post('/sign-in', { name: 'p0.name', password });
		expect(locked.status).toBe(429);
		const path = /\/reset\/\S+/.exec(cli(['reset-password', 'p0.name']).out)?.[0] ?? '';
		expect((await post(path, { password })).status).toBe(204);
		expect((await post('/sign-in', { name: 'p0.name', password })).status).toBe(200);
		await server.kill('SIGTERM');
	});

	it('makes another organisation beside the running server, for somebody new or known', async () => {
		const server = await spawnServer(folder.path);
		const url = (path: string) => `${server.address}/api${path}`;
		const post = async (path: string, body: object, cookie = '') => {
			const headers = { 'content-type': 'application/json', origin: server.address, cookie };
			return fetch(url(path), { method: 'POST', headers, body: JSON.stringify(body) });
		};
		const made = cli(['add-organisation', 'Harbor', '--admin', 'rosa', '--full-name', 'Rosa Lund']);
		expect(made.out).toContain('Harbor is there, and rosa administers it.');
		const link = /\/reset\/\S+/.exec(made.out)?.[0] ?? '';
		const password = 'a long password of rosa';
		expect((await post(link, { password })).status).toBe(204);
		const signedIn = await post('/sign-in', { name: 'rosa', password });
		expect(await signedIn.json()).toMatchObject({
			org: { name: 'Harbor' },
			person: { name: 'Rosa Lund', role: 'org-admin' },
			login: { isPlatformAdmin: false }
		});
		const second = cli(['add-organisation', 'Mill', '--admin', 'rosa']);
		expect(second.code).toBe(0);
		expect(second.out).not.toContain('/reset/');
		const again = await post('/sign-in', { name: 'rosa', password });
		const who = (await again.json()) as { memberships: { orgName: string }[] };
		expect(who.memberships.map(({ orgName }) => orgName).sort()).toEqual(['Harbor', 'Mill']);
		await server.kill('SIGTERM');
	});

	it('says what it needs when it cannot do what is asked', () => {
		const empty = temporaryFolder();
		const cases: [readonly string[], string, string][] = [
			[['verify', '--org', 'nobody'], folder.path, 'no organisation "nobody"'],
			[['verify', '--nonsense'], folder.path, '--org SLUG'],
			[['verify'], empty.path, 'DATA_DIR'],
			[['reset-password'], folder.path, 'npm run reset-password -- NAME'],
			[['reset-password', 'nobody'], folder.path, 'Nobody signs in as "nobody"'],
			[['reset-password', 'nobody'], empty.path, 'DATA_DIR'],
			[['add-organisation', 'Mill'], folder.path, 'npm run add-organisation -- NAME'],
			[['add-organisation', 'Mill', '--admin', 'a b'], folder.path, 'must be a user name'],
			[['add-organisation', 'Mill', '--admin', 'ada'], folder.path, 'Start it'],
			[['dance'], folder.path, 'npm run verify']
		];
		for (const [args, dataDir, words] of cases) {
			const { code, err } = cli(args, dataDir);
			expect(err).toContain(words);
			expect(err).not.toContain('    at ');
			expect(code).toBe(1);
		}
		empty.remove();
	});
});
