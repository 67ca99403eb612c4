import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listBackups } from '../../sync-server/backup/manifest.ts';
import { startSchedule } from '../../sync-server/backup/schedule.ts';
import { MachineError } from '../../sync-server/machine-error.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { handClock, temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer, until } from '../support/server.ts';

const HOUR_MS = 3_600_000;

async function aSchedule(dir: (dataDir: string) => string) {
	const folder = temporaryFolder();
	const test = await startServer(folder);
	const { org } = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
	await test.stop();
	const clock = handClock(Date.now());
	const timers: (() => void)[] = [];
	const reported: unknown[] = [];
	const backup = { dir: dir(folder.path), everyHours: 24, keep: 2 };
	const schedule = startSchedule({
		config: { dataDir: folder.path, backup },
		isSetUp: () => true,
		now: clock.now,
		after: (_ms, run) => void timers.push(run),
		report: (error) => reported.push(error)
	});
	onTestFinished(async () => {
		await schedule.close();
		folder.remove();
	});
	const look = () => {
		for (const run of timers.splice(0)) run();
	};
	return { dataDir: folder.path, org, backup, clock, look, reported };
}

describe('backups that the server makes by itself', () => {
	it('[BK6] are made when they are due, and not before', async () => {
		const { backup, clock, look, reported } = await aSchedule((dataDir) =>
			join(dataDir, 'backups')
		);
		const count = () => listBackups(backup.dir).length;
		look();
		await until(() => count() === 1);
		clock.advance(23 * HOUR_MS);
		look();
		clock.advance(2 * HOUR_MS);
		// The process of the first one may not have ended yet; the server looks again later.
		await until(() => {
			look();
			return count() === 2;
		});
		expect(reported).toEqual([]);
	});

	it('[BK1] leave nothing half made when they fail, and the reason is told', async () => {
		const place = await aSchedule((dataDir) => join(dataDir, 'backups'));
		writeFileSync(orgFile(place.dataDir, place.org), 'not a database any more', { flag: 'w' });
		place.look();
		await until(() => place.reported.length === 1);
		expect(place.reported[0]).toBeInstanceOf(MachineError);
		expect(String(place.reported[0])).toMatch(/no backup was made: .*\.sqlite is damaged/);
		expect(listBackups(place.backup.dir)).toEqual([]);
	});

	it('[BK1] that cannot be made because their disk is away stop nothing else', async () => {
		const place = await aSchedule((dataDir) => join(dataDir, 'a-file', 'backups'));
		writeFileSync(join(place.dataDir, 'a-file'), '');
		place.look();
		place.look();
		await until(() => place.reported.length >= 1);
		rmSync(join(place.dataDir, 'a-file'));
		await until(() => {
			place.look();
			return existsSync(place.backup.dir) && listBackups(place.backup.dir).length === 1;
		});
	});
});
