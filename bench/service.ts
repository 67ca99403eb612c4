// Run as a process of its own: what a new promise costs where many tickets are open.
// Usage: node service.ts <folder that content/make.ts has filled>; prints one line of JSON.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as Y from 'yjs';
import { ServiceLevels } from '../src/lib/domain/sla/service-levels.ts';
import { readTeamRows } from '../src/lib/documents/team-doc.ts';
import { promiseDemo } from '../sync-server/demo/promises.ts';
import { orgFile } from '../sync-server/orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../sync-server/persistence/sqlite.ts';
import { OrgUnit } from '../sync-server/pipeline/org-unit.ts';
import { ServiceWatch } from '../sync-server/service/service-watch.ts';
import type { Content } from './content/content.ts';

const [folder = ''] = process.argv.slice(2);
const content = JSON.parse(readFileSync(join(folder, 'content.json'), 'utf8')) as Content;
const defer = (run: () => void) => void setImmediate(run);
let planned = Promise.withResolvers<void>();
const unit = new OrgUnit({
	org: content.org,
	database: openDatabase(orgFile(join(folder, 'offhook'), content.org), ORG_MIGRATIONS),
	now: Date.now,
	defer,
	randomClient: () => randomInt(1, 0xffff_ffff),
	onCommit: (commit) => watch.look(commit)
});
const watch = new ServiceWatch({
	unit,
	now: Date.now,
	defer,
	report: (error) => {
		throw error;
	},
	onPlanned: () => planned.resolve()
});

interface Took {
	readonly ms: number;
	readonly cpuMs: number;
	/** For how long nobody else was served, in 999 of 1,000 turns. */
	readonly heldMs: number;
}

async function timed(work: () => void | Promise<void>): Promise<Took> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const [startedMs, before] = [performance.now(), process.cpuUsage()];
	await work();
	const { user, system } = process.cpuUsage(before);
	delay.disable();
	const cpuMs = (user + system) / 1_000;
	return { ms: performance.now() - startedMs, cpuMs, heldMs: delay.percentile(99.9) / 1e6 };
}

/** From a new promise until every open ticket has been planned by it. */
const recompute = (): Promise<Took> =>
	timed(async () => {
		planned = Promise.withResolvers<void>();
		await promiseDemo(unit);
		await planned.promise;
	});

/** What a device does with its rows when the promises change. */
function onDevice(): Promise<Took> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, readFileSync(content.documents[0]?.state ?? ''));
	const rows = [...readTeamRows(doc).values()];
	return timed(() => {
		const levels = new ServiceLevels(unit.world.directory.catalogue, unit.world.directory.teams);
		const measured = rows.filter((row) => levels.standing(row) !== null);
		if (measured.length !== content.tickets.length) throw new Error('a ticket has no clock');
	});
}

const [first, again] = [await recompute(), await recompute()];
console.log(JSON.stringify({ first, again, device: await onDevice() }));
watch.stop();
await unit.close();
