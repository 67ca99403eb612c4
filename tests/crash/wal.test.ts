import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { seededRandom, temporaryFolder, testOrg } from '../support/org.ts';

const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const RANDOM_CUTS = 60;
const random = seededRandom(23);
const folder = temporaryFolder();
const main = join(folder.path, 'main.sqlite');
const scratch = join(folder.path, 'scratch.sqlite');
let org = '';
let wal: Buffer;
let frameBytes = 0;
/** The log after each commit, by the length the write-ahead log then had. */
const commits: { readonly walBytes: number; readonly changes: number }[] = [];

beforeAll(async () => {
	const made = testOrg(9, join(folder.path, 'live.sqlite'));
	const database = openDatabase(made.file, ORG_MIGRATIONS);
	database.pragma('wal_checkpoint(TRUNCATE)');
	copyFileSync(made.file, main);
	const changes = () => Number(database.prepare('SELECT count(*) FROM changes').pluck().get());
	const note = () =>
		commits.push({ walBytes: readFileSync(`${made.file}-wal`).length, changes: changes() });
	const team = made.device(made.admin).newId();
	await found(made.unit, {
		name: 'Test',
		people: [{ id: made.admin, name: 'A', userName: 'a.a', email: null, role: 'org-admin' }],
		teams: [{ id: team, name: 'T', color: 0, members: [made.admin], supervisors: [] }]
	});
	note();
	const device = made.device(made.admin);
	for (let count = 0; count < 12; count += 1) {
		const ticket = `ticket.${device.newId()}` as const;
		await made.submitAs(
			made.unit,
			device,
			device.change('ticket.create', ticket, { team: team as never, subject: `Ticket ${count}` }),
			device.change('message.add', ticket, { kind: 'note', text: 'words '.repeat(50) })
		);
		note();
	}
	wal = readFileSync(`${made.file}-wal`);
	frameBytes = FRAME_HEADER + wal.readUInt32BE(8);
	org = made.org;
	database.close();
	await made.unit.close();
});
afterAll(() => folder.remove());

/** Opens the main file with these bytes as its write-ahead log, as a start after a crash does. */
function changesWith(bytes: Uint8Array): number {
	copyFileSync(main, scratch);
	writeFileSync(`${scratch}-wal`, bytes);
	writeFileSync(`${scratch}-shm`, '');
	const database = openDatabase(scratch, ORG_MIGRATIONS);
	try {
		expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
		const { differences, brokenAt, changes } = verify(org, database);
		expect(differences).toEqual([]);
		expect(brokenAt).toBeUndefined();
		return changes;
	} finally {
		database.close();
	}
}

/** What was whole on the disk before this byte. */
const wholeBefore = (offset: number): number =>
	commits.findLast(({ walBytes }) => walBytes <= offset)?.changes ?? 0;

const frames = () =>
	Array.from(
		{ length: (wal.length - WAL_HEADER) / frameBytes + 1 },
		(_, index) => WAL_HEADER + index * frameBytes
	);
const randomOffsets = () =>
	Array.from({ length: RANDOM_CUTS }, () => Math.floor(random.next() * wal.length));

describe('a write-ahead log after a crash', () => {
	it('[DU3] is made of commits of several frames', () => {
		expect(commits.length).toBe(13);
		expect(commits.at(-1)?.walBytes).toBe(wal.length);
		expect(frames().length).toBeGreaterThan(commits.length * 3);
	});

	it('[DU3] cut at every border of a frame, and anywhere, has every whole commit', () => {
		for (const offset of [0, 7, WAL_HEADER, ...frames(), ...randomOffsets()])
			expect([offset, changesWith(wal.subarray(0, offset))]).toEqual([offset, wholeBefore(offset)]);
	});

	it('[DU3] torn or overwritten anywhere, has every commit before that', () => {
		for (const offset of randomOffsets()) {
			const torn = Buffer.from(wal);
			const length = 1 + Math.floor(random.next() * 5_000);
			for (let at = offset; at < Math.min(offset + length, torn.length); at += 1)
				torn[at] = Math.floor(random.next() * 256);
			expect([offset, changesWith(torn)]).toEqual([offset, wholeBefore(offset)]);
		}
	});

	it('[DU3] followed by what was never written, has every commit', () => {
		const garbage = random.bytes(new Uint8Array(frameBytes * 3));
		expect(changesWith(Buffer.concat([wal, garbage]))).toBe(wholeBefore(wal.length));
		expect(changesWith(Buffer.concat([wal, wal.subarray(WAL_HEADER)]))).toBe(
			wholeBefore(wal.length)
		);
	});
});
