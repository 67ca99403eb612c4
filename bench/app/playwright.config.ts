import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** Figures of the app in Chromium, on a processor made slower; the app must have been built. */
export default defineConfig(base, {
	testDir: '.',
	projects: [{ name: 'app', testMatch: '*.bench.ts' }],
	outputDir: '../../test-results/bench',
	timeout: 480_000,
	workers: 1
});
