import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
	readonly name: string;
	readonly cat: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly dur?: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

/** One task of the page's main thread, in ms. `cpuMs` leaves out what other processes took. */
export interface Task {
	readonly atMs: number;
	readonly wallMs: number;
	readonly cpuMs: number;
}

/** What the main thread did between an input and the end of the frame that shows its effect. */
export interface Response {
	readonly type: string;
	readonly cpuMs: number;
	/** How much of it ran scripts, with the layouts that these asked for. */
	readonly scriptMs: number;
}

export interface Trace {
	readonly tasks: readonly Task[];
	readonly responses: readonly Response[];
	readonly events: readonly TraceEvent[];
}

const CATEGORIES = ['toplevel', 'devtools.timeline', '__metadata'];
const SCRIPTS = new Set(['v8.callFunction', 'FunctionCall', 'EvaluateScript', 'v8.run']);
const INPUTS = new Set(['keydown', 'click', 'mousedown', 'wheel', 'touchstart']);

/** Records what the page's main thread does while `act` runs, until it has been quiet since. */
export async function traced(
	page: Page,
	devtools: CDPSession,
	act: () => Promise<void>,
	extra: readonly string[] = []
): Promise<Trace> {
	await devtools.send('Tracing.start', {
		transferMode: 'ReturnAsStream',
		traceConfig: { includedCategories: [...CATEGORIES, ...extra], excludedCategories: ['*'] }
	});
	await act();
	await page.evaluate(
		() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 100)))
	);
	const complete = new Promise<string>((resolve) =>
		devtools.once('Tracing.tracingComplete', ({ stream }) => resolve(stream ?? ''))
	);
	await devtools.send('Tracing.end');
	return readTrace(await readStream(devtools, await complete));
}

async function readStream(devtools: CDPSession, handle: string): Promise<TraceEvent[]> {
	const parts: string[] = [];
	for (;;) {
		const { data, eof } = await devtools.send('IO.read', { handle });
		parts.push(data);
		if (eof) break;
	}
	await devtools.send('IO.close', { handle });
	const { traceEvents } = JSON.parse(parts.join('')) as { traceEvents: TraceEvent[] };
	return traceEvents;
}

function readTrace(all: readonly TraceEvent[]): Trace {
	const main = mainThread(all);
	const events = all
		// The profiler tells what it saw on a thread of its own.
		.filter(
			({ pid, tid, name }) => pid === main.pid && (tid === main.tid || name === 'ProfileChunk')
		)
		.sort((a, b) => a.ts - b.ts);
	const runs = events.filter(({ name }) => name.endsWith('RunTask'));
	const tasks = runs.map(({ ts, dur = 0, tdur = 0 }) => ({
		atMs: ts / 1000,
		wallMs: dur / 1000,
		cpuMs: tdur / 1000
	}));
	return { tasks, responses: responses(events, tasks), events };
}

/** The renderer that dispatched the most: workers and other processes have a main thread, too. */
function mainThread(all: readonly TraceEvent[]): { pid: number; tid: number } {
	const counts = new Map<string, { pid: number; tid: number; count: number }>();
	const mains = all.filter(
		({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain'
	);
	for (const { pid, tid } of mains) counts.set(`${pid}/${tid}`, { pid, tid, count: 0 });
	for (const { pid, tid } of all) {
		const known = counts.get(`${pid}/${tid}`);
		if (known !== undefined) known.count += 1;
	}
	const [busiest] = [...counts.values()].sort((a, b) => b.count - a.count);
	if (busiest === undefined) throw new Error('the trace knows no page');
	return busiest;
}

/** From the task an input arrives in to the task that has drawn its effect. */
function responses(events: readonly TraceEvent[], tasks: readonly Task[]): Response[] {
	const paints = events
		.filter(({ name }) => name === 'Commit' || name === 'Paint')
		.map(({ ts }) => ts / 1000);
	const found: Response[] = [];
	let coveredMs = -1;
	for (const { name, ts, args } of events) {
		const type = args?.data?.['type'];
		if (name !== 'EventDispatch' || typeof type !== 'string' || !INPUTS.has(type)) continue;
		const atMs = ts / 1000;
		if (atMs < coveredMs) continue;
		const paintMs = paints.find((paint) => paint >= atMs) ?? atMs;
		const between = tasks.filter((task) => task.atMs + task.wallMs >= atMs && task.atMs <= paintMs);
		coveredMs = Math.max(paintMs, ...between.map((task) => task.atMs + task.wallMs));
		found.push({
			type,
			cpuMs: between.reduce((sum, task) => sum + task.cpuMs, 0),
			scriptMs: scriptMs(events, atMs, coveredMs)
		});
	}
	return found;
}

/** What ran between two moments; a script that another one called is part of that. */
function scriptMs(events: readonly TraceEvent[], fromMs: number, toMs: number): number {
	let [sum, outerEnd] = [0, 0];
	for (const { name, ts, dur = 0, tdur = 0 } of events) {
		if (!SCRIPTS.has(name) || ts < fromMs * 1000 || ts > toMs * 1000 || ts < outerEnd) continue;
		outerEnd = ts + dur;
		sum += tdur;
	}
	return sum / 1000;
}

export function longest(trace: Trace): { wallMs: number; cpuMs: number } {
	return {
		wallMs: Math.max(0, ...trace.tasks.map((task) => task.wallMs)),
		cpuMs: Math.max(0, ...trace.tasks.map((task) => task.cpuMs))
	};
}

export function percentile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
