import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { readConfig, readLogLevel, type Config } from './config.ts';
import { createLog, gatherLines, type Log } from './observe/log.ts';
import type { Metrics } from './observe/metrics.ts';
import { noMetrics } from './observe/no-metrics.ts';
import { collectAtRest, restOfProcess } from './observe/rest.ts';
import { refuseTaken } from './process-lock.ts';
import { createServer, realSurroundings, type OffhookServer } from './server.ts';
import { startTrouble } from './start-trouble.ts';

/** For so long lines of the log are held back, to leave together. */
const LOG_AFTER_MS = 100;
/** Compiled code is kept when the first people have been served. */
const FLUSH_AFTER_MS = 5_000;

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function fail(error: unknown, what = 'Offhook cannot start.'): never {
	const text = startTrouble(error) ?? (error instanceof Error ? error.stack : String(error));
	process.stderr.write(`${what}\n${text}\n`);
	process.exit(1);
}

async function openMetrics(): Promise<Metrics> {
	const { createMetrics } = await import('./observe/metrics.ts');
	const metrics = createMetrics();
	metrics.watchProcess();
	return metrics;
}

async function start(): Promise<{ server: OffhookServer; config: Config; log: Log }> {
	const config = readConfig(process.env);
	refuseTaken(config.dataDir);
	const level = readLogLevel(process.env, process.stderr.isTTY);
	const errors = pino.destination({ fd: process.stderr.fd, sync: true });
	const lines = gatherLines(errors, (run) => void setTimeout(run, LOG_AFTER_MS).unref());
	process.on('exit', lines.letGo);
	const log = createLog(level, lines);
	const metrics = config.metricsToken === null ? noMetrics : await openMetrics();
	const surroundings = { ...realSurroundings(log.fault), log, metrics };
	return { server: createServer(config, surroundings), config, log };
}

async function run(): Promise<void> {
	const { server, config, log } = await start();
	let isStopping = false;
	const stop = (): void => {
		if (isStopping) return;
		isStopping = true;
		say('Stopping.');
		log.event('info', 'stopping');
		server.close().then(
			() => process.exit(0),
			(error: unknown) => fail(error, 'Offhook could not stop in good order.')
		);
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	const address = await server.listen();
	log.event('info', 'started');
	const { port, protocol } = new URL(address);
	const host = config.host === '0.0.0.0' ? 'localhost' : config.host;
	say(`Offhook runs at ${protocol}//${host}:${port}`);
	const code = server.setupCode();
	if (code !== null) say(`Set it up there with this one-time code: ${code}`);
	// A server that is killed writes nothing at its end.
	setTimeout(flushCompileCache, FLUSH_AFTER_MS).unref();
	collectAtRest(restOfProcess());
}

run().catch((error: unknown) => fail(error));
