import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HeldEffectsAnswer } from '#lib/protocol/rest.ts';
import { newId, type TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { makeBackup } from '../../sync-server/backup/make-backup.ts';
import { listBackups } from '../../sync-server/backup/manifest.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { createDiskBlobs } from '../../sync-server/persistence/blobs/disk-blobs.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { openTestDesk } from '../support/desk.ts';
import { idsInLog } from '../support/killing.ts';
import { seededRandom, temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestPerson } from '../support/server.ts';

const random = seededRandom(51);

function cli(dataDir: string, ...args: string[]) {
	const run = spawnSync(process.execPath, ['sync-server/cli.ts', ...args], {
		env: { ...process.env, DATA_DIR: dataDir },
		encoding: 'utf8',
		timeout: 60_000
	});
	return { code: run.status, out: run.stdout, err: run.stderr };
}

async function aPlace() {
	const folder = temporaryFolder();
	onTestFinished(() => folder.remove());
	const test = await startServer(folder);
	const org = await anOrganisation(
		test,
		[{ role: 'org-admin' }, { role: 'agent' }, { role: 'agent' }],
		(ids) => [{ name: 'One', members: ids, supervisors: [] }]
	);
	const dataDir = folder.path;
	const backupDir = join(dataDir, 'backups');
	const parts = { dataDir, backupDir, keep: 3, now: Date.now };
	return { folder, test, org, team: org.teams[0] as TeamId, dataDir, backupDir, parts };
}

/** Work of one desk: a ticket and words in it; gives the ids of the changes. */
function work(desk: Desk, team: TeamId, words: string): string[] {
	const ticket = `ticket.${desk.newId()}` as const;
	const results = [
		desk.change('ticket.create', ticket, { team, subject: words }),
		desk.change('message.add', ticket, { kind: 'note', text: `${words}, a note` })
	];
	for (const { verdict } of results) expect(verdict).toEqual({ ok: true });
	return results.map(({ id }) => id);
}

/** What a desk shows of all tickets, in an order that does not depend on the device. */
function shown(desk: Desk, team: TeamId) {
	const rows = desk.ticketRows({ team });
	onTestFinished(() => rows.close());
	return async () => {
		await until(() => rows.state === 'ready' && rows.asOfMs === null && desk.waiting === 0);
		return [...rows.all().values()]
			.map(({ id, number, subject, pending }) => ({ id, number, subject, pending }))
			.sort((a, b) => (a.id < b.id ? -1 : 1));
	};
}

describe('a restore while clients are ahead of the backup', () => {
	it('[BK1] [BK2] [BK4] [EF1] ends with equal contents, and effects held', async () => {
		const place = await aPlace();
		const { test, org, team, dataDir } = place;
		const [admin, ...agents] = org.people as [TestPerson, TestPerson, TestPerson];
		const open = async (person: TestPerson, role: 'agent' | 'org-admin') => {
			const opened = await openTestDesk(test, person, role);
			onTestFinished(() => opened.device.close());
			await until(() => opened.desk.ready && opened.desk.connection.kind === 'connected');
			return opened.desk;
		};
		const desks = [await open(admin, 'org-admin')];
		for (const agent of agents) desks.push(await open(agent, 'agent'));
		const made: string[] = [];
		const everybodyWorks = (words: string) => {
			for (const [index, desk] of desks.entries())
				made.push(...work(desk, team, `${words} of ${index}`));
		};
		const settled = () => until(() => desks.every((desk) => desk.waiting === 0));

		everybodyWorks('before');
		await settled();
		// Work goes on while the backup is made.
		const backup = makeBackup(place.parts);
		for (let count = 0; count < 20; count += 1) {
			everybodyWorks(`meanwhile ${count}`);
			await new Promise((resolve) => setImmediate(resolve));
		}
		const { manifest } = await backup;
		await settled();
		everybodyWorks('after');
		const person = `person.${desks[0]?.newId() ?? ''}` as const;
		const created = desks[0]?.change('person.create', person, {
			name: 'New',
			role: 'agent',
			userName: 'new.one'
		});
		expect(created?.verdict.ok).toBe(true);
		await settled();
		const unit = test.server.orgs.get(org.org).unit;
		const saved = manifest.databases.find(({ path }) => path.startsWith('orgs/'))?.log?.seq ?? 0;
		const before = unit.store.lastSeq();
		expect(before).toBeGreaterThan(saved + 6);
		expect(unit.effects.count('held')).toBe(0);
		const port = Number(new URL(test.address).port);
		await test.stop();

		// The disk is lost with all that came after the backup: only devices have it now.
		for (const suffix of ['', '-wal', '-shm'])
			rmSync(orgFile(dataDir, org.org) + suffix, { force: true });
		rmSync(join(place.backupDir, 'log'), { recursive: true });
		everybodyWorks('while the server is away');
		const restored = cli(dataDir, 'restore', 'latest');
		expect([restored.err, restored.code]).toEqual(['', 0]);
		const again = await startServer(place.folder, port);
		onTestFinished(() => again.stop());
		await until(() => desks.every((desk) => desk.waiting === 0), 30_000);

		const read = desks.map((desk) => shown(desk, team));
		const lists = await Promise.all(read.map((list) => list()));
		expect(lists[0]?.length).toBe(made.length / 2);
		expect(lists[1]).toEqual(lists[0]);
		expect(lists[2]).toEqual(lists[0]);
		const held = await fetch(`${again.address}/api/held-effects`, {
			headers: { cookie: admin.cookie }
		});
		const { effects } = (await held.json()) as HeldEffectsAnswer;
		expect(effects.map(({ kind, target }) => [kind, target])).toEqual([['account.create', person]]);
		const decide = (what: string) =>
			fetch(`${again.address}/api/held-effects/${effects[0]?.id}/${what}`, {
				method: 'POST',
				headers: { cookie: admin.cookie, origin: again.address }
			});
		expect((await decide('release')).status).toBe(204);
		expect((await decide('drop')).status).toBe(404);
		expect(again.server.orgs.get(org.org).unit.effects.count('done')).toBeGreaterThan(0);
		const found = idsInLog({ folder: place.folder, org: org.org });
		expect(made.filter((id) => !found.has(id))).toEqual([]);
	});
});

describe('a restore', () => {
	it('[BK5] refuses to work under a server, and from a backup that was altered', async () => {
		const { test, org, dataDir, parts } = await aPlace();
		const { folder } = await makeBackup(parts);
		expect(cli(dataDir, 'restore', 'latest').err).toContain('Stop it first');
		await test.stop();
		const file = join(folder, 'orgs', `${org.org}.sqlite`);
		writeFileSync(file, random.bytes(new Uint8Array(9)), { flag: 'r+' });
		const { err, code } = cli(dataDir, 'restore', 'latest');
		expect(err).toContain(`${file} is not as it was when the backup was made`);
		expect(code).toBe(1);
		expect(existsSync(orgFile(dataDir, org.org))).toBe(true);
		expect(readdirSync(dataDir).some((name) => name.startsWith('re'))).toBe(false);
	});

	it('[BK3] [BK5] on a new machine has all, and asks everybody to sign in again', async () => {
		const { test, backupDir, parts, org, team } = await aPlace();
		const { folder } = await makeBackup(parts);
		const [person] = org.people as [TestPerson];
		const drafts = [1, 2, 3].map((count) => ({
			type: 'ticket.create' as const,
			target: `ticket.${newId(random.bytes)}` as const,
			body: { team, subject: `Ticket ${count}` }
		}));
		await submitAutomation(org.unit, '~import', drafts);
		await test.stop();
		// A new machine: there is nothing but the backups, and they lie elsewhere.
		const machine = temporaryFolder();
		const disk = temporaryFolder();
		onTestFinished(() => [machine, disk].forEach(({ remove }) => remove()));
		const moved = join(disk.path, 'copies');
		cpSync(backupDir, moved, { recursive: true });
		const restored = cli(machine.path, 'restore', join(moved, basename(folder)));
		expect(restored.err).toBe('');
		expect(restored.out).toContain('3 saved after it');
		expect(restored.out).toContain('Everybody signs in again');
		const again = await startServer(machine);
		onTestFinished(() => again.stop());
		const { cookie } = person;
		expect((await fetch(`${again.address}/api/session`, { headers: { cookie } })).status).toBe(401);
	});

	it('[BK3] [BK5] leaves sound logins as they are unless it is told to, and damaged files out', async () => {
		const { test, dataDir, backupDir, parts, org } = await aPlace();
		const blobs = createDiskBlobs(join(dataDir, 'blobs'));
		const { sha256 } = await blobs.put(org.org, Buffer.from('a picture'));
		await makeBackup(parts);
		await test.stop();
		rmSync(blobs.pathOf(org.org, sha256));
		writeFileSync(createDiskBlobs(join(backupDir, 'blobs')).pathOf(org.org, sha256), 'damaged');
		const kept = cli(dataDir, 'restore', 'latest');
		expect([kept.err, kept.code]).toEqual(['', 1]);
		expect(kept.out).toContain('missing from the backup');
		expect(kept.out).not.toContain('Everybody signs in again');
		expect(await blobs.read(org.org, sha256)).toBeUndefined();
		const old = cli(dataDir, 'restore', 'latest', '--with-logins');
		expect(old.out).toContain('Everybody signs in again');
	});

	it('[BK6] finds the newest backups kept, with what they need and nothing else', async () => {
		const { test, dataDir, backupDir, parts, org } = await aPlace();
		const blobs = createDiskBlobs(join(dataDir, 'blobs'));
		const saved = createDiskBlobs(join(backupDir, 'blobs'));
		const [gone, kept] = await Promise.all(
			['gone', 'kept'].map((text) => blobs.put(org.org, Buffer.from(text)))
		);
		const names = [(await makeBackup(parts)).folder];
		const { sha256 = '' } = gone ?? {};
		rmSync(join(dataDir, 'blobs', org.org, sha256.slice(0, 2), sha256.slice(2)));
		for (let count = 0; count < 2; count += 1) names.push((await makeBackup(parts)).folder);
		expect(await saved.read(org.org, sha256)).toEqual(Buffer.from('gone'));
		for (let count = 0; count < 2; count += 1) names.push((await makeBackup(parts)).folder);
		expect(listBackups(backupDir).map(({ folder }) => folder)).toEqual(names.slice(2));
		expect(await saved.read(org.org, sha256)).toBeUndefined();
		expect(await saved.read(org.org, kept?.sha256 ?? '')).toEqual(Buffer.from('kept'));
		rmSync(join(dataDir, 'blobs'), { recursive: true });
		await test.stop();
		expect(cli(dataDir, 'restore', names[4] ?? '')).toMatchObject({ code: 0 });
		expect(await blobs.read(org.org, kept?.sha256 ?? '')).toEqual(Buffer.from('kept'));
		expect(cli(dataDir, 'backup', '--list').out.trim().split('\n').length).toBe(3);
	});
});
