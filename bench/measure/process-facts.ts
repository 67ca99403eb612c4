import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts CPU time in hundredths of a second, whatever the machine. */
const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used, in user and in kernel mode. */
export function cpuSeconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name, in brackets, may hold spaces.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function statusMegabytes(pid: number, key: string): number {
	const line = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(
		readFileSync(`/proc/${pid}/status`, 'utf8')
	);
	return Number(line?.[1] ?? 0) / 1_024;
}

/** The most memory a process has ever held, in MB. */
export const peakMegabytes = (pid: number): number => statusMegabytes(pid, 'VmHWM');

/** The memory a process holds now, in MB. */
export const residentMegabytes = (pid: number): number => statusMegabytes(pid, 'VmRSS');

/** The bytes of a file, or of all files in a folder, in MB. */
export function folderMegabytes(path: string): number {
	if (statSync(path).isFile()) return statSync(path).size / 1e6;
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size / 1e6, 0);
}

/** How busy the whole machine is: the load average of the last minute. */
export const machineLoad = (): number =>
	Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
