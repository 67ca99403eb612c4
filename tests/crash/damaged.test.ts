import { spawnSync } from 'node:child_process';
import {
	closeSync,
	copyFileSync,
	cpSync,
	existsSync,
	openSync,
	readdirSync,
	rmSync,
	statSync,
	truncateSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../sync-server/config.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase, StorageError } from '../../sync-server/persistence/sqlite.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { createServer, realSurroundings } from '../../sync-server/server.ts';
import { contentOf } from '../access/place.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { seededRandom, temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer } from '../support/server.ts';

const PAGE = 4_096;
const TRIALS = 40;
const random = seededRandom(31);
const good = temporaryFolder();
const place = temporaryFolder();
let org = '';
let slug = '';

function cli(...args: string[]) {
	const run = spawnSync(process.execPath, ['sync-server/cli.ts', ...args], {
		env: { ...process.env, DATA_DIR: place.path },
		encoding: 'utf8',
		timeout: 60_000
	});
	return { code: run.status, out: run.stdout, err: run.stderr };
}

beforeAll(async () => {
	const test = await startServer(good);
	const made = await anOrganisation(test, [{ role: 'org-admin' }, { role: 'agent' }], (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
	org = made.org;
	slug = test.server.platform.orgs.listReady()[0]?.slug ?? '';
	const team = made.teams[0] ?? '';
	for (let count = 0; count < 30; count += 1) {
		const { drafts } = contentOf(`long ${'words '.repeat(25)}${count}`.slice(0, 200), team, []);
		await submitAutomation(made.unit, '~import', drafts);
	}
	await test.stop();
});
afterAll(() => {
	good.remove();
	place.remove();
});

/** The good folder again, as it was. */
function fresh(): string {
	for (const name of readdirSync(place.path)) rmSync(join(place.path, name), { recursive: true });
	cpSync(good.path, place.path, { recursive: true });
	return orgFile(place.path, org);
}

function overwrite(path: string, offset: number, bytes: Uint8Array): void {
	const file = openSync(path, 'r+');
	writeSync(file, bytes, 0, bytes.length, offset);
	closeSync(file);
}

const garbage = (length: number) => random.bytes(new Uint8Array(length));

/** How a server starts on the folder: the sentence with which it refuses, or undefined. */
async function start(): Promise<string | undefined> {
	const env = { DATA_DIR: place.path, PORT: '0', HOST: '127.0.0.1', BACKUP_EVERY: '0' };
	let server: ReturnType<typeof createServer> | undefined;
	try {
		server = createServer(
			readConfig(env),
			realSurroundings(() => undefined)
		);
		await server.listen();
		return undefined;
	} catch (error) {
		if (error instanceof StorageError) return error.message;
		throw error;
	} finally {
		await server?.close();
	}
}

function isAsTheLogSays(): boolean {
	const database = openDatabase(orgFile(place.path, org), ORG_MIGRATIONS);
	try {
		const { differences, brokenAt } = verify(org, database);
		return differences.length === 0 && brokenAt === undefined;
	} finally {
		database.close();
	}
}

describe('a file that is damaged', () => {
	it('[DU4] is found at the start, whichever page of it was overwritten', async () => {
		const pages = statSync(orgFile(good.path, org)).size / PAGE;
		expect(pages).toBeGreaterThan(40);
		let found = 0;
		for (let trial = 0; trial < TRIALS; trial += 1) {
			const path = fresh();
			const page = trial === 0 ? 0 : Math.floor(random.next() * pages);
			overwrite(path, page * PAGE, trial % 4 === 3 ? new Uint8Array(PAGE) : garbage(PAGE));
			const refusal = await start();
			if (refusal === undefined) {
				// A page that nothing uses: all there is, is as it was.
				expect([page, isAsTheLogSays()]).toEqual([page, true]);
				continue;
			}
			found += 1;
			expect(refusal).toContain(path);
			expect(refusal).toContain('npm run restore -- latest');
		}
		expect(found).toBeGreaterThan(TRIALS / 2);
	});

	it.each<[string, (path: string) => void]>([
		['cut in the middle', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
		['cut to nothing', (path) => truncateSync(path, 0)],
		['gone', (path) => rmSync(path)],
		['without its first bytes', (path) => overwrite(path, 0, new Uint8Array(16))],
		['another file', (path) => copyFileSync('package.json', path)]
	])('[DU4] is found at the start when it is %s', async (_how, harm) => {
		const path = fresh();
		harm(path);
		expect(await start()).toContain(path);
		fresh();
		const platform = join(place.path, 'platform.sqlite');
		harm(platform);
		expect(await start()).toContain(platform);
	});

	it('[BK3] is replaced by one command, with what was saved after the backup', async () => {
		fresh();
		expect(cli('backup')).toMatchObject({ code: 0 });
		const test = await startServer({ path: place.path, remove: () => undefined });
		const { unit } = test.server.orgs.get(org);
		const [team = ''] = unit.world.directory.teams.keys();
		const { drafts } = contentOf('later', team, []);
		await submitAutomation(unit, '~import', drafts);
		const seq = unit.store.lastSeq();
		await test.stop();
		const path = orgFile(place.path, org);
		overwrite(path, 0, garbage(PAGE * 8));
		expect(await start()).toContain(path);
		const { code, out, err } = cli('restore', 'latest', '--org', slug);
		expect([code, err]).toEqual([0, '']);
		expect(out).toContain(`, ${drafts.length} saved after it.`);
		expect(isAsTheLogSays()).toBe(true);
		const database = openDatabase(path, ORG_MIGRATIONS);
		expect(database.prepare('SELECT max(seq) FROM changes').pluck().get()).toBe(seq);
		database.close();
		expect(await start()).toBeUndefined();
		const aside = readdirSync(place.path).find((name) => name.startsWith('replaced-')) ?? '';
		expect(existsSync(join(place.path, aside, 'orgs', `${org}.sqlite`))).toBe(true);
	});
});
