import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { createOrgStore } from '../../sync-server/persistence/org/org-store.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

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

/** The command as a person runs it beside a server that lives in this process. */
function startImport(args: readonly string[], dataDir = folder.path) {
	const child = spawn(process.execPath, ['sync-server/cli.ts', 'import', ...args], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const words = { out: '', err: '' };
	child.stdout.on('data', (piece: Buffer) => (words.out += piece.toString()));
	child.stderr.on('data', (piece: Buffer) => (words.err += piece.toString()));
	const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...words }));
	return { child, words, ended };
}

function mboxOf(name: string, count: number): string {
	const path = join(folder.path, name);
	const mails = Array.from({ length: count }, (_, number) =>
		message(1, 'X: y\n').replaceAll('<m1@', `<${name}.${number}@`)
	);
	writeFileSync(path, mails.join(''));
	return path;
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

	it('waits for nobody: a command that works on the same files is named', async () => {
		const many = mboxOf('first.mbox', 700);
		const first = startImport(['mbox', many, '--org', slug, '--team', 'Support']);
		await until(() => first.words.out !== '');
		const second = await startImport(['mbox', mbox, '--org', slug, '--team', 'Support']).ended;
		expect(second.err).toContain('npm run import');
		expect(second.code).toBe(1);
		first.child.kill('SIGINT');
		const { out, code } = await first.ended;
		expect(out).toContain('Stopped. Run the same command again to go on from here.');
		expect(code).toBe(1);
	});

	it('is paused by the end of the server it goes through, and goes on without it', async () => {
		const server = await startServer(folder);
		const args = ['mbox', mboxOf('ended.mbox', 700), '--org', slug, '--team', 'Support'];
		const { words, ended } = startImport(args);
		await until(() => words.out !== '');
		await server.stop();
		expect(await ended).toMatchObject({
			code: 1,
			out: expect.stringContaining('Stopped.') as string
		});
		expect((await startImport(args).ended).out).toContain('700 messages imported');
	}, 60_000);

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

describe('npm run import beside a running server', () => {
	let test: TestServer;
	const support = () => ['--org', slug, '--team', 'Support'];
	beforeAll(async () => {
		test = await startServer(folder);
	});
	afterAll(() => test.stop());
	const targets = () => test.server.orgs.get(org).unit.store.targets('ticket').length;

	it('goes through it, and those who are connected see it at once', async () => {
		const before = targets();
		const done = await startImport(['mbox', mboxOf('live.mbox', 3), ...support()]).ended;
		expect(done).toMatchObject({ code: 0, err: '' });
		expect(done.out).toContain('3 messages imported, 0 known before, 0 not understood.');
		expect(targets()).toBe(before + 3);
	});

	it('says what is wrong as it does alone', async () => {
		const cases: [string[], string][] = [
			[['--org', slug, '--team', 'Sales'], 'There is: Support'],
			[['--org', 'nobody', '--team', 'Support'], 'no organisation "nobody"']
		];
		for (const [args, words] of cases) {
			const { code, err } = await startImport(['mbox', mbox, ...args]).ended;
			expect([code, err]).toEqual([1, expect.stringContaining(words)]);
		}
	});

	it('is stopped by Ctrl-C and by a closed terminal, and goes on when run again', async () => {
		const [path, before] = [mboxOf('long.mbox', 1_000), targets()];
		const stopped = startImport(['mbox', path, ...support()]);
		await until(() => stopped.words.out !== '');
		stopped.child.kill('SIGINT');
		const first = await stopped.ended;
		expect(first.out).toContain('Stopped. Run the same command again to go on from here.');
		expect(first.code).toBe(1);
		const gone = startImport(['mbox', path, ...support()]);
		await until(() => gone.words.out !== '');
		gone.child.kill('SIGKILL');
		await gone.ended;
		const last = await startImport(['mbox', path, ...support()]).ended;
		expect(last.out).toContain('1,000 messages imported');
		expect(targets()).toBe(before + 1_000);
	}, 60_000);

	it('is for those alone who may read the data folder', async () => {
		const note = join(folder.path, 'server.json');
		expect(statSync(note).mode & 0o077).toBe(0);
		const { orders } = JSON.parse(readFileSync(note, 'utf8')) as {
			orders: { path: string; secret: string };
		};
		const input = { kind: 'mbox', path: mbox, org: slug, team: 'Support' };
		const answerTo = async (line: string): Promise<string> => {
			const socket = connect({ path: orders.path });
			let heard = '';
			socket.on('data', (piece: Buffer) => (heard += piece.toString()));
			socket.on('error', () => undefined);
			socket.write(line);
			await new Promise((resolve) => socket.on('close', resolve));
			return heard;
		};
		const order = (secret: string, name: string) =>
			`${JSON.stringify({ secret, order: name, input })}\n`;
		expect(await answerTo(order('', 'import'))).toBe('');
		expect(await answerTo(order(orders.secret.slice(1), 'import'))).toBe('');
		expect(await answerTo('x'.repeat(200_000))).toBe('');
		expect(await answerTo(order(orders.secret, 'constructor'))).toContain('does not know');
		expect(test.errors).toEqual([]);
	});

	it('finds it in a folder whose name is too long for a socket', async () => {
		const path = join(folder.path, 'long'.repeat(40));
		mkdirSync(path);
		const other = await startServer({ path, remove: () => undefined });
		const { err } = await startImport(['mbox', mbox, ...support()], path).ended;
		await other.stop();
		expect(err).toContain('no organisation');
	});
});
