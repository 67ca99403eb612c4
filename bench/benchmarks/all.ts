import type { Benchmark } from '../measure/benchmark.ts';
import { appBenchmark, importBenchmark, manyBenchmark, serviceBenchmark } from './child.ts';
import { coldStartBenchmark } from './cold-start.ts';
import { connectStorm } from './connect-storm.ts';
import { diskBenchmark } from './disk.ts';
import { fanOutBenchmark } from './fan-out.ts';
import { memoryBenchmark } from './memory.ts';
import { offlineMerge } from './offline-merge.ts';
import { presenceBenchmark } from './presence.ts';
import { searchBenchmark } from './search.ts';

/** All benchmarks in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
	connectStorm,
	fanOutBenchmark,
	offlineMerge,
	coldStartBenchmark,
	memoryBenchmark,
	diskBenchmark,
	presenceBenchmark,
	serviceBenchmark,
	searchBenchmark,
	importBenchmark,
	appBenchmark,
	manyBenchmark
];
