import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Planted } from './faults.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PARTS = ['src', 'sync-server', 'tests', 'scripts', 'static'];
const FILES = ['package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
const REPORT = 'report.json';

/** What a suite said in the copy, by the titles of its tests. */
export interface Verdict {
	readonly passed: readonly string[];
	readonly failed: readonly string[];
	/** What was printed, for whoever wonders. */
	readonly output: string;
}

/** A copy of the project in a folder of its own; what it needs from the registry is shared. */
export function copyProject(): { readonly path: string; readonly remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), 'offhook-checkers-'));
	for (const part of [...PARTS, ...FILES])
		cpSync(join(root, part), join(path, part), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Plants a fault; throws when its place is gone, for then it checks nothing any more. */
export function plant(path: string, { file, text, fault }: Planted): void {
	const source = readFileSync(join(path, file), 'utf8');
	const places = source.split(text).length - 1;
	if (places !== 1)
		throw new Error(`${file} has ${places} places for this fault, not one: ${text}`);
	writeFileSync(
		join(path, file),
		source.replace(text, () => fault)
	);
}

/** Runs the tests of one suite whose titles contain `title`, in the copy. */
export async function runSuite(path: string, { suite, title }: Planted): Promise<Verdict> {
	const escaped = title.replaceAll(/[[\]().]/g, '\\$&');
	const output = await run(path, [
		join('node_modules', 'vitest', 'vitest.mjs'),
		...['run', suite, '-t', escaped, '--reporter=json', `--outputFile=${REPORT}`]
	]);
	const tests = readReport(join(path, REPORT), output);
	const titles = (status: string) =>
		tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
	return { passed: titles('passed'), failed: titles('failed'), output };
}

function run(cwd: string, args: readonly string[]): Promise<string> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, args, {
			cwd,
			env: { ...process.env, SIM_SEEDS: '4', VITEST: undefined, VITEST_MODE: undefined },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
		child.on('close', () => {
			clearTimeout(timer);
			resolve(output);
		});
	});
}

interface Report {
	readonly testResults: readonly {
		readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
	}[];
}

function readReport(path: string, output: string) {
	try {
		const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
		return report.testResults.flatMap(({ assertionResults }) => assertionResults);
	} catch (cause) {
		throw new Error(`the suite gave no report: ${output.slice(-2_000)}`, { cause });
	}
}
