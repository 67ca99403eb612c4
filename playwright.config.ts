import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();

/** Every test starts its own server on a free port, so there is no shared `webServer`. */
export default defineConfig({
	testDir: 'tests/e2e',
	// The longer tier walks every screen in every look, and does what is rare or takes long.
	projects: [
		{ name: 'everyday', testMatch: '*.e2e.ts', testIgnore: 'long/**', grepInvert: /@long/ },
		{ name: 'long', testMatch: '**/*.e2e.ts', grep: /@long|long\// }
	],
	// The benchmarks start from another folder.
	globalSetup: join(import.meta.dirname, 'tests/e2e/support/filled.ts'),
	outputDir: 'test-results',
	fullyParallel: false,
	// Each worker has a server of its own, and a test up to three browsers.
	workers: 2,
	// Patience for a machine that does much else; what passes is no slower for it.
	timeout: 180_000,
	expect: { timeout: 30_000 },
	forbidOnly: Boolean(process.env['CI']),
	// On a fresh machine, beside others; the summary names each test that needed it.
	retries: process.env['CI'] ? 1 : 0,
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		// Traces take a tenth of the time; `--trace on` has one where it is wanted.
		trace: 'off',
		launchOptions: {
			...(executablePath && { executablePath }),
			args: [
				'--no-sandbox',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-quic'
			]
		}
	}
});
