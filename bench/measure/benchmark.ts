import type { Contender } from '../servers/contender.ts';

/** One line of a benchmark's table: what was measured, on which server, and the figures by name. */
export interface Row {
	readonly case: string;
	readonly server: string;
	readonly figures: Readonly<Record<string, number>>;
}

/** An aim and what came of it. */
export interface Aim {
	readonly aim: string;
	readonly found: string;
	readonly isMet: boolean;
}

export interface Outcome {
	readonly rows: readonly Row[];
	readonly aims: readonly Aim[];
}

/** What a benchmark runs with. */
export interface Bench {
	/** The servers to compare, first ours and the peers in an order that changes from run to run. */
	readonly contenders: readonly Contender[];
	/** A folder of its own that goes away afterwards. */
	readonly folder: string;
	/** Says what is being done. */
	readonly say: (words: string) => void;
}

export interface Benchmark {
	readonly name: string;
	readonly title: string;
	/** Its file under `results/` is written by what it starts. */
	readonly writesOwnResults?: boolean;
	run(bench: Bench): Promise<Outcome>;
}

/** The row of one server in one case. */
export function figure(
	rows: readonly Row[],
	[what, server, name]: readonly [string, string, string]
): number {
	return (
		rows.find((row) => row.case === what && row.server === server)?.figures[name] ?? Number.NaN
	);
}

/** The least of a figure over all peers. */
export function bestPeer(rows: readonly Row[], what: string, name: string): number {
	const found = rows
		.filter((row) => row.case === what && row.server !== 'offhook')
		.map((row) => row.figures[name] ?? Number.NaN)
		.filter((value) => !Number.isNaN(value));
	return found.length === 0 ? Number.NaN : Math.min(...found);
}

/** An aim of the form: ours is at most so many times the best peer's. */
export function ratioAim(rows: readonly Row[], what: string, name: string, limit: number): Aim {
	const ours = figure(rows, [what, 'offhook', name]);
	const ratio = ours / bestPeer(rows, what, name);
	return {
		aim: `${what}: ${name} ≤ ${limit}× the best peer`,
		found: `${ratio.toFixed(2)}×`,
		isMet: ratio <= limit
	};
}
