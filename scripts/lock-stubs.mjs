// Run after every `npm install`. A registry that lacks some optional platform packages makes npm leave
// them out of the lock without a word, and then `npm ci` fails wherever they do exist.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {{ version?: string, os?: string[], cpu?: string[], libc?: string[], optional?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 * @typedef {{ parent: string, name: string, version: string }} MissingPackage
 */

const systems = [
	'android',
	'darwin',
	'freebsd',
	'linux',
	'netbsd',
	'openbsd',
	'openharmony',
	'sunos',
	'win32'
];
const processors = [
	'arm64',
	'arm',
	'ia32',
	'loong64',
	'mips64el',
	'ppc64',
	'riscv64',
	's390x',
	'wasm32',
	'x64'
];

/**
 * Where Node would look for `name` from `parent`, nearest first.
 * @param {string} parent @param {string} name
 */
function candidates(parent, name) {
	const places = [];
	for (
		let at = parent;
		at !== '';
		at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))
	) {
		places.push(`${at}/node_modules/${name}`);
		if (!at.includes('/node_modules/')) break;
	}
	return [...places, `node_modules/${name}`];
}

/**
 * @param {LockedPackages} packages
 * @returns {MissingPackage[]}
 */
export function missingOptional(packages) {
	return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
		Object.entries(optionalDependencies)
			.filter(([name]) => !candidates(parent, name).some((place) => place in packages))
			.map(([name, version]) => ({ parent, name, version }))
	);
}

/** @param {MissingPackage} missing @returns {LockedPackage} */
export function stubFor({ name, version }) {
	const words = name.split(/[/-]/);
	const os = systems.find((system) => words.includes(system));
	const cpu = processors.find((processor) => words.includes(processor));
	const libc = words.some((word) => word.startsWith('musl'))
		? 'musl'
		: words.includes('gnu')
			? 'glibc'
			: '';
	return {
		version: version.replace(/^[\^~=v]+/, ''),
		...(cpu && { cpu: [cpu] }),
		...(libc && os === 'linux' && { libc: [libc] }),
		optional: true,
		...(os && { os: [os] })
	};
}

/** @param {LockedPackages} packages @returns {LockedPackages} */
export function withStubs(packages) {
	const stubs = missingOptional(packages).map((missing) => [
		`node_modules/${missing.name}`,
		stubFor(missing)
	]);
	const all = { ...packages, ...Object.fromEntries(stubs) };
	return Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
	const lock = JSON.parse(readFileSync(path, 'utf8'));
	const count = missingOptional(lock.packages).length;
	if (count > 0) {
		lock.packages = withStubs(lock.packages);
		writeFileSync(path, `${JSON.stringify(lock, null, '\t')}\n`);
	}
	console.log(`package-lock.json: ${count} stubs added`);
}
