import { contentIn } from '../content/content.ts';
import type { Benchmark } from '../measure/benchmark.ts';
import { cpuSeconds, peakMegabytes } from '../measure/process-facts.ts';
import { busy, startGenerator, type Utilisation } from '../load/generator.ts';
import type { MergeJob, MergeResult } from '../load/merge.ts';

const DEVICES = 100;
const CHANGES = 200;
const LIMIT_MS = 10_000;

export const offlineMerge: Benchmark = {
	name: 'offline-merge',
	title: `${DEVICES} devices come back at once with ${CHANGES} changes each`,
	async run(bench) {
		const contender = bench.contenders.find(({ name }) => name === 'offhook');
		if (contender === undefined) return { rows: [], aims: [] };
		const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
		const [team] = content.documents;
		if (team === undefined) throw new Error('there is no team');
		const server = await contender.start(folder);
		try {
			const generator = startGenerator<MergeJob, MergeResult & Utilisation>('merge', {
				target: { protocol: server.protocol, url: server.url },
				people: content.people.slice(0, DEVICES),
				team,
				changes: CHANGES,
				tickets: content.tickets,
				limitMs: 60_000
			});
			await generator.ready;
			const before = cpuSeconds(server.pid);
			generator.go();
			const result = await generator.result;
			generator.end();
			const isMet = result.mergedMs <= LIMIT_MS && result.contents === 1;
			return {
				rows: [
					{
						case: `${DEVICES} × ${CHANGES}`,
						server: 'offhook',
						figures: {
							'receipted ms': result.receiptedMs,
							'merged ms': result.mergedMs,
							contents: result.contents,
							'CPU s': cpuSeconds(server.pid) - before,
							'peak MB': peakMegabytes(server.pid),
							'generator %': busy(result) * 100
						}
					}
				],
				aims: [
					{
						aim: 'all have all within 10 s, with equal contents',
						found: `${(result.mergedMs / 1_000).toFixed(1)} s, ${result.contents} contents`,
						isMet
					}
				]
			};
		} finally {
			await server.stop();
		}
	}
};
