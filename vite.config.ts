import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';

// In development the app and the server are two processes; keeping the Host header lets the server
// compare it with Origin as it does in production.
const serverPort = process.env['SERVER_PORT'] ?? '8081';
const toServer = { target: `http://127.0.0.1:${serverPort}`, changeOrigin: false };

const slowTiers = ['long', 'soak'];
const everyday = ['src', 'sync-server', 'scripts', 'tests'];
const neverTests = [
	...configDefaults.exclude,
	'tests/project/fixtures/**',
	...slowTiers.map((tier) => `tests/${tier}/**`)
];

/** `vitest run` runs what every change must pass; `--mode long` and `--mode soak` the slower tiers. */
export default defineConfig(({ mode }) => {
	const isSlow = slowTiers.includes(mode);
	const roots = isSlow ? [`tests/${mode}`] : everyday;
	const exclude = isSlow ? configDefaults.exclude : neverTests;
	return {
		plugins: [sveltekit()],
		server: {
			port: 5173,
			proxy: { '/api': toServer, '/sync': { ...toServer, ws: true } }
		},
		test: {
			testTimeout: isSlow ? 600_000 : 30_000,
			hookTimeout: 30_000,
			passWithNoTests: true,
			projects: [
				{
					// Plain Node resolution: these tests must pass without Vite's help, like the server.
					test: {
						name: 'node',
						environment: 'node',
						include: roots.map((root) => `${root}/**/*.test.ts`),
						exclude: [...exclude, '**/*.svelte.test.ts'],
						testTimeout: isSlow ? 600_000 : 30_000
					}
				},
				{
					extends: true,
					resolve: { conditions: ['browser'] },
					test: {
						name: 'runes',
						environment: 'node',
						include: roots.map((root) => `${root}/**/*.svelte.test.ts`),
						exclude
					}
				}
			]
		}
	};
});
