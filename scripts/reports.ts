import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';

export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** A line for each test that failed, or needed its second try: which one, and the error's first line. */
	readonly findings: readonly string[];
}

const none: Counts = { passed: 0, failed: 0, skipped: 0, findings: [] };

const vitestReport = z.object({
	numPassedTests: z.number(),
	numPendingTests: z.number(),
	numTodoTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().default(''),
			assertionResults: z.array(
				z.object({
					fullName: z.string(),
					status: z.string(),
					failureMessages: z.array(z.string()).nullish()
				})
			)
		})
	)
});

const playwrightSpec = z.object({
	title: z.string(),
	file: z.string(),
	line: z.number(),
	tests: z.array(
		z.object({
			status: z.string(),
			results: z.array(z.object({ errors: z.array(z.object({ message: z.string().default('') })) }))
		})
	)
});

const playwrightSuite = z.object({
	specs: z.array(playwrightSpec),
	get suites() {
		return z.array(playwrightSuite).default([]);
	}
});

const playwrightReport = z.object({
	suites: z.array(playwrightSuite),
	stats: z.object({
		expected: z.number(),
		unexpected: z.number(),
		flaky: z.number(),
		skipped: z.number()
	}),
	errors: z.array(z.object({ message: z.string().default('') }))
});

function readReport(path: string): unknown {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function firstLine(text = ''): string {
	return stripVTControlCharacters(text).trim().split('\n', 1)[0] ?? '';
}

/** A file that could not be loaded has no failed test of its own and counts as one. */
export function countVitest(report: unknown): Counts {
	const parsed = vitestReport.safeParse(report);
	if (!parsed.success) return none;
	const { numPassedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
	const findings = testResults.flatMap(({ name, status, message, assertionResults }) => {
		const failed = assertionResults
			.filter((test) => test.status === 'failed')
			.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
		return status === 'failed' && failed.length === 0 ? [`${name}: ${firstLine(message)}`] : failed;
	});
	return {
		passed: numPassedTests,
		failed: findings.length,
		skipped: numPendingTests + numTodoTests,
		findings
	};
}

type Spec = z.infer<typeof playwrightSpec>;
type Suite = z.infer<typeof playwrightSuite>;

function specsIn({ specs, suites }: Suite): Spec[] {
	return [...specs, ...suites.flatMap(specsIn)];
}

function playwrightFindings({ title, file, line, tests }: Spec): string[] {
	return tests
		.filter(({ status }) => status === 'unexpected' || status === 'flaky')
		.map(({ status, results }) => {
			const [error] = results.flatMap(({ errors }) => errors);
			const second = status === 'flaky' ? 'passed at the second try: ' : '';
			return `${second}${file}:${line}: ${title}: ${firstLine(error?.message)}`;
		});
}

/** What passed at a second try has passed, and is named among the findings. */
export function countPlaywright(report: unknown): Counts {
	const parsed = playwrightReport.safeParse(report);
	if (!parsed.success) return none;
	const { stats, errors, suites } = parsed.data;
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		skipped: stats.skipped,
		findings: [
			...suites.flatMap(specsIn).flatMap(playwrightFindings),
			...errors.map(({ message }) => firstLine(message))
		]
	};
}

export function readVitestReport(path: string): Counts {
	return countVitest(readReport(path));
}

export function readPlaywrightReport(path: string): Counts {
	return countPlaywright(readReport(path));
}
