import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z.object({
	numPassedTests: z.number(),
	numPendingTests: z.number(),
	numTodoTests: z.number(),
	testResults: z.array(
		z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })
	)
});

const playwrightReport = z.object({
	stats: z.object({
		expected: z.number(),
		unexpected: z.number(),
		flaky: z.number(),
		skipped: z.number()
	}),
	errors: z.array(z.unknown())
});

function readReport(path: string): unknown {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A file that could not be loaded has no failed test of its own and counts as one. */
export function countVitest(report: unknown): Counts {
	const parsed = vitestReport.safeParse(report);
	if (!parsed.success) return none;
	const failedIn = parsed.data.testResults.map(({ status, assertionResults }) => {
		const failed = assertionResults.filter((test) => test.status === 'failed').length;
		return status === 'failed' ? Math.max(1, failed) : failed;
	});
	return {
		passed: parsed.data.numPassedTests,
		failed: failedIn.reduce((sum, failed) => sum + failed, 0),
		skipped: parsed.data.numPendingTests + parsed.data.numTodoTests
	};
}

export function countPlaywright(report: unknown): Counts {
	const parsed = playwrightReport.safeParse(report);
	if (!parsed.success) return none;
	const { expected, unexpected, flaky, skipped } = parsed.data.stats;
	return { passed: expected, failed: unexpected + flaky + parsed.data.errors.length, skipped };
}

export function readVitestReport(path: string): Counts {
	return countVitest(readReport(path));
}

export function readPlaywrightReport(path: string): Counts {
	return countPlaywright(readReport(path));
}
