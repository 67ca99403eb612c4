// Finds, or as a last resort fetches, the browser that the end-to-end tests drive.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

/** Draws without a window to draw into: the same engine, and tests take a fifth less time. */
const shell = '/usr/lib/chromium/chromium-headless-shell';

const knownPaths = {
	linux: [
		shell,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/usr/bin/google-chrome-stable',
		'/opt/google/chrome/chrome',
		'/snap/bin/chromium'
	],
	darwin: [
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium'
	],
	win32: [
		process.env['PROGRAMFILES'],
		process.env['PROGRAMFILES(X86)'],
		process.env['LOCALAPPDATA']
	]
		.filter((folder) => folder !== undefined)
		.map((folder) => join(String(folder), 'Google', 'Chrome', 'Application', 'chrome.exe'))
};

/** @returns {string | undefined} */
function installedChromium() {
	const paths = Object.entries(knownPaths).find(([platform]) => platform === process.platform);
	return paths?.[1].find((path) => existsSync(path));
}

/** @returns {Promise<string | undefined>} */
async function playwrightChromium() {
	const { chromium } = await import('@playwright/test');
	return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/**
 * The browser to use without installing anything; undefined leaves the choice to Playwright.
 * @returns {string | undefined}
 */
export function findChromium() {
	return process.env['CHROMIUM'] || installedChromium();
}

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
	return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Debian packs the shell by itself, Ubuntu does not. */
function installByApt() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
	console.log('offhook: installing Chromium with apt-get …');
	process.env['DEBIAN_FRONTEND'] = 'noninteractive';
	if (!succeeds('apt-get', ['update'])) return;
	if (succeeds('apt-get', ['install', '-y', 'chromium-headless-shell'])) return;
	if (!installedChromium()) succeeds('apt-get', ['install', '-y', 'chromium']);
}

function installByPlaywright() {
	console.log('offhook: fetching Playwright’s own Chromium …');
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
	succeeds(process.execPath, [cli, 'install', 'chromium']);
}

/**
 * Makes sure there is a browser and returns its path, or a sentence saying why there is none.
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function ensureChromium() {
	const chosen = process.env['CHROMIUM'];
	if (chosen) {
		return existsSync(chosen)
			? { path: chosen }
			: { problem: `the environment variable CHROMIUM names ${chosen}, which does not exist.` };
	}
	if (!existsSync(shell)) installByApt();
	const present = installedChromium() ?? (await playwrightChromium());
	if (present) return { path: present };
	installByPlaywright();
	const fetched = await playwrightChromium();
	if (fetched) return { path: fetched };
	return {
		problem:
			'no Chromium or Chrome was found and none could be installed. Install one, or set the ' +
			'environment variable CHROMIUM to its path.'
	};
}
