import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { DemoLoginsAnswer } from '#lib/protocol/rest.ts';

const root = resolve(import.meta.dirname, '../../..');
const ownNode = join(root, 'node_modules/.bin/node');
const node = existsSync(ownNode) ? ownNode : process.execPath;

/** Somebody who hands in changes without a browser. */
export interface Planter {
	readonly address: string;
	readonly cookie: string;
	readonly person: string;
	readonly org: string;
}

export interface PlantedChange {
	readonly type: string;
	readonly target: string;
	readonly body: unknown;
}

export async function planterAs(name: string, address: string): Promise<Planter> {
	const { logins }: DemoLoginsAnswer = await (await fetch(`${address}/api/demo-logins`)).json();
	const login = logins.find((each) => each.name === name);
	const answer = await fetch(`${address}/api/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: address },
		body: JSON.stringify({ name: login?.userName, password: login?.password })
	});
	const who = await answer.json();
	const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
	return { address, cookie, person: who.person.id, org: who.org.id };
}

/** Hands in changes as a device of theirs would; gives those that were refused. */
export async function plant(
	{ address, cookie, person }: Planter,
	changes: readonly PlantedChange[]
): Promise<readonly unknown[]> {
	const script = join(root, 'tests/e2e/support/plant.ts');
	const child = spawn(node, [script, address, cookie, person], {
		cwd: root,
		stdio: ['pipe', 'pipe', 'inherit']
	});
	child.stdin.end(changes.map((each) => JSON.stringify(each)).join('\n'));
	const { refused } = JSON.parse(await text(child.stdout));
	return refused;
}
