import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockContent = z.object({ pid: z.int().positive(), address: z.string() });

/** The server that works on a data folder. */
export type RunningServer = z.infer<typeof lockContent>;

const lockFile = (dataDir: string): string => join(dataDir, 'server.json');

/** The server that runs on this folder; undefined when none does, or the one that did is gone. */
export function runningServer(dataDir: string): RunningServer | undefined {
	const lock = readLock(dataDir);
	return lock !== undefined && isAlive(lock.pid) ? lock : undefined;
}

/** Says that this process serves a data folder; the result takes it back. */
export function markRunning(dataDir: string, address: string): () => void {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const lock: RunningServer = { pid: process.pid, address };
	writeFileSync(lockFile(dataDir), `${JSON.stringify(lock)}\n`, { mode: 0o600 });
	return () => {
		if (readLock(dataDir)?.pid === process.pid) rmSync(lockFile(dataDir), { force: true });
	};
}

function readLock(dataDir: string): RunningServer | undefined {
	try {
		return lockContent.parse(JSON.parse(readFileSync(lockFile(dataDir), 'utf8')));
	} catch {
		// Missing, or half written by a process that died: nobody is known to run.
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// A process of somebody else is alive all the same.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
