import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import {
	configDefaults,
	defineConfig,
	type TestProjectConfiguration,
	type UserWorkspaceConfig
} from 'vitest/config';
import { appParts } from './scripts/app-parts.ts';

// In development the app and the server are two processes; keeping the Host header lets the server
// compare it with Origin as it does in production.
const serverPort = process.env['SERVER_PORT'] ?? '8081';
const toServer = { target: `http://127.0.0.1:${serverPort}`, changeOrigin: false };

/**
 * A feature's door only names what stands behind it. Told so, the bundler gives every page what that
 * page uses; otherwise whoever takes one thing from a feature loads all of it.
 */
const doors: Plugin = {
	name: 'feature-doors',
	transform: {
		filter: { id: /\/src\/lib\/features\/[^/]+\/index\.ts$/ },
		handler: (code) => ({ code, map: null, moduleSideEffects: false })
	}
};

/**
 * Yjs warns through a logger of its own that paints the console, and brings along what checks shapes:
 * a hundredth of what the first visit waits for. These words the console takes as they are.
 */
const plainLogging: Plugin = {
	name: 'plain-logging',
	transform: {
		filter: { id: /\/lib0\/logging\.js$/ },
		handler: () => ({
			code: `export const print = console.log;
				export const warn = console.warn;
				export const [ORANGE, BOLD, UNBOLD, RED] = ['', '', '', ''];`,
			map: null
		})
	}
};

const never = [...configDefaults.exclude, 'tests/project/fixtures/**'];
const runes = '**/*.svelte.test.ts';
const tiers = {
	property: ['**/*.property.test.ts'],
	simulation: ['tests/simulation/**/*.test.ts'],
	sync: ['tests/sync/**/*.test.ts', 'tests/crash/**/*.test.ts'],
	hostile: ['tests/hostile/**/*.test.ts']
};
const slowTiers = ['long', 'soak'];
/** Hundreds of small files share their processes and what those have loaded: three times as fast. */
const together = { isolate: false };
/** What measures how long others wait has the machine to itself, after everything else. */
const alone = { fileParallelism: false, sequence: { groupOrder: 1 } };

/** Plain Node resolution: these tests must pass without Vite's plugins, as the server does. */
function nodeTests(
	name: string,
	include: string[],
	{ exclude = [], ...more }: NonNullable<UserWorkspaceConfig['test']> = {}
): TestProjectConfiguration {
	return {
		test: {
			name,
			environment: 'node',
			include,
			exclude: [...never, ...exclude],
			testTimeout: 30_000,
			...more
		}
	};
}

const everyday: TestProjectConfiguration[] = [
	nodeTests(
		'unit',
		['src', 'sync-server', 'scripts', 'tests'].map((folder) => `${folder}/**/*.test.ts`),
		{
			exclude: [
				runes,
				...Object.values(tiers).flat(),
				...slowTiers.map((tier) => `tests/${tier}/**`)
			],
			...together
		}
	),
	{
		extends: true,
		resolve: { conditions: ['browser'] },
		test: { name: 'runes', environment: 'node', include: [runes], exclude: never, ...together }
	},
	...Object.entries(tiers).map(([name, include]) =>
		nodeTests(name, include, name === 'hostile' ? alone : {})
	)
];

function slow(mode: string): TestProjectConfiguration[] {
	const [measured, testTimeout] = [`tests/${mode}/siege.test.ts`, 1_800_000];
	return [
		nodeTests(mode, [`tests/${mode}/**/*.test.ts`], { exclude: [measured], testTimeout }),
		nodeTests(`${mode}-siege`, [measured], { testTimeout, ...alone })
	];
}

/** `vitest run` runs what every change must pass; `--mode long` and `--mode soak` the slower tiers. */
export default defineConfig(({ mode }) => ({
	plugins: [doors, plainLogging, sveltekit()],
	environments: {
		client: {
			build: { rolldownOptions: { output: { codeSplitting: { groups: appParts() } } } }
		}
	},
	server: { port: 5173, proxy: { '/api': toServer, '/sync': { ...toServer, ws: true } } },
	test: {
		passWithNoTests: true,
		// By default one core stays free, which is half of a small machine.
		maxWorkers: availableParallelism(),
		testTimeout: 30_000,
		projects: slowTiers.includes(mode) ? slow(mode) : everyday
	}
}));
