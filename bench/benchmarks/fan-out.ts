import { contentIn } from '../content/content.ts';
import {
	bestPeer,
	figure,
	type Aim,
	type Bench,
	type Benchmark,
	type Row
} from '../measure/benchmark.ts';
import { cpuSeconds, peakMegabytes } from '../measure/process-facts.ts';
import { busy, startGenerator, type Utilisation } from '../load/generator.ts';
import type { FanOutJob, FanOutResult } from '../load/fan-out.ts';
import type { Contender } from '../servers/contender.ts';

interface Shape {
	readonly name: string;
	readonly clients: number;
	readonly writers: number;
	readonly perSecond: number;
	readonly seconds: number;
}

const TEAM: Shape = { name: '100/s to 200', clients: 200, writers: 20, perSecond: 5, seconds: 12 };
const CROWD: Shape = { name: '400/s to 500', clients: 500, writers: 80, perSecond: 5, seconds: 15 };
/** People notice nothing below this, whatever a peer does. */
const UNNOTICED_MS = 25;

type Result = FanOutResult & Utilisation;

async function fanOut(bench: Bench, contender: Contender, shape: Shape): Promise<Row> {
	const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
	const server = await contender.start(folder);
	const [team] = content.documents;
	if (team === undefined) throw new Error('there is no team');
	const job = (from: number, to: number, perSecond: number): FanOutJob => ({
		target: { protocol: server.protocol, url: server.url },
		people: content.people.slice(from, to),
		team,
		seconds: shape.seconds,
		perSecond,
		tickets: content.tickets
	});
	const { clients, writers } = shape;
	const jobs = [job(0, writers, shape.perSecond), job(writers, clients, 0)] as const;
	const generators = jobs.map((each) => startGenerator<FanOutJob, Result>('fan-out', each));
	try {
		await Promise.all(generators.map(({ ready }) => ready));
		const before = cpuSeconds(server.pid);
		for (const generator of generators) generator.go();
		const [wrote, read] = await Promise.all(generators.map(({ result }) => result));
		if (wrote === undefined || read === undefined) throw new Error('no result');
		const cpu = cpuSeconds(server.pid) - before;
		const deliveries = wrote.deliveries + read.deliveries;
		return {
			case: shape.name,
			server: contender.name,
			figures: {
				'p50 ms': read.p50,
				'p95 ms': read.p95,
				'p99 ms': read.p99,
				'screen p99 ms': read.screenP99,
				'first third p95': read.firstP95,
				'last third p95': read.lastP95,
				'drain ms': read.drainMs,
				'CPU s': cpu,
				'CPU µs/delivery': (cpu * 1e6) / deliveries,
				'delivered %': (100 * deliveries) / (wrote.changes * clients),
				'peak MB': peakMegabytes(server.pid),
				'readers %': busy(read) * 100,
				'writers %': busy(wrote) * 100
			}
		};
	} finally {
		for (const generator of generators) generator.end();
		await server.stop();
	}
}

function aimsOf(rows: readonly Row[]): Aim[] {
	const p99 = figure(rows, [TEAM.name, 'offhook', 'screen p99 ms']);
	const peer = bestPeer(rows, TEAM.name, 'screen p99 ms');
	const limit = Math.max(1.5 * (Number.isNaN(peer) ? 0 : peer), UNNOTICED_MS);
	const crowd = (name: string) => figure(rows, [CROWD.name, 'offhook', name]);
	const [first, last] = [crowd('first third p95'), crowd('last third p95')];
	return [
		{
			aim: `${TEAM.name}: screen p99 ≤ max(1.5× the best peer, 25 ms)`,
			found: `${p99.toFixed(1)} ms of ${limit.toFixed(1)} ms`,
			isMet: p99 <= limit
		},
		{
			aim: `${CROWD.name}: queues do not grow`,
			found: `p95 ${first.toFixed(0)} → ${last.toFixed(0)} ms, drained in ${crowd('drain ms').toFixed(0)} ms`,
			isMet: last <= Math.max(first * 1.5, UNNOTICED_MS) && crowd('drain ms') < 1_000
		}
	];
}

export const fanOutBenchmark: Benchmark = {
	name: 'fan-out',
	title: 'a change of one, until it is on the screens of the others',
	async run(bench) {
		const rows: Row[] = [];
		for (const contender of bench.contenders) {
			bench.say(`${TEAM.name}, ${contender.name}`);
			rows.push(await fanOut(bench, contender, TEAM));
		}
		const ours = bench.contenders.find(({ name }) => name === 'offhook');
		if (ours !== undefined) {
			bench.say(`${CROWD.name}, ${ours.name}`);
			rows.push(await fanOut(bench, ours, CROWD));
		}
		return { rows, aims: aimsOf(rows) };
	}
};
