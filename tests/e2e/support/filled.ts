import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../../..');
// The tests may run under the machine's own Node; the server needs the one that came with the project.
const ownNode = join(root, 'node_modules/.bin/node');
export const node = existsSync(ownNode) ? ownNode : process.execPath;

/** The variable that names the folder with the demo organisation that servers start from. */
export const FILLED_FOLDER = 'OFFHOOK_E2E_FILLED';

/** Fills a data folder with the demo organisation and as many tickets besides. */
export async function seed(dataDir: string, tickets: number): Promise<void> {
	const script = join(root, 'tests/e2e/support/seed.ts');
	await promisify(execFile)(node, [script, dataDir, String(tickets)], { cwd: root });
}

/** Playwright calls this once before all tests, and what it gives back after them. */
// eslint-disable-next-line no-restricted-syntax -- the only export that Playwright calls
export default async function fillOnce(): Promise<() => void> {
	const folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-filled-'));
	await seed(folder, 0);
	process.env[FILLED_FOLDER] = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}
