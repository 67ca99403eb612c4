import type { Benchmark } from '../measure/benchmark.ts';
import { appBenchmark, importBenchmark } from './child.ts';
import { coldStartBenchmark } from './cold-start.ts';
import { connectStorm } from './connect-storm.ts';
import { fanOutBenchmark } from './fan-out.ts';
import { offlineMerge } from './offline-merge.ts';

/** All benchmarks in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
	connectStorm,
	fanOutBenchmark,
	offlineMerge,
	coldStartBenchmark,
	importBenchmark,
	appBenchmark
];
