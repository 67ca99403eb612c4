import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();

/** Every test starts its own server on a free port, so there is no shared `webServer`. */
export default defineConfig({
	testDir: 'tests/e2e',
	// The longer tier walks every screen in every look.
	projects: [
		{ name: 'everyday', testMatch: '*.e2e.ts', testIgnore: 'long/**' },
		{ name: 'long', testMatch: 'long/*.e2e.ts' }
	],
	outputDir: 'test-results',
	fullyParallel: false,
	// Each test has a server and up to two browsers: on two cores, two at a time starve each other.
	workers: 1,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	forbidOnly: Boolean(process.env['CI']),
	retries: 0,
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		// Pictures of every moment would take longer than the test; the pages themselves tell as much.
		trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
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
