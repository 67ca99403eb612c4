import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentIn } from '../content/content.ts';
import type { Benchmark, Outcome } from '../measure/benchmark.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function runNode(args: readonly string[]): string {
	const { status, stdout } = spawnSync(process.execPath, args, {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit']
	});
	if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}\n${stdout}`);
	return stdout;
}

const IMPORT_LIMIT_S = 60;

/** Mail import has a program of its own that says one line. */
export const importBenchmark: Benchmark = {
	name: 'import',
	title: '10,000 messages of an mbox, into a pipeline that accepts all at once',
	async run() {
		const line = runNode(['bench/import.ts']);
		const found = /^(\d+) messages, ([\d.]+) MB, ([\d.]+) s, \d+\/s, (\d+) MB/m.exec(line);
		const [messages = NaN, megabytes = NaN, seconds = NaN, memory = NaN] =
			found?.slice(1).map(Number) ?? [];
		const figures = { messages, MB: megabytes, s: seconds, 'memory MB': memory };
		return {
			rows: [{ case: 'mbox', server: 'offhook', figures }],
			aims: [
				{
					aim: `10,000 messages in less than ${IMPORT_LIMIT_S} s`,
					found: `${seconds} s`,
					isMet: seconds < IMPORT_LIMIT_S
				}
			]
		};
	}
};

const SERVED_TICKETS = 20_000;
const RECOMPUTE_LIMIT_MS = 2_000;

type Took = Readonly<Record<'ms' | 'cpuMs' | 'heldMs', number>>;

/** Service levels are worked out in a process of its own, by the code of server and device. */
export const serviceBenchmark: Benchmark = {
	name: 'service',
	title: `new promises, until all clocks of ${SERVED_TICKETS} tickets are worked out anew`,
	async run(bench) {
		const { folder } = contentIn(bench.folder, { tickets: SERVED_TICKETS, people: 200 });
		const cases: Record<string, Took> = JSON.parse(runNode(['bench/service.ts', folder]));
		const names = { first: 'server, read first', again: 'server', device: 'device' };
		const rows = Object.entries(names).map(([key, name]) => {
			const { ms = NaN, cpuMs = NaN, heldMs = NaN } = cases[key] ?? {};
			const figures = { ms, 'CPU ms': cpuMs, 'holds others up, ms': heldMs };
			return { case: name, server: 'offhook', figures };
		});
		const aims = rows.map(({ case: name, figures }) => ({
			aim: `${name}: ${SERVED_TICKETS} tickets in less than ${RECOMPUTE_LIMIT_MS} ms`,
			found: `${figures.ms.toFixed(0)} ms`,
			isMet: figures.ms < RECOMPUTE_LIMIT_MS
		}));
		return { rows, aims };
	}
};

interface AppResults {
	readonly rows?: Outcome['rows'];
	readonly aims?: Outcome['aims'];
}

/** The app is measured in a browser; it writes its results itself and prints its own table. */
const inBrowser = (name: string, file: string, title: string): Benchmark => ({
	name,
	title,
	writesOwnResults: true,
	async run() {
		runNode(['scripts/bootstrap.mjs', 'build']);
		const cli = 'node_modules/@playwright/test/cli.js';
		process.stdout.write(runNode([cli, 'test', '-c', 'bench/app/playwright.config.ts', file]));
		const text = readFileSync(new URL(`../results/${name}.json`, import.meta.url), 'utf8');
		const { rows = [], aims = [] } = JSON.parse(text) as AppResults;
		return { rows, aims };
	}
});

export const appBenchmark = inBrowser(
	'app',
	'app.bench.ts',
	'the app in Chromium, throttled, with 5,000 tickets and 60,000 messages'
);

export const manyBenchmark = inBrowser(
	'app-many',
	'many.bench.ts',
	'views, counts, filters and bulk previews of 5,000 tickets in Chromium, throttled'
);
