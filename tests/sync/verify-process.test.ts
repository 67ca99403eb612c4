import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { readContent } from '#lib/documents/records.ts';
import { compareContents } from '../../sync-server/pipeline/compare.ts';
import { replayLog } from '../../sync-server/pipeline/replay.ts';
import { aPlace } from '../access/place.ts';
import { muxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { startServer, stockClient } from '../support/server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0)) await clean();
});

/** Runs `verify` on a folder as a process of its own. */
async function verifyIn(dataDir: string): Promise<{ code: unknown; output: string }> {
	const child = spawn(process.execPath, ['sync-server/cli.ts', 'verify'], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const chunks: string[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
	const [code] = await once(child, 'close');
	return { code, output: chunks.join('') };
}

/** A server with work done on it over a socket, some of it refused and some of it waiting. */
async function aWorkedServer() {
	const test = await startServer();
	cleanups.push(() => test.remove());
	const place = await aPlace(test, { own: 'own', other: 'other' });
	const { agent } = place.byRole;
	const paper = new PaperDevice(agent.id, seededRandom(21), Date.now);
	const client = await muxClient(test, agent);
	await client.hello(paper.device);
	const { ticket } = place.contents.own;
	const changes = Array.from({ length: 150 }, (_, index) => {
		const target = index % 10 === 0 ? (`ticket.${paper.newId()}` as const) : ticket;
		if (index % 30 === 0)
			return paper.change('ticket.create', target, { team: place.own as TeamId, subject: 'New' });
		return paper.change('message.add', target, { kind: 'note', text: `message ${index}` });
	});
	await client.deliver(paper.device, changes);
	client.end();
	return { test, place };
}

describe('a fresh process that reads the log', () => {
	it('[RB4] agrees with what fresh stock clients receive', { timeout: 30_000 }, async () => {
		const { test, place } = await aWorkedServer();
		const { store } = place.unit;
		const { documents } = replayLog(place.org, store);
		const admin = place.byRole['org-admin'];
		const isTheirs = (name: string) =>
			/^(workspace|team|ticket)\./.test(name) || name === `user.${admin.id}`;
		const names = documents.names().filter(isTheirs);
		expect(names.length).toBeGreaterThan(8);
		for (const name of names) {
			const client = stockClient(test, admin, name);
			await client.synced();
			for (const root of client.doc.share.keys()) client.doc.getMap(root);
			const received = readContent(client.doc);
			expect(compareContents(name, documents.content(name), received)).toEqual([]);
			client.destroy();
		}
		const verified = await verifyIn(test.folder.path);
		expect(verified.output).toContain('All is well');
		expect(verified.code).toBe(0);
	});

	it(
		'[RB2] says so, and fails, when a document says something else',
		{ timeout: 30_000 },
		async () => {
			const { test, place } = await aWorkedServer();
			place.unit.projector.write(`team.${place.own}`, [{ root: 'rows', key: 'x', value: 1 }], 1);
			const verified = await verifyIn(test.folder.path);
			expect(verified.output).toContain(`team.${place.own} rows/x`);
			expect(verified.code).toBe(1);
		}
	);
});
