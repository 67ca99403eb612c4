import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { PipelineWatch, SocketWatch } from './watch.ts';

/** What is looked up when somebody asks, rather than counted as it happens. */
export interface MetricSources {
	connections(): number;
	documents(): number;
	/** Entries that wait for a commit. */
	backlog(): number;
	/** Effects that have not been run yet, by state. */
	effects(): Readonly<Record<string, number>>;
	/** Copies on devices that were found to differ from the server's. */
	differences(): number;
	/** When the newest backup was made; 0 for never. */
	newestBackupMs(): number;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Any other code was made up by the other side, and would make one more series each. */
const CODES: ReadonlySet<number> = new Set([1000, 1001, 1005, 1006, 1009, ...Object.values(CLOSE)]);

/** What the server tells Prometheus: numbers only, of the process as a whole. */
export function createMetrics() {
	const registry = new Registry();
	const registers = [registry];
	return {
		sockets: countSockets(registers),
		pipeline: countPipelines(registers),
		/** Adds what is true at the moment of asking. */
		look: (sources: MetricSources) => lookUp(registers, sources),
		/** Adds the process itself: memory, CPU, the lag of the event loop. */
		watchProcess: () => collectDefaultMetrics({ register: registry, prefix: 'offhook_' }),
		contentType: registry.contentType,
		text: () => registry.metrics()
	};
}

export type Metrics = ReturnType<typeof createMetrics>;

function countSockets(registers: Registry[]): SocketWatch {
	const bytes = new Counter({
		name: 'offhook_socket_bytes_total',
		help: 'Bytes of socket messages, by direction.',
		labelNames: ['direction'],
		registers
	});
	const opened = new Counter({
		name: 'offhook_sockets_opened_total',
		help: 'Sockets that were opened.',
		registers
	});
	const closes = new Counter({
		name: 'offhook_sockets_closed_total',
		help: 'Sockets that were closed, by code.',
		labelNames: ['code'],
		registers
	});
	const [incoming, outgoing] = [bytes.labels('in'), bytes.labels('out')];
	return {
		opened: () => opened.inc(),
		closed: (code) => closes.inc({ code: CODES.has(code) ? String(code) : 'other' }),
		received: (count) => incoming.inc(count),
		sent: (count) => outgoing.inc(count)
	};
}

function countPipelines(registers: Registry[]): PipelineWatch {
	const commits = new Histogram({
		name: 'offhook_commit_seconds',
		help: 'Time that a transaction took, until it was durable.',
		buckets: SECONDS,
		registers
	});
	const receipts = new Histogram({
		name: 'offhook_receipt_seconds',
		help: 'Time from the bytes of an outbox to their receipt.',
		buckets: SECONDS,
		registers
	});
	const changes = new Counter({
		name: 'offhook_changes_total',
		help: 'Changes that were settled: accepted, or the reason of the refusal.',
		labelNames: ['outcome'],
		registers
	});
	return {
		startCommit: () => commits.startTimer(),
		startReceipt: () => receipts.startTimer(),
		settled: (outcome) => changes.inc({ outcome })
	};
}

function lookUp(registers: Registry[], sources: MetricSources): void {
	const gauge = (name: string, help: string, read: () => number) =>
		new Gauge({
			name,
			help,
			registers,
			collect() {
				this.set(read());
			}
		});
	gauge('offhook_connections', 'Sockets that are open.', sources.connections);
	gauge('offhook_documents', 'Documents that the server keeps.', sources.documents);
	gauge('offhook_backlog', 'Entries that wait for a commit.', sources.backlog);
	gauge('offhook_differences', 'Copies found to differ from the server’s.', sources.differences);
	gauge(
		'offhook_newest_backup_seconds',
		'When the newest backup was made, in seconds since 1970.',
		() => sources.newestBackupMs() / 1_000
	);
	new Gauge({
		name: 'offhook_effects',
		help: 'Effects that are not done, by state.',
		labelNames: ['state'],
		registers,
		collect() {
			this.reset();
			for (const [state, count] of Object.entries(sources.effects())) this.set({ state }, count);
		}
	});
}
