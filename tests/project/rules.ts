import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const definition = /^- \*\*([A-Z]{2,3}\d+)\*\* /gm;
const titleOfTest =
	/\b(?:it|test|describe)(?:\.\w+)*\s*(?:\([^'"`]*\))?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g;
const citation = /\[([A-Z]{2,3}\d+(?:,\s*[A-Z]{2,3}\d+)*)\]/g;

function captures(text: string, pattern: RegExp, group: number): string[] {
	return [...text.matchAll(pattern)].map((match) => match[group] ?? '');
}

/** The rules a SPEC defines: lines that start `- **TK1** …`. */
export function definedRules(spec: string): string[] {
	return captures(spec, definition, 1);
}

/** The rules that titles of tests cite: `it('[TK1] …')`, also `[TK1, TK2]`. */
export function citedRules(source: string): string[] {
	return captures(source, titleOfTest, 2)
		.flatMap((title) => captures(title, citation, 1))
		.flatMap((list) => list.split(/,\s*/));
}

/** Test sources under a folder, without fixtures and installed packages. */
export function testFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter(
			(path) => /\.(test|e2e)\.ts$/.test(path) && !/(^|\/)(fixtures|node_modules)\//.test(path)
		)
		.map((path) => join(folder, path));
}

export function read(path: string): string {
	return readFileSync(path, 'utf8');
}
