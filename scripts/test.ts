// Runs every stage even when one fails, and ends with the line `N passed, N failed`.
//
//   npm test                       everything
//   npm test -- lint               one stage or group; any mixture of names works
//   npm test -- unit sync e2e
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages, stageNames, type Outcome, type Stage } from './stages.ts';

function chosenStages(words: readonly string[]): Stage[] {
	const unknown = words.filter((word) => !stageNames.includes(word));
	if (unknown.length > 0) {
		throw new Error(`unknown stage ${unknown.join(', ')}; there are: ${stageNames.join(', ')}`);
	}
	if (words.length === 0) return stages.filter((stage) => stage.isEveryday);
	return stages.filter((stage) => words.includes(stage.name) || words.includes(stage.group));
}

async function runAll(chosen: readonly Stage[]): Promise<Outcome[]> {
	const reports = mkdtempSync(join(tmpdir(), 'offhook-test-'));
	const outcomes: Outcome[] = [];
	try {
		for (const stage of chosen) {
			console.log(`\n── ${stage.name}: ${stage.title}`);
			const startedMs = performance.now();
			const outcome = await stage.run(join(reports, `${stage.name}.json`));
			outcomes.push({ ...outcome, name: stage.name, ms: performance.now() - startedMs });
		}
	} finally {
		rmSync(reports, { recursive: true, force: true });
	}
	return outcomes;
}

function summaryRow({ name, passed, failed, skipped, ms, note }: Outcome): string {
	const mark = failed > 0 ? '✗' : '✓';
	const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
	const extra = [skipped > 0 ? `${skipped} not run` : '', note].filter(Boolean).join('; ');
	return `${mark} ${name.padEnd(11)}${counts} ${(ms / 1000).toFixed(1).padStart(7)} s  ${extra}`.trimEnd();
}

function total(outcomes: readonly Outcome[], key: 'passed' | 'failed'): number {
	return outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
}

const outcomes = await runAll(chosenStages(process.argv.slice(2)));
const failed = total(outcomes, 'failed');
console.log(`\n${outcomes.map(summaryRow).join('\n')}\n`);
console.log(`${total(outcomes, 'passed')} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
