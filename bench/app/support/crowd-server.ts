import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');

/** A server full of tickets, and the crowd that edits them. */
export interface CrowdServer {
	readonly address: string;
	/** How many changes others make per second, until told otherwise. */
	edit(perSecond: number): Promise<void>;
	/** Writes every ticket's document to a file, one a line. */
	dump(path: string): Promise<void>;
	stop(): Promise<void>;
}

export async function startCrowd(tickets: number, messages: number): Promise<CrowdServer> {
	const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
	const args = ['bench/app/support/crowd.ts', folder, String(tickets), String(messages)];
	const child = spawn(join(root, 'node_modules/.bin/node'), args, {
		cwd: root,
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const said = async (start: string): Promise<string> => {
		for (;;) {
			const { value, done } = await lines.next();
			if (done) throw new Error('the server ended');
			if (value.startsWith(start)) return value.slice(start.length).trim();
		}
	};
	const order = async (what: string, value: string) => {
		child.stdin.write(`${what} ${value}\n`);
		await said(`done ${what}`);
	};
	return {
		address: await said('ready'),
		edit: (perSecond) => order('edit', String(perSecond)),
		dump: (path) => order('dump', path),
		async stop() {
			const ended = once(child, 'exit');
			child.stdin.write('stop\n');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
