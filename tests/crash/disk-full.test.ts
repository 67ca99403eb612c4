import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import type { ErrorAnswer, HealthAnswer } from '#lib/protocol/rest.ts';
import { writeUpdate } from '../../sync-server/socket/sync-messages.ts';
import { openTestDesk } from '../support/desk.ts';
import { aFolderOfWriters, idsInLog, type Writers } from '../support/killing.ts';
import { isCovered, muxClient, type MuxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { until, type TestPerson, type TestServer } from '../support/server.ts';
import { spawnServer } from '../support/spawned-server.ts';

const random = seededRandom(41);
let place: Writers;

beforeAll(async () => {
	place = await aFolderOfWriters();
});
afterAll(() => place.folder.remove());

type Spawned = Awaited<ReturnType<typeof spawnServer>>;
interface Fault {
	readonly begin: () => void | Promise<void>;
	readonly end: () => void | Promise<void>;
}

/** A file system of its own that is full, to the last byte. */
function fullDisk(path: string): Fault {
	const filler = join(path, 'filler');
	return {
		begin() {
			for (let size = 65_536; size >= 1; size = Math.floor(size / 2))
				while (tryToWrite(filler, size));
		},
		end: () => rmSync(filler)
	};
}

function tryToWrite(path: string, size: number): boolean {
	try {
		writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
		return true;
	} catch {
		return false;
	}
}

/** A disk that refuses what the server writes: its process may write no file beyond one byte. */
function failingDisk(pid: number): Fault {
	const limit = (soft: string) =>
		expect(spawnSync('prlimit', ['--pid', String(pid), `--fsize=${soft}:unlimited`]).status).toBe(
			0
		);
	return { begin: () => limit('1'), end: () => limit('unlimited') };
}

/** A disk that takes what is written and then cannot keep it: every sync of the server fails. */
function forgettingDisk(pid: number): Fault {
	const calls = 'fsync,fdatasync';
	const inject = ['-f', '-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`];
	const tracer = () => /TracerPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	let strace: ChildProcess | undefined;
	return {
		async begin() {
			strace = spawn('strace', [...inject, '-o', '/dev/null', '-p', String(pid)], {
				stdio: 'ignore'
			});
			await until(() => tracer() !== '0');
		},
		async end() {
			strace?.kill('SIGINT');
			await until(() => tracer() === '0');
		}
	};
}

async function health(server: Spawned): Promise<[number, HealthAnswer['status']]> {
	const answer = await fetch(`${server.address}/api/health`);
	return [answer.status, ((await answer.json()) as HealthAnswer).status];
}

/** Signing in needs the disk: tries are counted there. */
async function signIn(server: Spawned): Promise<[number, string]> {
	const answer = await fetch(`${server.address}/api/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: server.address },
		body: JSON.stringify({ name: 'nobody', password: 'wrong wrong' })
	});
	return [answer.status, ((await answer.json()) as ErrorAnswer).error.code];
}

async function untilHealth(server: Spawned, status: number): Promise<void> {
	const endMs = performance.now() + 10_000;
	while ((await health(server))[0] !== status) expect(performance.now()).toBeLessThan(endMs);
}

const troubles = (client: MuxClient) =>
	client.controls.flatMap((message) => (message.type === 'storage' ? [message.trouble] : []));

async function survives(server: Spawned, folder: string, fault: Fault, trouble: string) {
	const [first, second] = place.people as [TestPerson, TestPerson];
	const paper = new PaperDevice(first.id, random, Date.now);
	const client = await muxClient(server, first);
	onTestFinished(() => client.end());
	await client.hello(paper.device);
	const make = (subject: string) =>
		paper.change('ticket.create', `ticket.${paper.newId()}`, {
			team: place.team,
			subject
		} as never);
	const before = make('before');
	const outbox = await client.deliver(paper.device, [before]);
	const { desk, device } = await openTestDesk(server as unknown as TestServer, second, 'agent');
	onTestFinished(() => device.close());
	await until(() => desk.ready && desk.connection.kind === 'connected' && desk.waiting === 0);

	await fault.begin();
	const waiting = [make('one'), make('two'), make('three')];
	for (const change of waiting) client.append(outbox, change);
	await until(() => troubles(client).includes(trouble as never));
	expect(isCovered(outbox)).toBe(false);
	expect(client.closed).toBeUndefined();
	await until(() => desk.serverTrouble === trouble);
	const made = desk.change('ticket.create', `ticket.${desk.newId()}`, {
		team: place.team,
		subject: 'while nothing can be saved'
	} as never);
	expect(made.verdict.ok).toBe(true);
	await until(() => desk.waiting === 1);
	await untilHealth(server, 503);
	expect(await signIn(server)).toEqual([503, 'server-busy']);
	// Reading goes on, for those who come now, too, and they are told.
	const late = await muxClient(server, second);
	onTestFinished(() => late.end());
	await late.hello(new PaperDevice(second.id, random, Date.now).device);
	expect((await late.read(`team.${place.team}`)).isSynced).toBe(true);
	expect(troubles(late)).toEqual([trouble]);

	const asked = outbox.receipts;
	await fault.end();
	// The server asks for what waits; a Yjs provider answers by itself, this client does not.
	await until(() => outbox.receipts > asked);
	client.say(outbox, writeUpdate(Y.encodeStateAsUpdate(outbox.doc)));
	await client.receipted(outbox);
	await until(() => desk.waiting === 0 && desk.serverTrouble === null);
	expect(troubles(client).at(-1)).toBe('none');
	await untilHealth(server, 200);
	await server.kill('SIGTERM');
	const found = idsInLog({ ...place, folder: { path: folder, remove: () => undefined } });
	for (const { id } of [before, ...waiting, made]) expect(found.has(id)).toBe(true);
}

// What a device did on one disk it would offer again to the next, as after a restore.
beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
});

describe('a disk that takes nothing', () => {
	it('[DU5] because it is full: people read, wait, and go on without a restart', async () => {
		const disk = mkdtempSync(join(tmpdir(), 'offhook-disk-'));
		onTestFinished(() => rmSync(disk, { recursive: true, force: true }));
		if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]).status !== 0) {
			process.stderr.write('not run: only root may mount a file system\n');
			return;
		}
		onTestFinished(() => void spawnSync('umount', ['-l', disk]));
		cpSync(place.folder.path, disk, { recursive: true });
		await using server = await spawnServer(disk);
		await survives(server, disk, fullDisk(disk), 'disk-full');
	});

	it('[DU5] because it fails: people read, wait, and go on without a restart', async () => {
		if (spawnSync('prlimit', ['--version']).status !== 0) {
			process.stderr.write('not run: prlimit is not installed\n');
			return;
		}
		await using server = await spawnServer(place.folder.path);
		await survives(server, place.folder.path, failingDisk(server.pid), 'disk-failing');
	});

	it('[DU5] because it keeps nothing: people read, wait, and go on without a restart', async () => {
		if (process.getuid?.() !== 0 || spawnSync('strace', ['-V']).status !== 0) {
			process.stderr.write('not run: strace is not installed, or only root may attach it\n');
			return;
		}
		await using server = await spawnServer(place.folder.path);
		await survives(server, place.folder.path, forgettingDisk(server.pid), 'disk-failing');
	});
});
