import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** Figures of the app in Chromium, on a processor made slower; the app must have been built. */
export default defineConfig(base, {
	testDir: '.',
	projects: [{ name: 'app', testMatch: '*.bench.ts' }],
	outputDir: '../../test-results/bench',
	timeout: 480_000,
	// A trace takes pictures of the page in the page, which is what would be measured then.
	use: { trace: 'off' }
});
