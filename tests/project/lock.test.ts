import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingOptional, withStubs } from '../../scripts/lock-stubs.mjs';

interface LockEntry {
	readonly resolved?: string;
	readonly hasInstallScript?: boolean;
	readonly optionalDependencies?: Record<string, string>;
}

type Dependencies = Record<string, string>;

type Packages = Record<string, LockEntry>;

interface Manifest {
	readonly allowScripts: Record<string, boolean>;
	readonly dependencies: Dependencies;
	readonly devDependencies: Dependencies;
	readonly optionalDependencies: Dependencies;
}

function readJson<T>(path: string): T {
	return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as T;
}

const packages = readPackages('package-lock.json');
/** The product's, and that of the servers it is measured beside. */
const locks = {
	'package-lock.json': packages,
	'bench/package-lock.json': readPackages('bench/package-lock.json')
};
const manifest = readJson<Manifest>('package.json');

/** Packages whose install scripts were read and found harmless and unneeded. */
const knownInstallScripts = [
	'node_modules/fsevents',
	'node_modules/playwright/node_modules/fsevents'
];

function readPackages(path: string): Packages {
	return readJson<{ packages: Packages }>(path).packages;
}

function pathsWhere(test: (entry: LockEntry) => unknown, within: Packages = packages): string[] {
	return Object.entries(within).flatMap(([path, entry]) => (test(entry) ? [path] : []));
}

describe.each(Object.entries(locks))('%s', (_path, all) => {
	it('names no registry', () => {
		expect(pathsWhere((entry) => entry.resolved, all)).toEqual([]);
	});
});

describe('package-lock.json', () => {
	it('names every optional package, also those for other systems (scripts/lock-stubs.mjs)', () => {
		expect(missingOptional(packages)).toEqual([]);
	});

	it('brings no install script that nobody has read', () => {
		const scripts = pathsWhere((entry) => entry.hasInstallScript);
		expect(scripts.filter((path) => !knownInstallScripts.includes(path))).toEqual([]);
	});

	it('allows no dependency to run a script', () => {
		expect(Object.values(manifest.allowScripts)).not.toContain(true);
	});
});

describe('package.json', () => {
	const { dependencies, devDependencies, optionalDependencies } = manifest;
	const all = { ...dependencies, ...devDependencies, ...optionalDependencies };

	it.each(Object.entries(all))('pins %s exactly (%s)', (_name, version) => {
		expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
	});
});

describe('lock stubs', () => {
	const packagesOf = (name: string) => ({
		'node_modules/parser': { version: '1.0.0', optionalDependencies: { [name]: '^1.2.3' } }
	});

	it('say which system a package is for, from its name', () => {
		const lock = withStubs(packagesOf('@x/binding-linux-arm64-musl'));
		expect(lock['node_modules/@x/binding-linux-arm64-musl']).toEqual({
			version: '1.2.3',
			cpu: ['arm64'],
			libc: ['musl'],
			optional: true,
			os: ['linux']
		});
	});

	it('are not added where the package is found in the parent or at the root', () => {
		const nested = { 'node_modules/parser/node_modules/a': { version: '1.2.3' } };
		expect(missingOptional({ ...packagesOf('a'), ...nested })).toEqual([]);
		expect(missingOptional({ ...packagesOf('a'), 'node_modules/a': { version: '1.2.3' } })).toEqual(
			[]
		);
		expect(missingOptional(packagesOf('a'))).toHaveLength(1);
	});
});
