import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { readPlaywrightReport, readVitestReport, type Counts } from './reports.ts';

export interface Outcome extends Counts {
	readonly name: string;
	readonly ms: number;
	readonly note: string;
}

type StageResult = Counts & { readonly note: string };

export interface Stage {
	readonly name: string;
	/** What `npm test -- <group>` also runs this stage. */
	readonly group: string;
	readonly title: string;
	/** Part of plain `npm test`. */
	readonly isEveryday: boolean;
	/** Leaves the machine room for another stage at the same time. */
	readonly isLight: boolean;
	readonly run: (place: Place) => Promise<StageResult>;
}

/** Where a stage puts what it has to say. */
export interface Place {
	readonly reportPath: string;
	/** Takes what is printed; without it, it goes to the terminal as it comes. */
	readonly say?: (text: string) => void;
}

type Command = readonly [script: string, ...args: string[]];

interface Finished {
	readonly code: number;
	readonly note: string;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = {
	depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
	eslint: 'eslint/bin/eslint.js',
	knip: 'knip/bin/knip.js',
	playwright: '@playwright/test/cli.js',
	prettier: 'prettier/bin/prettier.cjs',
	svelteCheck: 'svelte-check/bin/svelte-check',
	vitest: 'vitest/vitest.mjs'
};

/** Tools are started by path on this very Node: `.bin` wrappers would find the host's older one. */
function tool(name: keyof typeof bin, ...args: string[]): Command {
	return [join('node_modules', bin[name]), ...args];
}

interface Terms {
	readonly limitMinutes: number;
	readonly say?: Place['say'];
	readonly extraEnv?: NodeJS.ProcessEnv;
}

function run([script, ...args]: Command, terms: Terms): Promise<Finished> {
	const { limitMinutes, say, extraEnv } = terms;
	return new Promise((resolve) => {
		const output = say === undefined ? 'inherit' : 'pipe';
		const child = spawn(process.execPath, [script, ...args], {
			cwd: root,
			env: { ...process.env, ...extraEnv },
			stdio: ['ignore', output, output]
		});
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', (text: string) => say?.(text));
		let note = '';
		const timer = setTimeout(() => {
			note = `stopped after ${limitMinutes} minutes`;
			child.kill('SIGKILL');
		}, limitMinutes * 60_000);
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve({ code: code ?? 1, note });
		});
	});
}

/** A static check counts as one test, whatever the number of its findings. */
function check(name: string, group: string, title: string, ...commands: Command[]): Stage {
	return {
		name,
		group,
		title,
		isEveryday: true,
		isLight: name !== 'build',
		run: async ({ say }) => {
			for (const command of commands) {
				const { code, note } = await run(command, { limitMinutes: 5, ...(say && { say }) });
				if (code !== 0) return { passed: 0, failed: 1, skipped: 0, findings: [], note };
			}
			return { passed: 1, failed: 0, skipped: 0, findings: [], note: '' };
		}
	};
}

/** A runner that fails without naming a failed test (a crash, an unhandled error) counts as one. */
function withExit(counts: Counts, { code, note }: Finished): StageResult {
	const isUnexplained = code !== 0 && counts.failed === 0;
	return {
		...counts,
		failed: isUnexplained ? 1 : counts.failed,
		note: note || (isUnexplained ? `exit code ${code} without a failed test` : '')
	};
}

function vitest(name: string, title: string, limitMinutes: number, projects = [name]): Stage {
	const isEveryday = name !== 'long' && name !== 'soak';
	const choice = isEveryday
		? projects.map((project) => `--project=${project}`)
		: [`--mode=${name}`];
	return {
		name,
		group: isEveryday ? 'vitest' : name,
		title,
		isEveryday,
		isLight: false,
		run: async ({ reportPath, say }) => {
			const reporters = [
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${reportPath}`
			];
			const command = tool('vitest', 'run', ...reporters, ...choice);
			const finished = await run(command, { limitMinutes, ...(say && { say }) });
			return withExit(readVitestReport(reportPath), finished);
		}
	};
}

async function runPlaywright(project: string, { reportPath, say }: Place): Promise<StageResult> {
	const browser = await ensureChromium();
	if ('problem' in browser) {
		console.error(`offhook: ${browser.problem}`);
		return { passed: 0, failed: 1, skipped: 0, findings: [], note: browser.problem };
	}
	const finished = await run(
		tool('playwright', 'test', `--project=${project}`, '--reporter=list,json'),
		{
			limitMinutes: 20,
			...(say && { say }),
			extraEnv: { CHROMIUM: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath }
		}
	);
	return withExit(readPlaywrightReport(reportPath), finished);
}

/** What SvelteKit generates, when no build writes it. */
const sync: Command = ['scripts/bootstrap.mjs', 'sync'];

/** In this order, and what is light beside its neighbours. */
export const stages: readonly Stage[] = [
	vitest('unit', 'rules beside their sources, and the project’s own', 4, ['unit', 'runes']),
	vitest('property', 'laws that hold for any input', 3),
	vitest('sync', 'real sockets, real files, real processes', 6),
	vitest('hostile', 'what people do who mean harm', 4),
	check('build', 'e2e', 'the app the browser tests open', ['scripts/bootstrap.mjs', 'build']),
	{
		name: 'browser',
		group: 'e2e',
		title: 'what people do, in Chromium',
		isEveryday: true,
		isLight: false,
		run: (place) => runPlaywright('everyday', place)
	},
	{
		...vitest('simulation', 'whole systems on a virtual clock, network and disk', 4),
		isLight: true
	},
	check('eslint', 'lint', 'eslint', sync, tool('eslint', '.')),
	check(
		'types',
		'static',
		'svelte-check',
		sync,
		tool('svelteCheck', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human')
	),
	check('format', 'lint', 'prettier', tool('prettier', '--check', '--log-level', 'warn', '.')),
	check(
		'imports',
		'lint',
		'direction of imports',
		tool(
			'depcruise',
			'--config',
			'.dependency-cruiser.mjs',
			'src',
			'sync-server',
			'scripts',
			'tests'
		)
	),
	check('unused', 'lint', 'dead files, exports and dependencies', tool('knip')),
	vitest('long', 'the longer tier', 15),
	{
		name: 'long-browser',
		group: 'long',
		title: 'every screen in every look, and what is rare, in Chromium',
		isEveryday: false,
		isLight: false,
		run: (place) => runPlaywright('long', place)
	},
	vitest('soak', 'hours of use', 600)
];

export const stageNames: readonly string[] = [
	...new Set(stages.flatMap((stage) => [stage.name, stage.group]))
];
