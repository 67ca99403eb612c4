import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest } from './reports.ts';

const red = '\u001b[31m';
const plain = '\u001b[39m';

describe('what a run of tests comes to', () => {
	test('a failed test is counted and named, a file that could not be loaded too', () => {
		const report = {
			numPassedTests: 1,
			numPendingTests: 2,
			numTodoTests: 0,
			testResults: [
				{
					name: 'a.test.ts',
					status: 'failed',
					message: '',
					assertionResults: [
						{ fullName: 'adds', status: 'passed', failureMessages: [] },
						{ fullName: 'takes away', status: 'failed', failureMessages: ['Error: 1\n at a'] }
					]
				},
				{ name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }
			]
		};
		expect(countVitest(report)).toEqual({
			passed: 1,
			failed: 2,
			skipped: 2,
			findings: ['a.test.ts: takes away: Error: 1', 'b.test.ts: no such module']
		});
	});

	test('a browser test that needed its second try has passed, and is named', () => {
		const tried = (status: string, message: string) => ({
			status,
			results: [{ errors: [{ message: `${red}${message}${plain}\n at x` }] }, { errors: [] }]
		});
		const spec = (title: string, status: string) => ({
			title,
			file: 'a.e2e.ts',
			line: 3,
			tests: [tried(status, `Error: ${title}`)]
		});
		const report = {
			stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
			errors: [],
			suites: [
				{
					specs: [spec('one', 'expected')],
					suites: [{ specs: [spec('two', 'unexpected'), spec('three', 'flaky')] }]
				}
			]
		};
		expect(countPlaywright(report)).toEqual({
			passed: 2,
			failed: 1,
			skipped: 0,
			findings: [
				'a.e2e.ts:3: two: Error: two',
				'passed at the second try: a.e2e.ts:3: three: Error: three'
			]
		});
	});

	test('without a report there is nothing to count', () => {
		expect(countVitest(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0, findings: [] });
		expect(countPlaywright({})).toEqual({ passed: 0, failed: 0, skipped: 0, findings: [] });
	});
});
