// Makes a fresh clone ready to run. Must parse on Node 18 and may import nothing but Node itself,
// because it runs before anything is installed.
//
//   node scripts/bootstrap.mjs install   dependencies and a suitable Node
//   node scripts/bootstrap.mjs build     the same, then the app if its sources changed
//   node scripts/bootstrap.mjs sync      what SvelteKit generates, for checks of types
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const kitLock = join(modules, '.svelte-kit.lock');
const buildStamp = join(root, 'build', '.stamp');

const buildInputs = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];

class SetupError extends Error {}

/** @param {string} words */
function say(words) {
	console.log(`offhook: ${words}`);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, extraneous?: boolean }>}
 */
function lockedPackages(path) {
	return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/**
 * npm writes `node_modules/.package-lock.json` last, so it is missing after an interrupted install
 * and right after any kind of finished one. An optional package may be absent: it is for another system.
 */
function isInstalled() {
	const installedLock = join(modules, '.package-lock.json');
	if (!existsSync(installedLock)) return false;
	const installed = lockedPackages(installedLock);
	const wanted = Object.entries(lockedPackages(join(root, 'package-lock.json')));
	return wanted.every(([path, { version, optional }]) => {
		if (path === '') return true;
		const found = installed[path];
		return found ? found.version === version : optional === true;
	});
}

function installDependencies() {
	if (isInstalled()) return;
	say('installing dependencies (about a minute, only when they change) …');
	const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
	// npm names itself and its own Node; the Node in node_modules may be the one being replaced.
	const npm = process.env.npm_execpath;
	const node = process.env.npm_node_execpath || process.execPath;
	const stdio = 'inherit';
	const result = npm
		? spawnSync(node, [npm, ...args], { cwd: root, stdio })
		: spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' });
	if (result.status !== 0) {
		throw new SetupError('npm could not install the dependencies; its message is above.');
	}
}

/** @param {string} version */
function isSuitable(version) {
	const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 18);
}

/** The Node that came with the dependencies, else the one that is running, if new enough. */
function suitableNode() {
	const bundled = bundledNode();
	if (bundled && spawnSync(bundled, ['--version']).status === 0) return bundled;
	if (isSuitable(process.version)) return process.execPath;
	throw new SetupError(
		`this machine has Node ${process.version} and no ready-made newer one exists for ` +
			`${process.platform} ${process.arch}. Install Node 22.18 or newer from nodejs.org, then try again.`
	);
}

function bundledNode() {
	const isWindows = process.platform === 'win32';
	const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
	const path = join(modules, name, 'bin', isWindows ? 'node.exe' : 'node');
	return existsSync(path) ? path : undefined;
}

/**
 * npm scripts find Node through `.bin`. npm 10 leaves no link there: the packages for other systems
 * own a link of the same name, and it removes that when it skips them.
 */
function linkBundledNode() {
	const bundled = bundledNode();
	if (!bundled) return;
	const link = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
	if (existsSync(link)) return;
	const target = relative(dirname(link), bundled);
	if (process.platform === 'win32') writeFileSync(link, `@"%~dp0\\${target}" %*\r\n`);
	else symlinkSync(target, link);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
	if (!existsSync(path)) return [];
	const entries = readdirSync(path, { withFileTypes: true });
	return entries.flatMap((entry) => {
		const child = join(path, entry.name);
		if (entry.isDirectory()) return filesUnder(child);
		return /\.test\.ts$/.test(entry.name) ? [] : [child];
	});
}

// Contents rather than dates: a checkout touches every file, and a deleted file leaves no date.
function sourcesHash() {
	const hash = createHash('sha256');
	const files = buildInputs.flatMap((input) => {
		const path = join(root, input);
		return /\.\w+$/.test(input) ? [path] : filesUnder(path);
	});
	for (const file of files.sort()) {
		hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex');
}

/** @param {string} path */
function holderOf(path) {
	try {
		const pid = Number(readFileSync(path, 'utf8'));
		process.kill(pid, 0);
		return pid;
	} catch (error) {
		// Whoever held it is gone, or has just let go of it.
		return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 0 : undefined;
	}
}

/** @param {string} path */
function take(path) {
	if (existsSync(path) && holderOf(path) === undefined) rmSync(path, { force: true });
	try {
		writeFileSync(path, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/**
 * Does something while no other process does: both a build and a check of types write `.svelte-kit`,
 * and a build that another one writes into has no pages.
 * @param {() => void} work
 * @param {{ path?: string, patienceMs?: number }} [terms]
 */
export function alone(work, { path = kitLock, patienceMs = 300_000 } = {}) {
	const endMs = Date.now() + patienceMs;
	while (!take(path)) {
		if (Date.now() > endMs)
			throw new SetupError(`another build or check goes on; if it does not, delete ${path}.`);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
	}
	try {
		work();
	} finally {
		rmSync(path, { force: true });
	}
}

function syncKit() {
	const kit = join(modules, '@sveltejs', 'kit', 'svelte-kit.js');
	const result = spawnSync(suitableNode(), [kit, 'sync'], { cwd: root, stdio: 'inherit' });
	if (result.status !== 0) throw new SetupError('svelte-kit sync failed; the reason is above.');
}

function buildApp() {
	const wanted = sourcesHash();
	if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === wanted) return;
	say('building the app (only when its sources change) …');
	const vite = join(modules, 'vite', 'bin', 'vite.js');
	const env = { ...process.env, NODE_ENV: 'production' };
	const result = spawnSync(suitableNode(), [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		env,
		encoding: 'utf8'
	});
	if (result.status !== 0) {
		console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
		throw new SetupError('the app could not be built; the reason is above.');
	}
	writeFileSync(buildStamp, wanted);
}

/** @param {string | undefined} goal */
function prepare(goal) {
	installDependencies();
	linkBundledNode();
	suitableNode();
	if (goal === 'build') alone(buildApp);
	if (goal === 'sync') alone(syncKit);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		prepare(process.argv[2]);
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		console.error(`offhook: ${error.message}`);
		process.exitCode = 1;
	}
}
