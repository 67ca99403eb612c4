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

/** What is light goes two at a time; everything else has the machine to itself. */
const SIDE_BY_SIDE = 2;

const titleOf = ({ name, title }: Stage) => `\n── ${name}: ${title}`;

/** Runs a stage. Beside another one its words are kept until its end, so that they stay together. */
async function runOne(stage: Stage, reports: string, isBeside: boolean): Promise<Outcome> {
	const startedMs = performance.now();
	const words: string[] = [];
	if (!isBeside) console.log(titleOf(stage));
	const outcome = await stage.run({
		reportPath: join(reports, `${stage.name}.json`),
		...(isBeside && { say: (text: string) => void words.push(text) })
	});
	if (isBeside) console.log([titleOf(stage), words.join('').trimEnd()].join('\n').trimEnd());
	return { ...outcome, name: stage.name, ms: performance.now() - startedMs };
}

/** The first one speaks as it goes, the others when they are done. */
async function runBeside(neighbours: readonly Stage[], reports: string): Promise<Outcome[]> {
	const waiting = [...neighbours.entries()];
	const outcomes: Outcome[] = [];
	const work = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const [index, stage] = next;
			outcomes[index] = await runOne(stage, reports, index > 0);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
	return outcomes;
}

/** Stages that follow each other and are light stand together, each other one alone. */
function rounds(chosen: readonly Stage[]): Stage[][] {
	const all: Stage[][] = [];
	for (const stage of chosen) {
		const last = all.at(-1);
		if (stage.isLight && last?.at(-1)?.isLight === true) last.push(stage);
		else all.push([stage]);
	}
	return all;
}

async function runAll(chosen: readonly Stage[]): Promise<Outcome[]> {
	const reports = mkdtempSync(join(tmpdir(), 'offhook-test-'));
	const outcomes: Outcome[] = [];
	try {
		for (const round of rounds(chosen)) outcomes.push(...(await runBeside(round, reports)));
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
// Once more at the end, where whoever reads only the last page finds them.
for (const { name, findings } of outcomes)
	for (const finding of findings) console.log(`${name}: ${finding}\n`);
console.log(`${total(outcomes, 'passed')} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
