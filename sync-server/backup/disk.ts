import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes sure that a file's content, or a folder's names, have reached the disk. */
export async function settle(path: string): Promise<void> {
	// Windows can open neither a folder nor a file it only reads for this.
	if (process.platform === 'win32') return;
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

export async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(path)) hash.update(piece);
	return hash.digest('hex');
}

/** Copies a file so that it is whole under its name, or not there at all. */
export async function copyWhole(from: string, to: string): Promise<void> {
	if (existsSync(to)) return;
	await mkdir(dirname(to), { recursive: true, mode: 0o700 });
	const temporary = `${to}.tmp`;
	try {
		await copyFile(from, temporary);
		await settle(temporary);
		await rename(temporary, to);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

/** The names in a folder; none when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
	try {
		return (await readdir(folder)).sort();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
