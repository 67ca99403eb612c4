import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import { isFileTaken, takeFile } from './persistence/exclusive-file.ts';

const noteSchema = z.object({
	pid: z.int().positive(),
	address: z.string(),
	orders: z.object({ path: z.string(), secret: z.string() }).optional()
});

/** What the process that works on a data folder says of itself. */
export type RunningServer = Partial<z.infer<typeof noteSchema>>;

/** Where the terminal reaches a running server, and how it proves that it may read its folder. */
export type OrdersPlace = z.infer<typeof noteSchema>['orders'];

const lockFile = (dataDir: string): string => join(dataDir, 'server.lock');
const noteFile = (dataDir: string): string => join(dataDir, 'server.json');

/** The process that works on this folder; undefined when none does. */
export function runningServer(dataDir: string): RunningServer | undefined {
	return isFileTaken(lockFile(dataDir)) ? (readNote(dataDir) ?? {}) : undefined;
}

/** A process in words, for somebody who has to find it. */
export function describeProcess({ pid, address }: RunningServer): string {
	return pid === undefined
		? 'a process that is just starting'
		: `process ${pid} (${address ?? ''})`;
}

/** A data folder that this process alone works on. */
export interface HeldFolder {
	/** Tells others that read this folder who works on it. */
	announce(address: string, orders?: OrdersPlace): void;
	release(): void;
}

/** Takes a data folder. Two processes on one would each hold documents that no longer fit. */
export function holdFolder(dataDir: string): HeldFolder {
	const release = takeFile(lockFile(dataDir));
	if (release === undefined) throw folderTaken(dataDir);
	const forget = (): void => rmSync(noteFile(dataDir), { force: true });
	// That of a process that died would be taken for ours.
	forget();
	return {
		announce(address, orders) {
			const note = { pid: process.pid, address, ...(orders && { orders }) };
			const temporary = `${noteFile(dataDir)}.${process.pid}.tmp`;
			writeFileSync(temporary, `${JSON.stringify(note)}\n`, { mode: 0o600 });
			renameSync(temporary, noteFile(dataDir));
		},
		release() {
			forget();
			release();
		}
	};
}

/** Refuses a folder that another process works on, before anything in it is opened. */
export function refuseTaken(dataDir: string): void {
	if (runningServer(dataDir) !== undefined) throw folderTaken(dataDir);
}

function folderTaken(dataDir: string): ConfigError {
	const process = describeProcess(runningServer(dataDir) ?? {});
	return new ConfigError(
		'DATA_DIR',
		`${process} works on ${dataDir}. Stop it, or choose another folder.`
	);
}

function readNote(dataDir: string): RunningServer | undefined {
	try {
		return noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir), 'utf8')));
	} catch {
		// Missing while the process starts, or not readable for this user.
		return undefined;
	}
}
