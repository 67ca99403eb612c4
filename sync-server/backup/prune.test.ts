import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../tests/support/org.ts';
import { laterFileName, laterFolder } from './later-files.ts';
import { backupName, type Backup } from './manifest.ts';
import { prune } from './prune.ts';

const DAY_MS = 86_400_000;
const day = (number: number) => Date.UTC(2026, 0, number);

function aPlace() {
	const { path, remove } = temporaryFolder();
	onTestFinished(remove);
	const folder = (name: string) => {
		mkdirSync(join(path, name), { recursive: true });
		return join(path, name);
	};
	const backup = (createdMs: number): Backup => {
		const name = backupName(createdMs);
		const manifest = { version: 1 as const, createdMs, orgs: [], databases: [], blobs: [] };
		return { folder: folder(name), name, manifest };
	};
	return { path, folder, backup };
}

it('[BK6] leaves of the later log what began since the oldest backup, and the file it lies in', async () => {
	const { path, backup } = aPlace();
	const org = 'anorg';
	const log = laterFolder(path, org);
	mkdirSync(log, { recursive: true });
	const began = [day(1), day(2), day(3) - 1, day(4), day(5)];
	for (const ms of began) writeFileSync(join(log, laterFileName(ms)), 'rows');
	await prune(path, [backup(day(3)), backup(day(3) + DAY_MS)], 2);
	expect(readdirSync(log)).toEqual(began.slice(2).map(laterFileName));
});

it('[BK6] takes away what was given up before the oldest backup, and no backup under way', async () => {
	const { path, folder, backup } = aPlace();
	const partial = (ms: number) => `${backupName(ms)}.partial`;
	for (const ms of [day(1), day(5)]) folder(partial(ms));
	await prune(path, [backup(day(3)), backup(day(4))], 1);
	expect(readdirSync(path).sort()).toEqual([backupName(day(4)), partial(day(5))]);
});
