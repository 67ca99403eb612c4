import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendToOutbox } from '#lib/documents/outbox-doc.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { aFolderOfWriters, killUnderLoad, type Writers } from '../support/killing.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { followReceipts } from '../support/receipts.ts';
import { stockClient, until, type TestPerson } from '../support/server.ts';
import { spawnServer } from '../support/spawned-server.ts';

const KILLS = 8;
const random = seededRandom(5);
let place: Writers;

beforeAll(async () => {
	place = await aFolderOfWriters();
});
afterAll(() => place.folder.remove());

describe('kill -9', () => {
	it(`[DU1] after a receipt loses nothing, ${KILLS} times`, { timeout: 120_000 }, async () => {
		expect(await killUnderLoad(place, KILLS, random)).toBeGreaterThanOrEqual(KILLS);
	});

	it('[DU2] a sync call is made before the receipt is sent', { timeout: 60_000 }, async () => {
		if (spawnSync('strace', ['-V']).status !== 0) {
			process.stderr.write('not run: strace is not installed\n');
			return;
		}
		const { folder, people, team } = place;
		const person = people[0] as TestPerson;
		const trace = join(folder.path, 'trace.txt');
		const calls = 'fsync,fdatasync,write,writev,sendto,sendmsg';
		await using server = await spawnServer(folder.path, [
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
		const client = stockClient(server, person, outboxName(device.device, 0));
		const receipts = followReceipts(client.provider);
		await client.synced();
		const before = readFileSync(trace, 'utf8').split('\n').length;
		const change = device.change('ticket.create', `ticket.${device.newId()}`, {
			team: team as TeamId,
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
	});
});
