// `npm run bench` runs all benchmarks; `npm run bench -- fan-out disk` runs those. Every one prints a
// table and writes it, with the machine it ran on, to bench/results/<name>.json. What each of them
// does and what its figures mean stands in docs/performance.md.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchmarks } from './benchmarks/all.ts';
import type { Bench, Benchmark, Outcome } from './measure/benchmark.ts';
import { machineLoad } from './measure/process-facts.ts';
import { aimLines, table } from './measure/table.ts';
import { contenders } from './servers/contender.ts';
import { installPeers } from './servers/install.ts';

/** For work on one server: `BENCH_SERVERS=offhook`, with `BENCH_PROFILE=<folder>` for CPU profiles. */
const servers = process.env['BENCH_SERVERS']?.split(',');
const results = fileURLToPath(new URL('results/', import.meta.url));

function chosen(words: readonly string[]): readonly Benchmark[] {
	const names = benchmarks.map(({ name }) => name);
	const unknown = words.filter((word) => !names.includes(word));
	if (unknown.length > 0)
		throw new Error(`unknown benchmark ${unknown.join(', ')}; there are: ${names.join(', ')}`);
	return words.length === 0 ? benchmarks : benchmarks.filter(({ name }) => words.includes(name));
}

/** Whoever runs first finds a cooler machine and colder caches, so each run begins with another. */
function rotated<T>(all: readonly T[]): T[] {
	const first = Math.floor(Date.now() / 1_000) % all.length;
	return [...all.slice(first), ...all.slice(0, first)];
}

async function runOne(benchmark: Benchmark, folder: string): Promise<Outcome> {
	const own = mkdtempSync(join(folder, `${benchmark.name}-`));
	const order = rotated(contenders.filter(({ name }) => servers?.includes(name) ?? true));
	const bench: Bench = {
		contenders: order,
		folder: own,
		say: (words) => console.log(`   ${words}`)
	};
	console.log(`\n── ${benchmark.name}: ${benchmark.title}`);
	const startedMs = performance.now();
	const loadBefore = machineLoad();
	const outcome = await benchmark.run(bench);
	rmSync(own, { recursive: true, force: true });
	const seconds = (performance.now() - startedMs) / 1_000;
	console.log(`\n${table(outcome.rows)}\n\n${aimLines(outcome.aims)}`);
	console.log(`   ${seconds.toFixed(0)} s`);
	const machine = {
		cpu: cpus()[0]?.model ?? '',
		cores: availableParallelism(),
		node: process.version,
		loadBefore
	};
	const facts = { name: benchmark.name, at: new Date().toISOString(), seconds, machine };
	const order_ = order.map(({ name }) => name);
	if (benchmark.writesOwnResults) return outcome;
	writeFileSync(
		join(results, `${benchmark.name}.json`),
		`${JSON.stringify({ ...facts, order: order_, ...outcome }, null, '\t')}\n`
	);
	return outcome;
}

const wanted = chosen(process.argv.slice(2));
installPeers();
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
try {
	for (const benchmark of wanted) await runOne(benchmark, folder);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
