import { contentIn } from '../content/content.ts';
import { ratioAim, type Bench, type Benchmark, type Row } from '../measure/benchmark.ts';
import { cpuSeconds } from '../measure/process-facts.ts';
import { busy, startGenerator, type Utilisation } from '../load/generator.ts';
import type { PresenceJob, PresenceResult } from '../load/presence.ts';
import type { Contender } from '../servers/contender.ts';

const PEOPLE = 500;
/** Just after they came, and after so long that the peers' clients have said it five times more. */
const STAYS = [22, 82];
const caseOf = (seconds: number): string => `${PEOPLE} people, ${seconds} s`;

async function presence(bench: Bench, contender: Contender): Promise<Row[]> {
	const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
	const server = await contender.start(folder);
	try {
		const generator = startGenerator<PresenceJob, PresenceResult & Utilisation>('presence', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, PEOPLE),
			document: contender.name === 'offhook' ? `live.${content.team}` : 'presence',
			stays: STAYS
		});
		await generator.ready;
		const before = cpuSeconds(server.pid);
		generator.go();
		const result = await generator.result;
		generator.end();
		const cpu = cpuSeconds(server.pid) - before;
		return result.told.map(({ seconds, bytesIn, framesIn }, index) => ({
			case: caseOf(seconds),
			server: contender.name,
			figures: {
				'kB/client': bytesIn / PEOPLE / 1e3,
				'messages/client': framesIn / PEOPLE,
				...(index === STAYS.length - 1 && {
					seen: result.seen,
					lost: result.lost,
					'CPU s': cpu,
					'generator %': busy(result) * 100
				})
			}
		}));
	} finally {
		await server.stop();
	}
}

export const presenceBenchmark: Benchmark = {
	name: 'presence',
	title: `${PEOPLE} people come to a team and stay`,
	async run(bench) {
		const rows: Row[] = [];
		for (const contender of bench.contenders) {
			bench.say(contender.name);
			rows.push(...(await presence(bench, contender)));
		}
		const aims = STAYS.map((seconds) => ratioAim(rows, caseOf(seconds), 'kB/client', 0.2));
		return { rows, aims };
	}
};
