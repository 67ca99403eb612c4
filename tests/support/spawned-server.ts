import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The real server as a process of its own, which can be killed like any other. */
export async function spawnServer(
	dataDir: string,
	wrap: readonly string[] = [],
	onLog?: (text: string) => void
) {
	const command = [...wrap, process.execPath, 'sync-server/main.ts'];
	const [program = '', ...args] = command;
	const child: ChildProcess = spawn(program, args, {
		env: {
			...process.env,
			LOG_LEVEL: onLog === undefined ? 'warn' : 'info',
			...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir }
		},
		stdio: ['ignore', 'pipe', onLog === undefined ? 'inherit' : 'pipe']
	});
	child.stderr?.on('data', (text: Buffer) => onLog?.(text.toString()));
	const exited = once(child, 'exit');
	const lines = createInterface({ input: child.stdout ?? process.stdin });
	for await (const line of lines) {
		const address = /(https?:\/\/\S+)/.exec(line)?.[1];
		if (address !== undefined)
			return {
				address,
				socketUrl: address.replace(/^http/, 'ws'),
				pid: child.pid ?? 0,
				/** At the end of a test, however it ends: a server left behind keeps vitest waiting. */
				async [Symbol.asyncDispose]() {
					await this.kill('SIGKILL');
				},
				async kill(signal: NodeJS.Signals) {
					child.kill(signal);
					await exited;
					// An open pipe would keep the test's own process from ending.
					child.stdout?.destroy();
					child.stderr?.destroy();
					child.unref();
				}
			};
	}
	throw new Error('the server ended before it listened');
}
