import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { MachineError } from '../machine-error.ts';
import { newestBackupMs } from './manifest.ts';

export interface ScheduleParts {
	readonly config: Pick<Config, 'dataDir' | 'backup'>;
	/** Whether there is anything to save yet. */
	readonly isSetUp: () => boolean;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
}

const LOOK_MS = 300_000;
const HOUR_MS = 3_600_000;
/** Behind whatever serves people. */
const NICE = 10;
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** Makes backups when they are due, each in a process of its own. */
export function startSchedule(parts: ScheduleParts): { close(): Promise<void> } {
	const { config, isSetUp, now, after, report } = parts;
	const { dir, everyHours } = config.backup;
	let running: { readonly stop: () => void; readonly ended: Promise<void> } | undefined;
	let isClosed = false;

	function look(): void {
		if (isClosed) return;
		after(LOOK_MS, look);
		try {
			if (running === undefined && isSetUp() && isDue()) begin();
		} catch (error) {
			// The disk for backups is away: that is told, and stops nothing else.
			report(error, 'backup');
		}
	}

	const isDue = (): boolean => now() - newestBackupMs(dir) >= everyHours * HOUR_MS;

	function begin(): void {
		running = runBackup(config);
		running.ended
			.catch((error: unknown) => isClosed || report(error, 'backup'))
			.finally(() => (running = undefined));
	}

	if (everyHours > 0) after(LOOK_MS, look);
	return {
		async close() {
			isClosed = true;
			running?.stop();
			await running?.ended.catch(() => undefined);
		}
	};
}

function runBackup({ dataDir, backup }: ScheduleParts['config']) {
	const child = spawn(process.execPath, [CLI, 'backup'], {
		env: {
			...process.env,
			DATA_DIR: dataDir,
			BACKUP_DIR: backup.dir,
			BACKUP_KEEP: String(backup.keep)
		},
		stdio: ['ignore', 'ignore', 'pipe']
	});
	child.on('spawn', () => setPriority(child.pid ?? 0, NICE));
	const ended = new Promise<void>((resolve, reject) => {
		let words = '';
		child.stderr.on('data', (piece: Buffer) => (words += piece.toString()));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			// Of a fault that nobody expected, the words may quote what somebody wrote.
			else reject(new MachineError(`no backup was made${code === 1 ? `: ${words.trim()}` : ''}`));
		});
	});
	return { stop: () => void child.kill(), ended };
}
