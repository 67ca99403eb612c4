import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { peersFolder } from './install.ts';

export type Protocol = 'offhook' | 'y-websocket' | 'hocuspocus';

/** A server that can be started on a folder that `content/make.ts` has filled. */
export interface Contender {
	readonly name: Protocol;
	start(folder: string): Promise<Running>;
}

export interface Running {
	readonly protocol: Protocol;
	/** `ws://host:port` */
	readonly url: string;
	readonly pid: number;
	/** When the process was made, on the clock that all processes share. */
	readonly spawnedMs: number;
	stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Set to a folder: our server writes a CPU profile there when it stops. */
const PROFILES = process.env['BENCH_PROFILE'];

interface Start {
	readonly protocol: Protocol;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** What the line looks like that tells that it listens. */
	readonly listens: RegExp;
	readonly port: number;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

async function launch({ protocol, args, env, listens, port }: Start): Promise<Running> {
	const spawnedMs = Number(process.hrtime.bigint()) / 1e6;
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const exited = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	// Our log is written as in production and read here, as something reads it there.
	let lastWords = '';
	child.stderr.on('data', (words: Buffer) => {
		lastWords = `${lastWords}${words.toString()}`.slice(-2_000);
	});
	await new Promise<void>((resolve, reject) => {
		lines.on('line', (line) => {
			if (listens.test(line)) resolve();
		});
		child.on('exit', (code) => reject(new Error(`${protocol} ended with ${code}: ${lastWords}`)));
	});
	return {
		protocol,
		url: `ws://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		spawnedMs,
		async stop() {
			// Hocuspocus waits for its clients to go; nobody else's state is of use after a run either.
			child.kill(protocol === 'offhook' ? 'SIGTERM' : 'SIGKILL');
			const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
			await exited;
			clearTimeout(killer);
		}
	};
}

const offhook: Contender = {
	name: 'offhook',
	async start(folder) {
		const profile = PROFILES === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`];
		return launch({
			protocol: 'offhook',
			args: [...profile, join(root, 'sync-server/main.ts')],
			env: { DATA_DIR: join(folder, 'offhook') },
			listens: /^Offhook runs at/,
			port: await freePort()
		});
	}
};

const yWebsocket: Contender = {
	name: 'y-websocket',
	async start(folder) {
		return launch({
			protocol: 'y-websocket',
			args: [join(peersFolder, 'node_modules/y-websocket/bin/server.cjs')],
			env: { YPERSISTENCE: join(folder, 'leveldb') },
			listens: /^running at/,
			port: await freePort()
		});
	}
};

const hocuspocus: Contender = {
	name: 'hocuspocus',
	async start(folder) {
		return launch({
			protocol: 'hocuspocus',
			args: [join(root, 'bench/servers/hocuspocus.mjs')],
			env: { PEERS: peersFolder, DATABASE: join(folder, 'hocuspocus.sqlite') },
			listens: /^listening/,
			port: await freePort()
		});
	}
};

export const contenders: readonly Contender[] = [offhook, yWebsocket, hocuspocus];
