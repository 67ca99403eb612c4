import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How much of one core a generator used while it worked. */
export interface Utilisation {
	readonly wallMs: number;
	readonly cpuMs: number;
}

/** A process that loads a server; it is told to `go` once it is ready. */
export interface Generator<Result> {
	go(): void;
	/** Tells it to come to an end by itself. */
	tell(message: string): void;
	readonly ready: Promise<void>;
	readonly result: Promise<Result>;
	end(): void;
}

type Told = { ready: true } | { result: unknown };

/** Starts `load/<name>.ts` as a process with a job. */
export function startGenerator<Job, Result>(name: string, job: Job): Generator<Result> {
	const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		serialization: 'advanced'
	});
	const ready = once(child, 'message').then(() => undefined);
	const result = ready.then(async () => {
		const [told] = (await once(child, 'message')) as [Told];
		if (!('result' in told)) throw new Error(`${name} told no result`);
		return told.result as Result;
	});
	const died = once(child, 'exit').then(([code]) => {
		throw new Error(`${name} ended with ${String(code)}`);
	});
	died.catch(() => undefined);
	result.catch(() => undefined);
	child.send(job as object);
	return {
		ready: Promise.race([ready, died]),
		result: Promise.race([result, died]),
		go: () => void child.send('go'),
		tell: (message) => void child.send(message),
		end: () => void child.kill('SIGKILL')
	};
}

/** The generator's side: gets its job, says that it is ready, waits, works, tells the result. */
export async function generate<Job, Result>(
	prepare: (job: Job) => Promise<() => Promise<Result>>
): Promise<void> {
	const [job] = (await once(process, 'message')) as [Job];
	const work = await prepare(job);
	const told = once(process, 'message');
	process.send?.({ ready: true });
	await told;
	const wall = performance.now();
	const cpu = process.cpuUsage();
	const result = await work();
	const { user, system } = process.cpuUsage(cpu);
	const used: Utilisation = {
		wallMs: performance.now() - wall,
		cpuMs: (user + system) / 1_000
	};
	process.send?.({ result: { ...result, ...used } });
}

/** How busy a generator was, of one core. */
export const busy = ({ wallMs, cpuMs }: Utilisation): number => cpuMs / wallMs;
