import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface RestParts {
	readonly every: (ms: number, run: () => void) => void;
	/** CPU time that the process has used. */
	readonly cpuMs: () => number;
	/** What the heap takes of the system's memory. */
	readonly heapBytes: () => number;
	/** Gives back what nothing living needs. */
	readonly collect: () => void;
}

const LOOK_EVERY_MS = 2_000;
/** Who has used less than this since the last look has next to nothing to do. */
const QUIET_MS = 100;
/** So much must have come since the last time: a collection takes some 40 ms. */
const GROWTH_BYTES = 16_000_000;

/**
 * Gives memory back once there is nothing to do. By itself V8 keeps what starting up or a busy hour
 * has left behind until memory runs short, which on a machine that does other things too is late.
 */
export function collectAtRest({ every, cpuMs, heapBytes, collect }: RestParts): void {
	let [usedMs, left] = [cpuMs(), 0];
	every(LOOK_EVERY_MS, () => {
		const isQuiet = cpuMs() - usedMs < QUIET_MS;
		if (isQuiet && heapBytes() > left + GROWTH_BYTES) {
			collect();
			left = heapBytes();
		}
		usedMs = cpuMs();
	});
}

/** The process itself. */
export function restOfProcess(): RestParts {
	setFlagsFromString('--expose-gc');
	const gc: NodeJS.GCFunction = runInNewContext('gc');
	return {
		every: (ms, run) => void setInterval(run, ms).unref(),
		cpuMs() {
			const { user, system } = process.cpuUsage();
			return (user + system) / 1_000;
		},
		heapBytes: () => getHeapStatistics().total_heap_size,
		collect: () => void gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
	};
}
