import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../', import.meta.url));
const MANIFESTS = ['package.json', 'package-lock.json'] as const;

/**
 * Where the peers are installed. Not beside their manifest: there, their versions of what we use too
 * would be found first by the benchmarks themselves.
 */
export const peersFolder = fileURLToPath(
	new URL('../../node_modules/.cache/offhook-peers/', import.meta.url)
);

/** Finds packages as code in the peers' folder would. */
export const requirePeer = createRequire(join(peersFolder, 'package.json'));

function isInstalled(): boolean {
	const marker = join(peersFolder, 'node_modules/.package-lock.json');
	return (
		existsSync(marker) &&
		MANIFESTS.every(
			(name) =>
				existsSync(join(peersFolder, name)) &&
				readFileSync(join(peersFolder, name)).equals(readFileSync(join(source, name)))
		)
	);
}

/** Installs the servers to compare with, if their lock has changed since; runs no install script. */
export function installPeers(): void {
	if (isInstalled()) return;
	console.log('installing the servers to compare with …');
	mkdirSync(peersFolder, { recursive: true });
	for (const name of MANIFESTS) copyFileSync(join(source, name), join(peersFolder, name));
	const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
		cwd: peersFolder,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (status !== 0) throw new Error('npm could not install the servers in bench/package.json');
}
