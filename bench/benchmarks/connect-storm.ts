import { contentIn } from '../content/content.ts';
import { ratioAim, type Aim, type Bench, type Benchmark, type Row } from '../measure/benchmark.ts';
import { percentile, sleep } from '../measure/numbers.ts';
import { cpuSeconds, peakMegabytes } from '../measure/process-facts.ts';
import { busy, startGenerator, type Utilisation } from '../load/generator.ts';
import type { StormJob, StormResult } from '../load/storm.ts';
import type { Contender } from '../servers/contender.ts';

const SIZES = [50, 500, 1_000] as const;
const LIMIT_MS = 90_000;
/** What a server still does after the last client has all counts too. */
const REST_MS = 300;

const caseOf = (clients: number, resumed: boolean): string =>
	`${clients} ${resumed ? 'resumed' : 'new'}`;

async function storm(
	bench: Bench,
	contender: Contender,
	[clients, resumed]: readonly [number, boolean]
): Promise<Row> {
	const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
	const server = await contender.start(folder);
	try {
		const generator = startGenerator<StormJob, StormResult & Utilisation>('storm', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, clients),
			documents: content.documents,
			resumed,
			limitMs: LIMIT_MS
		});
		await generator.ready;
		const before = cpuSeconds(server.pid);
		generator.go();
		const result = await generator.result;
		await sleep(REST_MS);
		const cpu = cpuSeconds(server.pid) - before;
		generator.end();
		return {
			case: caseOf(clients, resumed),
			server: contender.name,
			figures: {
				'p50 ms': percentile(result.syncedMs, 0.5),
				'p95 ms': percentile(result.syncedMs, 0.95),
				'p99 ms': percentile(result.syncedMs, 0.99),
				'CPU s': cpu,
				'MB out': result.bytesIn / 1e6,
				'kB uploaded': result.uploaded / 1e3,
				'peak MB': peakMegabytes(server.pid),
				'generator %': busy(result) * 100,
				unsynced: clients - result.syncedMs.length
			}
		};
	} finally {
		await server.stop();
	}
}

function aimsOf(rows: readonly Row[]): Aim[] {
	const aims: Aim[] = [];
	for (const clients of SIZES) {
		for (const name of ['p99 ms', 'CPU s']) {
			aims.push(ratioAim(rows, caseOf(clients, false), name, 0.25));
			aims.push(ratioAim(rows, caseOf(clients, true), name, 0.6));
		}
	}
	for (const { case: what, server, figures } of rows) {
		if (server !== 'offhook') continue;
		const uploaded = figures['kB uploaded'] ?? NaN;
		aims.push({
			aim: `${what}: no uploads`,
			found: `${uploaded.toFixed(1)} kB`,
			isMet: uploaded === 0
		});
		const peak = figures['peak MB'] ?? NaN;
		if (what.startsWith('1000'))
			aims.push({ aim: `${what}: peak MB < 400`, found: peak.toFixed(0), isMet: peak < 400 });
	}
	return aims;
}

export const connectStorm: Benchmark = {
	name: 'connect-storm',
	title: 'clients × 5 documents right after a restart, until each has all',
	async run(bench) {
		const rows: Row[] = [];
		for (const clients of SIZES)
			for (const resumed of [false, true])
				for (const contender of bench.contenders) {
					bench.say(`${caseOf(clients, resumed)} clients, ${contender.name}`);
					rows.push(await storm(bench, contender, [clients, resumed]));
				}
		return { rows, aims: aimsOf(rows) };
	}
};
