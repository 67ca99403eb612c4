import { contentIn } from '../content/content.ts';
import { ratioAim, type Bench, type Benchmark, type Row } from '../measure/benchmark.ts';
import { sharedMs } from '../measure/numbers.ts';
import { cpuSeconds, peakMegabytes } from '../measure/process-facts.ts';
import { startGenerator, type Utilisation } from '../load/generator.ts';
import type { StormJob, StormResult } from '../load/storm.ts';
import type { Contender } from '../servers/contender.ts';

const SIZES = [2_000, 20_000] as const;

/** One new client with nothing, on the first server process after all others had ended. */
async function coldStart(bench: Bench, contender: Contender, tickets: number): Promise<Row> {
	const { folder, content } = contentIn(bench.folder, { tickets, people: 200 });
	const server = await contender.start(folder);
	const listensMs = sharedMs();
	try {
		const generator = startGenerator<StormJob, StormResult & Utilisation>('storm', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, 1),
			documents: content.documents,
			resumed: false,
			limitMs: 60_000
		});
		await generator.ready;
		generator.go();
		const { syncedMs } = await generator.result;
		generator.end();
		const [served = NaN] = syncedMs;
		const listens = listensMs - server.spawnedMs;
		return {
			case: `${tickets} tickets`,
			server: contender.name,
			figures: {
				'listens ms': listens,
				'then served ms': served,
				'served ms': listens + served,
				'CPU s': cpuSeconds(server.pid),
				'peak MB': peakMegabytes(server.pid)
			}
		};
	} finally {
		await server.stop();
	}
}

export const coldStartBenchmark: Benchmark = {
	name: 'cold-start',
	title: 'from starting the process until the first client has everything',
	async run(bench) {
		const rows: Row[] = [];
		for (const tickets of SIZES)
			for (const contender of bench.contenders) {
				bench.say(`${tickets} tickets, ${contender.name}`);
				rows.push(await coldStart(bench, contender, tickets));
			}
		const aims = SIZES.flatMap((tickets) =>
			['then served ms', 'served ms'].map((name) => ratioAim(rows, `${tickets} tickets`, name, 0.4))
		);
		return { rows, aims };
	}
};
