import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { longest, longestHold, percentile, type Trace } from './trace.ts';

const folder = resolve(import.meta.dirname, '../../results');

interface Row {
	readonly case: string;
	readonly server: 'offhook';
	readonly figures: Readonly<Record<string, number>>;
}
interface Aim {
	readonly aim: string;
	readonly found: string;
	readonly isMet: boolean;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** What was measured, on screen at once and in `bench/results` at the end. */
export class Results {
	readonly #name: string;
	readonly #began = performance.now();
	readonly #loadBefore = loadavg()[0];
	readonly #rows: Row[] = [];
	readonly #aims: Aim[] = [];

	/** `name` is that of the file. */
	constructor(name: string) {
		this.#name = name;
	}

	/** What the main thread did: no task longer than 50 ms, 95 of 100 inputs answered in 16 ms. */
	trace(what: string, trace: Trace): void {
		const { wallMs, cpuMs } = longest(trace);
		const answers = trace.responses.map((response) => response.cpuMs);
		const scripts = trace.responses.map((response) => response.scriptMs);
		const figures = {
			'longest task, ms': round(wallMs),
			'longest task, CPU ms': round(cpuMs),
			...(answers.length > 0 && {
				inputs: answers.length,
				'p95 after input, CPU ms': round(percentile(answers, 0.95)),
				'of it scripts': round(percentile(scripts, 0.95))
			})
		};
		this.#add(what, figures);
		this.#aim(`${what}: no task over 50 ms`, cpuMs, 50);
		if (answers.length > 0)
			this.#aim(`${what}: p95 after input ≤ 16 ms`, percentile(answers, 0.95), 16);
	}

	/** Work on many rows: neither a frame nor the next key waits longer than a frame for any of it. */
	held(what: string, trace: Trace): void {
		const { answerMs, workMs, garbageMs } = longestHold(trace);
		this.#add(what, {
			'answer, CPU ms': round(answerMs),
			'longest task after it': round(workMs),
			'garbage collection': round(garbageMs)
		});
		this.#aim(`${what}: answers in 16 ms`, answerMs, 16);
		this.#aim(`${what}: holds the main thread for at most 16 ms`, workMs, 16);
	}

	/** A time somebody waits, against what it should be at most. */
	wait(what: string, ms: number, mostMs: number): void {
		this.#add(what, { ms: round(ms) });
		this.#aim(`${what} ≤ ${mostMs} ms`, ms, mostMs);
	}

	count(what: string, value: number, most: number): void {
		this.#add(what, { count: value });
		this.#aims.push({ aim: `${what} ≤ ${most}`, found: String(value), isMet: value <= most });
	}

	write(): void {
		mkdirSync(folder, { recursive: true });
		const machine = {
			cpu: cpus()[0]?.model ?? '',
			cores: availableParallelism(),
			node: process.version,
			loadBefore: this.#loadBefore
		};
		const seconds = (performance.now() - this.#began) / 1_000;
		const facts = { name: this.#name, at: new Date().toISOString(), seconds, machine };
		const all = { ...facts, order: ['offhook'], rows: this.#rows, aims: this.#aims };
		writeFileSync(join(folder, `${this.#name}.json`), `${JSON.stringify(all, null, '\t')}\n`);
		const missed = this.#aims.filter(({ isMet }) => !isMet);
		console.log(`${this.#aims.length - missed.length} aims met, ${missed.length} missed`);
		for (const { aim, found } of missed) console.log(`   missed: ${aim}: ${found}`);
	}

	#add(what: string, figures: Row['figures']): void {
		this.#rows.push({ case: what, server: 'offhook', figures });
		const said = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
		console.log(`   ${what.padEnd(34)} ${said.join(' · ')}`);
	}

	#aim(aim: string, ms: number, mostMs: number): void {
		this.#aims.push({ aim, found: `${round(ms)} ms`, isMet: ms <= mostMs });
	}
}
