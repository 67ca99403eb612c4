import { contentIn } from '../content/content.ts';
import { ratioAim, type Bench, type Benchmark, type Row } from '../measure/benchmark.ts';
import { cpuSeconds } from '../measure/process-facts.ts';
import { busy, startGenerator, type Utilisation } from '../load/generator.ts';
import type { PresenceJob, PresenceResult } from '../load/presence.ts';
import type { Contender } from '../servers/contender.ts';

const PEOPLE = 500;
/** Long enough for the peers' clients to say once more that they are there. */
const SECONDS = 22;
const CASE = `${PEOPLE} people`;

async function presence(bench: Bench, contender: Contender): Promise<Row> {
	const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
	const server = await contender.start(folder);
	try {
		const generator = startGenerator<PresenceJob, PresenceResult & Utilisation>('presence', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, PEOPLE),
			document: contender.name === 'offhook' ? `live.${content.team}` : 'presence',
			seconds: SECONDS
		});
		await generator.ready;
		const before = cpuSeconds(server.pid);
		generator.go();
		const result = await generator.result;
		generator.end();
		return {
			case: CASE,
			server: contender.name,
			figures: {
				'kB/client': result.bytesIn / PEOPLE / 1e3,
				'messages/client': result.framesIn / PEOPLE,
				seen: result.seen,
				lost: result.lost,
				'CPU s': cpuSeconds(server.pid) - before,
				'generator %': busy(result) * 100
			}
		};
	} finally {
		await server.stop();
	}
}

export const presenceBenchmark: Benchmark = {
	name: 'presence',
	title: `${PEOPLE} people come to a team and stay for ${SECONDS} s`,
	async run(bench) {
		const rows: Row[] = [];
		for (const contender of bench.contenders) {
			bench.say(contender.name);
			rows.push(await presence(bench, contender));
		}
		return { rows, aims: [ratioAim(rows, CASE, 'kB/client', 0.2)] };
	}
};
