import { contentIn, type Content } from '../content/content.ts';
import { figure, type Aim, type Benchmark, type Row } from '../measure/benchmark.ts';
import { sleep } from '../measure/numbers.ts';
import { peakMegabytes, residentMegabytes } from '../measure/process-facts.ts';
import { startGenerator, type Utilisation } from '../load/generator.ts';
import type { StormJob, StormResult } from '../load/storm.ts';
import type { VisitJob, VisitResult } from '../load/visit.ts';
import type { Running } from '../servers/contender.ts';

const ROUNDS = 3;
const VISITORS = 100;
const CLIENTS = 1_000;
/** Long enough for the collector to have been around. */
const REST_MS = 5_000;
const IDLE_LIMIT_MB = 150;
const CLIENTS_LIMIT_MB = 400;
/** Growth from one round to the next that counts as none. */
const SLOPE = 0.05;

type Measure = (what: string) => Promise<void>;

async function visits(server: Running, content: Content, measure: Measure): Promise<void> {
	for (let round = 1; round <= ROUNDS; round += 1) {
		const generator = startGenerator<VisitJob, VisitResult & Utilisation>('visit', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, VISITORS),
			tickets: content.tickets
		});
		await generator.ready;
		generator.go();
		await generator.result;
		generator.end();
		await measure(`round ${round}`);
	}
}

async function crowd(server: Running, content: Content, measure: Measure): Promise<void> {
	const generator = startGenerator<StormJob, StormResult & Utilisation>('storm', {
		target: { protocol: server.protocol, url: server.url },
		people: content.people.slice(0, CLIENTS),
		documents: content.documents,
		resumed: false,
		limitMs: 60_000
	});
	await generator.ready;
	generator.go();
	await generator.result;
	await measure(`${CLIENTS} clients`);
	generator.end();
}

function aimsOf(rows: readonly Row[]): Aim[] {
	const resident = (what: string) => figure(rows, [what, 'offhook', 'resident MB']);
	const [idle, peak] = [
		resident('idle'),
		figure(rows, [`${CLIENTS} clients`, 'offhook', 'peak MB'])
	];
	const growth = resident(`round ${ROUNDS}`) / resident(`round ${ROUNDS - 1}`) - 1;
	return [
		{
			aim: `idle: less than ${IDLE_LIMIT_MB} MB`,
			found: `${idle.toFixed(0)} MB`,
			isMet: idle < IDLE_LIMIT_MB
		},
		{
			aim: `round ${ROUNDS}: no growth over the one before`,
			found: `${(growth * 100).toFixed(1)} %`,
			isMet: growth <= SLOPE
		},
		{
			aim: `${CLIENTS} clients: peak less than ${CLIENTS_LIMIT_MB} MB`,
			found: `${peak.toFixed(0)} MB`,
			isMet: peak < CLIENTS_LIMIT_MB
		}
	];
}

export const memoryBenchmark: Benchmark = {
	name: 'memory',
	title: `idle, after rounds in which ${VISITORS} people open, change and close 2,000 tickets, with ${CLIENTS} clients`,
	async run(bench) {
		const contender = bench.contenders.find(({ name }) => name === 'offhook');
		if (contender === undefined) return { rows: [], aims: [] };
		const rows: Row[] = [];
		const stages = [visits, crowd];
		for (const stage of stages) {
			const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
			const server = await contender.start(folder);
			const measure: Measure = async (what) => {
				bench.say(what);
				await sleep(REST_MS);
				const figures = {
					'resident MB': residentMegabytes(server.pid),
					'peak MB': peakMegabytes(server.pid)
				};
				rows.push({ case: what, server: 'offhook', figures });
			};
			try {
				if (stage === visits) await measure('idle');
				await stage(server, content, measure);
			} finally {
				await server.stop();
			}
		}
		return { rows, aims: aimsOf(rows) };
	}
};
