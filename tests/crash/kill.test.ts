import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendToOutbox, isSettled, readOutbox } from '#lib/documents/outbox-doc.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { PaperDevice, seededRandom, temporaryFolder } from '../support/org.ts';
import { followReceipts } from '../support/receipts.ts';
import {
	anOrganisation,
	startServer,
	stockClient,
	until,
	type TestPerson,
	type TestServer
} from '../support/server.ts';
import { spawnServer } from '../support/spawned-server.ts';

const KILLS = 20;
const folder = temporaryFolder();
const random = seededRandom(5);
let person: TestPerson;
let team: TeamId;

beforeAll(async () => {
	const test = await startServer(folder);
	const org = await anOrganisation(test, [{ role: 'agent' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [] }
	]);
	person = org.people[0] as TestPerson;
	team = org.teams[0] as TeamId;
	await test.stop();
});
afterAll(() => folder.remove());

const asTest = (spawned: { address: string; socketUrl: string }) =>
	spawned as unknown as TestServer;

function idsInLog(): Set<string> {
	const database = openDatabase(orgFile(folder.path, person.org), ORG_MIGRATIONS);
	const rows = database.prepare<[], { id: string }>('SELECT id FROM changes').all();
	expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
	expect(verify(person.org, database).differences).toEqual([]);
	database.close();
	return new Set(rows.map(({ id }) => id));
}

describe('kill -9', () => {
	it(`[DU1] after a receipt loses nothing, ${KILLS} times`, { timeout: 120_000 }, async () => {
		const receipted = new Set<string>();
		for (let round = 0; round < KILLS; round += 1) {
			const server = await spawnServer(folder.path);
			const device = new PaperDevice(person.id, random, Date.now);
			const doc = new Y.Doc();
			const client = stockClient(asTest(server), person, outboxName(device.device, 0), doc);
			const receipts = followReceipts(client.provider);
			await client.synced();
			const killAfter = 1 + Math.floor(random.next() * 60);
			for (let sent = 0; sent < 80; sent += 1) {
				const change = device.change('ticket.create', `ticket.${device.newId()}`, {
					team,
					subject: `Round ${round}, ${sent}`
				});
				appendToOutbox(doc, [change], 'test');
				if (sent % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
			}
			const settled = () => readOutbox(doc).filter((entry) => isSettled(entry, receipts.vector()));
			await until(() => settled().length >= killAfter);
			await server.kill('SIGKILL');
			for (const { change } of settled()) receipted.add(change.id);
			client.destroy();
		}
		const found = idsInLog();
		expect([...receipted].filter((id) => !found.has(id))).toEqual([]);
		expect(receipted.size).toBeGreaterThanOrEqual(KILLS);
	});

	it('[DU2] a sync call is made before the receipt is sent', { timeout: 60_000 }, async () => {
		if (spawnSync('strace', ['-V']).status !== 0) {
			process.stderr.write('not run: strace is not installed\n');
			return;
		}
		const trace = join(folder.path, 'trace.txt');
		const calls = 'fsync,fdatasync,write,writev,sendto,sendmsg';
		const server = await spawnServer(folder.path, [
			'strace',
			// The tracer is a grandchild, so that killing the child kills the server.
			'-D',
			'-f',
			'-y',
			'-e',
			`trace=${calls}`,
			'-o',
			trace
		]);
		const device = new PaperDevice(person.id, random, Date.now);
		const client = stockClient(asTest(server), person, outboxName(device.device, 0));
		const receipts = followReceipts(client.provider);
		await client.synced();
		const before = readFileSync(trace, 'utf8').split('\n').length;
		const change = device.change('ticket.create', `ticket.${device.newId()}`, {
			team,
			subject: 'x'
		});
		appendToOutbox(client.doc, [change], 'test');
		await until(() => receipts.vector().size > 0);
		// The answer to the handshake may still be on its way, so what counts is the last thing sent.
		await until(() => {
			const lines = readFileSync(trace, 'utf8')
				.split('\n')
				.slice(before - 1);
			const synced = lines.findIndex((line) => /f(data)?sync\(\d+<[^>]*sqlite-wal>/.test(line));
			const sent = lines.findLastIndex((line) =>
				/(write|writev|sendto|sendmsg)\(\d+<(socket|TCP)/.test(line)
			);
			return synced >= 0 && sent > synced;
		});
		client.destroy();
		await server.kill('SIGKILL');
	});
});
