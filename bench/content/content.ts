import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeviceId } from '../../src/lib/domain/ids.ts';

/** Somebody who is signed in. */
export interface Person {
	readonly id: string;
	readonly cookie: string;
	readonly device: DeviceId;
}

/** A document that every server has with the same content. */
export interface Known {
	/** `kind.id`, its name on the peers */
	readonly name: string;
	readonly generation: number;
	readonly rev: number;
	/** The file with its whole Yjs state. */
	readonly state: string;
}

/** What `make.ts` has put into a folder. */
export interface Content {
	readonly org: string;
	readonly team: string;
	/** The team, a busy channel and three small tickets. */
	readonly documents: readonly Known[];
	readonly tickets: readonly string[];
	readonly people: readonly Person[];
}

export interface Wanted {
	readonly tickets: number;
	readonly people: number;
}

/** A folder with this content for all servers; it is made once a run and copied from then on. */
export function contentIn(folder: string, wanted: Wanted): { folder: string; content: Content } {
	const made = join(folder, '..', `content-${wanted.tickets}-${wanted.people}`);
	if (!existsSync(join(made, 'content.json'))) make(made, wanted);
	const copy = join(folder, `copy-${copies++}`);
	cpSync(made, copy, { recursive: true });
	const content = JSON.parse(readFileSync(join(made, 'content.json'), 'utf8')) as Content;
	return { folder: copy, content };
}

let copies = 0;

function make(folder: string, { tickets, people }: Wanted): void {
	const script = fileURLToPath(new URL('make.ts', import.meta.url));
	const args = [script, folder, String(tickets), String(people)];
	const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
	if (status !== 0) throw new Error('the content could not be made');
}
