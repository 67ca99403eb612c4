import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testOrg } from '../../tests/support/org.ts';
import { until } from '../../tests/support/server.ts';
import { copyDatabase, openToRead } from '../persistence/copy-database.ts';
import { createOrgStore, type LogRow, type OrgStore } from '../persistence/org/org-store.ts';
import { found } from '../pipeline/founding.ts';
import { listLater, readLastRow, readLater, rowsFollowing } from './later-files.ts';
import { LaterLog, LostChangesError } from './later-log.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
	for (const clean of cleanups.splice(0)) clean();
});

async function aLog() {
	const org = testOrg();
	cleanups.push(org.remove);
	const team = org.device(org.admin).newId();
	await found(org.unit, {
		name: 'Test',
		people: [{ id: org.admin, name: 'A', userName: 'a.a', email: null, role: 'org-admin' }],
		teams: [{ id: team, name: 'T', color: 0, members: [org.admin], supervisors: [] }]
	});
	const device = org.device(org.admin);
	const work = async (count: number): Promise<void> => {
		for (let index = 0; index < count; index += 1) {
			const body = { team: team as never, subject: `Ticket ${index}` };
			const change = device.change('ticket.create', `ticket.${device.newId()}`, body);
			await org.submitAs(org.unit, device, change);
		}
	};
	const folder = `${org.file}.log`;
	const reported: unknown[] = [];
	const timers: (() => void)[] = [];
	const open = (
		backedUp?: { seq: number; chain: Uint8Array | undefined },
		store: OrgStore = org.unit.store
	) =>
		new LaterLog({
			folder,
			store,
			backedUp: () => backedUp,
			now: org.clock.now,
			after: (_ms, run) => void timers.push(run),
			report: (error) => reported.push(error)
		});
	const all = () => org.unit.store.changesAfter(0, 10_000);
	const read = () => listLater(folder).reverse().map(readLater);
	return { ...org, work, folder, open, all, read, reported, timers };
}

const seqs = (rows: readonly LogRow[]) => rows.map(({ seq }) => seq);
const START = { seq: 0, chain: undefined };

describe('the later log', () => {
	it('[BK3] has each committed change once, over several starts', async () => {
		const log = await aLog();
		for (let start = 0; start < 3; start += 1) {
			const later = log.open();
			await log.work(4);
			later.committed();
			await later.close();
		}
		expect(log.read().flat().length).toBe(log.all().length);
		expect(rowsFollowing(START, log.read())).toEqual(log.all());
	});

	it('[BK3] finds its end, however long its rows are and whatever was torn off', async () => {
		const log = await aLog();
		await log.work(40);
		const later = log.open();
		later.committed();
		await later.close();
		const [file] = listLater(log.folder);
		if (file === undefined) throw new Error('there is no file');
		const rows = readLater(file);
		expect(readLastRow(file)).toEqual(rows.at(-1));
		appendFileSync(file.path, `torn ${'ä'.repeat(100_000)}`);
		expect(readLastRow(file)).toEqual(rows.at(-1));
		writeFileSync(file.path, '');
		expect(readLastRow(file)).toBeUndefined();
	});

	it('[BK3] goes on from the backup when it begins', async () => {
		const log = await aLog();
		await log.work(5);
		const last = log.all().at(-1);
		const backedUp = { seq: last?.seq ?? 0, chain: last?.chain };
		const later = log.open(backedUp);
		await log.work(2);
		await later.close();
		expect(seqs(log.read().flat())).toEqual([backedUp.seq + 1, backedUp.seq + 2]);
		expect(rowsFollowing(backedUp, log.read()).length).toBe(2);
	});

	it('[BK3] is read up to where it was cut or altered, and never beyond', async () => {
		const log = await aLog();
		const later = log.open();
		await log.work(6);
		await later.close();
		const [file] = listLater(log.folder);
		const path = file?.path ?? '';
		const lines = readFileSync(path, 'utf8').split('\n');
		writeFileSync(path, lines.slice(0, -2).join('\n') + (lines.at(-2) ?? '').slice(0, 90));
		expect(rowsFollowing(START, log.read()).length).toBe(log.all().length - 2);
		writeFileSync(path, lines.join('\n').replace('Ticket 3', 'Ticket 9'));
		const whole = lines.findIndex((line) => line.includes('Ticket 3'));
		expect(rowsFollowing(START, log.read()).length).toBe(whole);
	});

	it('[BK3] of two branches takes the newer one, and no row that does not fit', async () => {
		const log = await aLog();
		await log.work(3);
		const rows = log.all();
		const older = rows.slice(3);
		const strange = older.map((row) => ({ ...row, chain: Buffer.alloc(32) }));
		expect(rowsFollowing(START, [strange, rows])).toEqual(rows);
		expect(rowsFollowing(START, [strange, rows.slice(0, 3)])).toEqual(rows.slice(0, 3));
	});

	it('[BK3] tells when the database has lost what the log still has', async () => {
		const log = await aLog();
		await log.work(2);
		const shorter = `${log.file}.shorter`;
		await copyDatabase(log.file, shorter);
		const later = log.open();
		await log.work(3);
		await later.close();
		const database = openToRead(shorter);
		cleanups.push(() => database.close());
		const again = log.open(undefined, createOrgStore(database));
		await again.close();
		expect(log.reported).toEqual([new LostChangesError(3)]);
		const fine = log.open();
		await fine.close();
		expect(log.reported.length).toBe(1);
	});

	it('[BK3] begins anew from the backup where a restore has left another branch', async () => {
		const log = await aLog();
		await log.work(2);
		const restored = `${log.file}.restored`;
		await copyDatabase(log.file, restored);
		const last = log.all().at(-1);
		const backedUp = { seq: last?.seq ?? 0, chain: last?.chain };
		const before = log.open(backedUp);
		await log.work(2);
		await before.close();
		const { unit, device, submitAs, clock } = testOrg(2, restored);
		cleanups.push(() => void unit.close());
		clock.advance(1_000);
		unit.store.setMeta('restored_ms', String(clock.now()));
		const maker = device(log.admin);
		for (let count = 0; count < 3; count += 1) {
			const id = maker.newId();
			const body = { name: `Team ${count}`, color: 0, members: [], supervisors: [] };
			await submitAs(unit, maker, maker.change('team.create', `team.${id}`, body));
		}
		await log.open(backedUp, unit.store).close();
		expect(rowsFollowing(backedUp, log.read())).toEqual(
			unit.store.changesAfter(backedUp.seq, 10_000)
		);
		expect(log.reported).toEqual([]);
	});

	it('[BK3] tells once that it cannot be written, and goes on when it can', async () => {
		const log = await aLog();
		writeFileSync(log.folder, 'a file where the folder should be');
		const later = log.open();
		await log.work(2);
		const turn = async () => {
			for (const run of log.timers.splice(0)) run();
			for (let count = 0; count < 20; count += 1)
				await new Promise((resolve) => setImmediate(resolve));
		};
		for (let count = 0; count < 3; count += 1) await turn();
		expect(log.reported.length).toBe(1);
		rmSync(log.folder);
		mkdirSync(log.folder);
		for (const run of log.timers.splice(0)) run();
		await until(() => log.read().flat().length === log.all().length);
		await later.close();
		expect(rowsFollowing(START, log.read())).toEqual(log.all());
		appendFileSync(join(log.folder, 'notes.txt'), 'nothing of ours');
		expect(listLater(log.folder).length).toBe(1);
	});
});
