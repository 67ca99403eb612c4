import { Worker } from 'node:worker_threads';
import { MAIL_LIMITS } from './limits.ts';
import type { ParseAnswer, ParseRequest } from './parse-worker.ts';
import type { ParseOutcome } from './parse.ts';

/** Reads messages away from the thread that serves people. */
export interface MailParser {
	parse(raw: Uint8Array, nowMs: number): Promise<ParseOutcome>;
	close(): Promise<void>;
}

interface Job {
	readonly raw: Uint8Array;
	readonly nowMs: number;
	readonly resolve: (outcome: ParseOutcome) => void;
	/** It was being worked on when a worker died; it is tried once more, alone. */
	suspect: boolean;
}

/** Requests a worker holds, so that it need not wait for the main thread between two. */
const AT_ONCE = 16;
const STARTUP_MS = 15_000;

/**
 * A pool of worker threads with a limit on memory and on the time of one message. A message that
 * breaks a limit twice is answered with the reason; the others it was with are not harmed.
 */
export function createMailParser(
	options: {
		readonly workers?: number;
		readonly parseMs?: number;
		/** The program of a worker. */
		readonly script?: URL;
	} = {}
): MailParser {
	const queue: Job[] = [];
	const parseMs = options.parseMs ?? MAIL_LIMITS.parseMs;
	const script = options.script ?? new URL('./parse-worker.ts', import.meta.url);
	const lanes = Array.from(
		{ length: options.workers ?? 1 },
		() => new Lane(queue, script, parseMs)
	);
	return {
		parse: (raw, nowMs) =>
			new Promise((resolve) => {
				queue.push({ raw, nowMs, resolve, suspect: false });
				for (const lane of lanes) lane.fill();
			}),
		close: async () => {
			await Promise.all(lanes.map((lane) => lane.close()));
		}
	};
}

/** One worker and what it has been given. */
class Lane {
	readonly #queue: Job[];
	readonly #parseMs: number;
	readonly #script: URL;
	#worker: Worker | undefined;
	#given = new Map<number, Job>();
	#next = 0;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;
	#isWarm = false;

	constructor(queue: Job[], script: URL, parseMs: number) {
		this.#queue = queue;
		this.#script = script;
		this.#parseMs = parseMs;
	}

	fill(): void {
		if (this.#closed) return;
		while (this.#queue.length > 0 && this.#given.size < AT_ONCE) {
			const holdsSuspect = [...this.#given.values()].some((job) => job.suspect);
			if (holdsSuspect || (this.#queue[0]?.suspect && this.#given.size > 0)) break;
			const job = this.#queue.shift();
			if (job === undefined) break;
			this.#give(job);
		}
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#timer);
		await this.#worker?.terminate();
	}

	#give(job: Job): void {
		const number = this.#next;
		this.#next += 1;
		this.#given.set(number, job);
		const request: ParseRequest = { number, raw: job.raw, nowMs: job.nowMs };
		this.#running().postMessage(request);
		if (this.#given.size === 1) this.#watch();
	}

	#running(): Worker {
		if (this.#worker !== undefined) return this.#worker;
		const worker = new Worker(this.#script, {
			resourceLimits: { maxOldGenerationSizeMb: MAIL_LIMITS.workerMegabytes },
			stderr: false
		});
		worker.on('message', (answer: ParseAnswer | 'ready') => this.#heard(worker, answer));
		worker.on('error', (error) => this.#died(worker, reasonOf(error)));
		worker.on('exit', () => this.#died(worker, { reason: 'broken', detail: 'the reader ended' }));
		worker.unref();
		this.#worker = worker;
		this.#isWarm = false;
		return worker;
	}

	#heard(worker: Worker, answer: ParseAnswer | 'ready'): void {
		if (worker !== this.#worker) return;
		this.#isWarm = true;
		if (answer !== 'ready') {
			this.#given.get(answer.number)?.resolve(answer.outcome);
			this.#given.delete(answer.number);
			this.fill();
		}
		this.#watch();
	}

	#watch(): void {
		clearTimeout(this.#timer);
		if (this.#given.size === 0) {
			this.#worker?.unref();
			return;
		}
		this.#worker?.ref();
		const worker = this.#worker;
		const [first] = this.#given;
		if (first === undefined) return;
		const [number, { raw }] = first;
		const ms = this.#parseMs + (raw.length / 1_000_000) * MAIL_LIMITS.parseMsPerMegabyte;
		// Answers may lie unread when this thread was busy; they are read before the check.
		const check = () =>
			setImmediate(() => {
				const isStuck = worker !== undefined && this.#given.keys().next().value === number;
				if (isStuck)
					this.#died(worker, { reason: 'too-slow', detail: `over ${Math.round(ms)} ms` });
			});
		this.#timer = setTimeout(check, this.#isWarm ? ms : STARTUP_MS);
	}

	#died(
		worker: Worker,
		failure: { reason: 'too-slow' | 'too-much-memory' | 'broken'; detail: string }
	): void {
		if (worker !== this.#worker) return;
		this.#worker = undefined;
		clearTimeout(this.#timer);
		void worker.terminate();
		const [first, ...rest] = this.#given.values();
		this.#given = new Map();
		this.#queue.unshift(...rest);
		if (first?.suspect) first.resolve({ ok: false, ...failure });
		else if (first !== undefined) {
			first.suspect = true;
			this.#queue.unshift(first);
		}
		this.fill();
	}
}

function reasonOf(error: unknown): { reason: 'too-much-memory' | 'broken'; detail: string } {
	const isMemory =
		error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
	const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
	return { reason: isMemory ? 'too-much-memory' : 'broken', detail };
}
