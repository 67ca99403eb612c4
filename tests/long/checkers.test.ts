import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyProject, plant, runSuite } from '../checkers/copy.ts';
import { PLANTED } from '../checkers/faults.ts';

/** Two at a time: the suites wait for sockets and disks more than they work. */
const LANES = 2;

/** A fault in the copy, its suite, and the copy made whole again for the next. */
async function check(planted: (typeof PLANTED)[number]) {
	const copy = copyProject();
	try {
		plant(copy.path, planted);
		return await runSuite(copy.path, planted);
	} finally {
		copy.remove();
	}
}

type Lane = () => Promise<void>;
const verdicts = new Map<string, Awaited<ReturnType<typeof check>> | Error>();

describe('a planted fault turns its suite red', () => {
	let whole: ReturnType<typeof copyProject>;

	beforeAll(async () => {
		whole = copyProject();
		const waiting = [...PLANTED];
		const lane: Lane = async () => {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
				verdicts.set(next.name, await check(next).catch((error: unknown) => error as Error));
		};
		await Promise.all(Array.from({ length: LANES }, lane));
	}, 400_000);
	afterAll(() => whole.remove());

	it.each(PLANTED)('$name', ({ name, title }) => {
		const verdict = verdicts.get(name);
		if (verdict === undefined || verdict instanceof Error) throw verdict ?? new Error('not run');
		// Red because of a test, not because nothing could be run.
		expect(verdict.failed.length, verdict.output.slice(-2_000)).toBeGreaterThan(0);
		for (const test of verdict.failed) expect(test).toContain(title);
	});

	it('and a copy without one stays green', async () => {
		const [first] = PLANTED;
		if (first === undefined) throw new Error('nothing is planted');
		const verdict = await runSuite(whole.path, first);
		expect(verdict.failed, verdict.output.slice(-2_000)).toEqual([]);
		expect(verdict.passed.length).toBeGreaterThan(0);
	}, 100_000);
});
