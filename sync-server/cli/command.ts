import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { describeProcess, holdFolder, runningServer } from '../process-lock.ts';
import { openPlatform, type Platform } from '../persistence/platform/platform.ts';

/** One subcommand; gives the exit code: 0 when all is well, 1 when something was found. */
export type Command = (parts: CommandParts) => number | Promise<number>;

export interface CommandParts {
	readonly args: readonly string[];
	readonly config: Config;
	readonly say: (line: string) => void;
}

/** Something the person at the terminal can put right; the message says how. */
export class CommandError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'CommandError';
	}
}

export interface NamedOrg {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
}

/** The organisations a command is about: the one named by `--org`, or all. */
export function chosenOrgs({ args, config }: CommandParts): readonly NamedOrg[] {
	const slug = readSlug(args);
	const orgs = listOrgs(config.dataDir);
	if (slug === undefined) return orgs;
	const chosen = orgs.filter((org) => org.slug === slug);
	if (chosen.length > 0) return chosen;
	const known = orgs.map((org) => org.slug).join(', ');
	throw new CommandError(`There is no organisation "${slug}" here. There is: ${known}.`);
}

/** Works on files that no server may hold in memory meanwhile, and lets none start until done. */
export async function workAlone<T>(
	dataDir: string,
	{ name, instead }: { readonly name: string; readonly instead: string },
	work: () => T | Promise<T>
): Promise<T> {
	const running = runningServer(dataDir);
	if (running !== undefined)
		throw new CommandError(`${capital(describeProcess(running))} works on ${dataDir}. ${instead}`);
	const folder = holdFolder(dataDir);
	try {
		folder.announce(name);
		return await work();
	} finally {
		folder.release();
	}
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function readSlug(args: readonly string[]): string | undefined {
	try {
		return parseArgs({ args: [...args], options: { org: { type: 'string' } } }).values.org;
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		throw new CommandError(`${problem}\nThe only option is --org SLUG.`);
	}
}

/** Opens what belongs to the whole server; refuses a folder in which there is none. */
export function openKnownPlatform(dataDir: string): Platform {
	const file = join(dataDir, 'platform.sqlite');
	if (existsSync(file)) return openPlatform(file);
	throw new CommandError(
		`There is no Offhook data in ${dataDir}. Name its folder with DATA_DIR=… before the command.`
	);
}

export function listOrgs(dataDir: string): readonly NamedOrg[] {
	const platform = openKnownPlatform(dataDir);
	try {
		const orgs = platform.orgs.listReady();
		if (orgs.length > 0) return orgs;
		throw new CommandError(`No organisation has been set up in ${dataDir} yet.`);
	} finally {
		platform.close();
	}
}

const grouping = new Intl.NumberFormat('en');

/** A count as people read it: `12,345 changes`. */
export const counted = (count: number, one: string): string =>
	`${grouping.format(count)} ${one}${count === 1 ? '' : 's'}`;

/** Says how far the log has been read, at most every few seconds. */
export function progressOf(say: (line: string) => void): (changes: number) => void {
	let saidMs = performance.now();
	return (changes) => {
		if (performance.now() - saidMs < 2_000) return;
		saidMs = performance.now();
		say(`  ${counted(changes, 'change')} read …`);
	};
}
