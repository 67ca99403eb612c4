import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest: Record<string, unknown> = JSON.parse(read('package.json'));
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
const installed = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})).sort();

// A line of the page is `- **name** why we have it.`; one line may name several packages.
const explained = read('docs/dependencies.md')
	.split('\n')
	.filter((line) => line.startsWith('- **'))
	.flatMap((line) => [...line.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1]))
	.sort();

describe('docs/dependencies.md', () => {
	it('gives a reason for every dependency and for nothing else', () => {
		expect(explained).toEqual(installed);
	});
});
