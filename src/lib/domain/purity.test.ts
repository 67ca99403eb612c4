import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = import.meta.dirname;

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
	.map((name) => join(ROOT, name));

/** Where the imports of a file lead, exports and types included. */
function imports(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
	return importedFiles.map(({ fileName }) => fileName);
}

describe('the domain', () => {
	it('[PU1] imports nothing outside itself', () => {
		expect(files.length).toBeGreaterThan(20);
		for (const file of files)
			for (const specifier of imports(file)) {
				const target = relative(ROOT, resolve(file, '..', specifier));
				const isInside = specifier.startsWith('.') && !target.startsWith('..');
				expect(isInside, `${relative(ROOT, file)} imports ${specifier}`).toBe(true);
			}
	});

	it('[PU2] compiles without a browser and without Node, so it can ask neither', () => {
		const program = ts.createProgram(files, {
			strict: true,
			noEmit: true,
			types: [],
			lib: ['lib.es2024.d.ts'],
			target: ts.ScriptTarget.ES2023,
			module: ts.ModuleKind.ESNext,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
			allowImportingTsExtensions: true
		});
		const problems = ts
			.getPreEmitDiagnostics(program)
			.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
		expect(problems).toEqual([]);
	});

	it('[PU2] takes time and chance as arguments', () => {
		for (const file of files)
			expect(readFileSync(file, 'utf8'), relative(ROOT, file)).not.toMatch(
				/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/
			);
	});
});
