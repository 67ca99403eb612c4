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
const GARBAGE = new Set(['MinorGC', 'MajorGC', 'V8.GCIncrementalMarking']);
/** What only a task that draws a frame does. */
const FRAMES = new Set(['BeginMainThreadFrame', 'Commit', 'Paint']);
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
	for (const event of events) {
		const { ts } = event;
		const type = inputType(event);
		if (typeof type !== 'string' || !INPUTS.has(type)) continue;
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

/** What ran scripts between two moments. */
const scriptMs = (events: readonly TraceEvent[], fromMs: number, toMs: number): number =>
	outermost(
		events.filter(({ ts }) => ts >= fromMs * 1000 && ts <= toMs * 1000),
		SCRIPTS
	);

/** The CPU ms of some kinds of events; one within another is part of that. */
function outermost(events: readonly TraceEvent[], kinds: ReadonlySet<string>): number {
	let [sum, outerEnd] = [0, 0];
	for (const { name, ts, dur = 0, tdur = 0 } of events) {
		if (!kinds.has(name) || ts < outerEnd) continue;
		outerEnd = ts + dur;
		sum += tdur;
	}
	return sum / 1000;
}

const inputType = ({ name, args }: TraceEvent) =>
	name === 'EventDispatch' ? args?.data?.['type'] : undefined;
const isInput = (event: TraceEvent) => {
	const type = inputType(event);
	return typeof type === 'string' && INPUTS.has(type);
};
/** What drives the browser looks for elements and focuses them. */
const isOfTheBenchmark = ({ args }: TraceEvent) => {
	const called = args?.data?.['functionName'];
	return typeof called === 'string' && called.startsWith('__playwright');
};

export function longest(trace: Trace): { wallMs: number; cpuMs: number } {
	return {
		wallMs: Math.max(0, ...trace.tasks.map((task) => task.wallMs)),
		cpuMs: Math.max(0, ...trace.tasks.map((task) => task.cpuMs))
	};
}

/** How long the app's own work held the main thread at most, in one task, in ms of CPU. */
export interface Hold {
	/** In a task that takes an input, with all that the screen shows for it at once. */
	readonly answerMs: number;
	/** In any other: the work that was asked for, and the rows that show it. */
	readonly workMs: number;
	/** For the browser's collection of garbage, which is not counted above. */
	readonly garbageMs: number;
}

/** All of a task counts, but of one that draws a frame only its scripts, with the layouts these asked for. */
export function longestHold({ tasks, events }: Trace): Hold {
	const hold = { answerMs: 0, workMs: 0, garbageMs: 0 };
	for (const { atMs, wallMs, cpuMs } of tasks) {
		const within = events.filter(({ ts }) => ts >= atMs * 1000 && ts <= (atMs + wallMs) * 1000);
		if (within.some(isOfTheBenchmark)) continue;
		const isFrame = within.some(({ name }) => FRAMES.has(name));
		const garbageMs = outermost(within, GARBAGE);
		const heldMs = (isFrame ? outermost(within, SCRIPTS) : cpuMs) - garbageMs;
		const which = within.some(isInput) ? 'answerMs' : 'workMs';
		hold[which] = Math.max(hold[which], heldMs);
		hold.garbageMs = Math.max(hold.garbageMs, garbageMs);
	}
	return hold;
}

export function percentile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
