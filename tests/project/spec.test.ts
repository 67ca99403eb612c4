import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { citedRules, definedRules, read, testFiles } from './rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const thisFolder = join('tests', 'project');

const specs = ['src/lib/domain/SPEC.md', 'sync-server/SPEC.md'].map((path) => join(root, path));
const defined = specs
	.filter((path) => existsSync(path))
	.flatMap((path) => definedRules(read(path)));

const cited = ['src', 'sync-server', 'tests']
	.flatMap((folder) => testFiles(join(root, folder)))
	.filter((path) => !path.includes(thisFolder))
	.flatMap((path) => citedRules(read(path)).map((rule) => ({ rule, path })));

describe('rules of the SPEC files', () => {
	it('have ids of their own', () => {
		expect(defined.filter((rule, index) => defined.indexOf(rule) !== index)).toEqual([]);
	});

	it('are each cited by the title of a test', () => {
		const tested = new Set(cited.map(({ rule }) => rule));
		expect(defined.filter((rule) => !tested.has(rule))).toEqual([]);
	});

	it('contain every id that the title of a test cites', () => {
		expect(cited.filter(({ rule }) => !defined.includes(rule))).toEqual([]);
	});
});

describe('reading rules', () => {
	it('finds definitions at the start of a line only', () => {
		expect(definedRules('- **TK1** A ticket.\n- see **TK2**\n  - **TK3** no\n')).toEqual(['TK1']);
	});

	it('finds citations in titles, however they are quoted or parametrised', () => {
		const source = [
			"it('[TK1] closes', () => {});",
			'test.each([1, 2])(`[TK2, TK3] opens %s`, run);',
			"test('[AC1] signs in', async ({ page }) => {});",
			"describe('ticket', () => { it(\n\t\"[TK4] isn't lost\", f); });",
			"const list = ['[TK9]'];"
		].join('\n');
		expect(citedRules(source)).toEqual(['TK1', 'TK2', 'TK3', 'AC1', 'TK4']);
	});
});
