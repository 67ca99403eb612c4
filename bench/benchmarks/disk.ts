import { join } from 'node:path';
import { contentIn, type Content, type Known } from '../content/content.ts';
import { figure, type Bench, type Benchmark, type Row } from '../measure/benchmark.ts';
import { sleep } from '../measure/numbers.ts';
import { folderMegabytes } from '../measure/process-facts.ts';
import { startGenerator, type Utilisation } from '../load/generator.ts';
import type { FanOutJob, FanOutResult } from '../load/fan-out.ts';
import type { Contender } from '../servers/contender.ts';

const WRITERS = 50;
const PER_SECOND = 20;
const SECONDS = 10;
const CHANGES = WRITERS * PER_SECOND * SECONDS;
/** Hocuspocus writes what has rested for two seconds. */
const WRITTEN_AFTER_MS = 4_000;
const CASE = `${CHANGES} changes`;
const STORES = { offhook: 'offhook', 'y-websocket': 'leveldb', hocuspocus: 'hocuspocus.sqlite' };

async function disk(bench: Bench, contender: Contender): Promise<Row> {
	const { folder, content } = contentIn(bench.folder, { tickets: 2_000, people: 1_000 });
	const [team] = content.documents;
	if (team === undefined) throw new Error('there is no team');
	const store = join(folder, STORES[contender.name]);
	const before = folderMegabytes(store);
	const made = await change(contender, folder, content, team);
	const after = folderMegabytes(store);
	return {
		case: CASE,
		server: contender.name,
		figures: {
			changes: made,
			'MB before': before,
			'MB after': after,
			'bytes/change': ((after - before) * 1e6) / made
		}
	};
}

/** Makes the changes and stops the server; gives how many they were. */
async function change(
	contender: Contender,
	folder: string,
	content: Content,
	team: Known
): Promise<number> {
	const server = await contender.start(folder);
	try {
		const generator = startGenerator<FanOutJob, FanOutResult & Utilisation>('fan-out', {
			target: { protocol: server.protocol, url: server.url },
			people: content.people.slice(0, WRITERS),
			team,
			seconds: SECONDS,
			perSecond: PER_SECOND,
			tickets: content.tickets
		});
		await generator.ready;
		generator.go();
		const { changes } = await generator.result;
		await sleep(WRITTEN_AFTER_MS);
		generator.end();
		return changes;
	} finally {
		await server.stop();
	}
}

export const diskBenchmark: Benchmark = {
	name: 'disk',
	title: `what ${CHANGES} changes take on disk, once the server has stopped`,
	async run(bench) {
		const rows: Row[] = [];
		for (const contender of bench.contenders) {
			bench.say(contender.name);
			rows.push(await disk(bench, contender));
		}
		const changes = figure(rows, [CASE, 'offhook', 'changes']);
		const aim = `${CASE}: all are made`;
		return { rows, aims: [{ aim, found: String(changes), isMet: changes === CHANGES }] };
	}
};
