import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { createImportService } from '../channels/mail/import-service.ts';
import { createDiskBlobs } from '../persistence/blobs/disk-blobs.ts';
import { openImports } from '../persistence/imports.ts';
import { awaitLargeBody, limitBodyTime } from './body-time.ts';
import { importRoutes } from './import-routes.ts';
import { TestServer } from './test-server.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function portOf(app: FastifyInstance): Promise<number> {
	return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
}

/** A request whose body the test sends piece by piece. */
function begin(port: number, path: string, headers: Record<string, string | number>) {
	const socket = connect({ port, host: '127.0.0.1' });
	let heard = '';
	socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
	socket.on('error', () => undefined);
	const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, ...headers };
	const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
	cleanups.push(() => socket.destroy());
	return {
		write: (bytes: string) => void socket.write(bytes),
		status: () => heard.split(' ')[1],
		heard: () => heard,
		isClosed: () => socket.closed
	};
}

/** An app whose clock moves by hand. */
async function anApp() {
	const clock = { ms: 0, received: 0 };
	const app = fastify();
	const times = { wholeMs: 60_000, spanMs: 60_000, spanBytes: 1_000, lookEveryMs: 1_000_000_000 };
	const look = limitBodyTime(app, { ...times, now: () => clock.ms });
	app.addContentTypeParser('text/x', (_request, payload, done) => done(null, payload));
	app.post('/small', async (request) => {
		for await (const piece of request.raw) clock.received += (piece as Buffer).length;
		return {};
	});
	app.post('/large', async (request) => {
		awaitLargeBody(request);
		for await (const piece of request.raw) clock.received += (piece as Buffer).length;
		return {};
	});
	app.post('/hasty', async (request, reply) => {
		awaitLargeBody(request);
		return reply.code(409).send({});
	});
	cleanups.push(() => app.close());
	const port = await portOf(app);
	const pass = (ms: number) => {
		clock.ms += ms;
		look();
	};
	const start = async (path: string) => {
		const sender = begin(port, path, { 'content-type': 'text/x', 'content-length': 10_000 });
		const send = async (bytes: number) => {
			const before = clock.received;
			sender.write('x'.repeat(bytes));
			await expect.poll(() => clock.received).toBe(before + bytes);
		};
		return { ...sender, send };
	};
	return { start, pass };
}

describe('a body that comes slowly', () => {
	it('is cut off after the time for whole requests, with an answer', async () => {
		const { start, pass } = await anApp();
		const { send, status, heard, isClosed } = await start('/small');
		await send(5_000);
		pass(60_000);
		await send(4_999);
		pass(1);
		await expect.poll(isClosed).toBe(true);
		expect(status()).toBe('408');
		expect(heard()).toContain('x-content-type-options: nosniff');
	});

	it('may take any time where its handler agreed, as long as something comes', async () => {
		const { start, pass } = await anApp();
		const { send, status } = await start('/large');
		for (let hours = 0; hours < 10; hours += 1) {
			await send(1_000);
			pass(3_600_000);
		}
		await expect.poll(status).toBe('200');
	});

	it('is cut off there, too, when it only pretends to come', async () => {
		const { start, pass } = await anApp();
		const { send, status, isClosed } = await start('/large');
		await send(5_000);
		pass(60_000);
		await send(999);
		pass(59_999);
		await send(0);
		expect(isClosed()).toBe(false);
		pass(1);
		await expect.poll(isClosed).toBe(true);
		expect(status()).toBe('408');
	});

	it('is cut off when it has been answered and nobody reads it any more', async () => {
		const { start, pass } = await anApp();
		const { status, isClosed } = await start('/hasty');
		await expect.poll(status).toBe('409');
		pass(60_001);
		await expect.poll(isClosed).toBe(true);
	});
});

describe('on the server', () => {
	const bodyTimes = { wholeMs: 200, spanMs: 60_000, spanBytes: 1, lookEveryMs: 20 };

	it('a route of few bytes has little time', async () => {
		const test = new TestServer({ bodyTimes });
		cleanups.push(() => test.close());
		const headers = { 'content-type': 'application/json', 'content-length': 100 };
		const { write, status } = begin(await portOf(test.app), '/api/sign-in', headers);
		write('{"name":');
		await expect.poll(status).toBe('408');
	});

	it('an upload of mail has all it needs, once it is known who sends it', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'offhook-upload-'));
		const blobs = createDiskBlobs(join(folder, 'blobs'));
		const imports = createImportService({
			openStore: (org) => openImports(join(folder, `${org}.sqlite`)),
			blobs,
			submitTo: () => async (drafts) => drafts.map(() => ({ ok: true }) as const),
			now: Date.now,
			newId: () => '0'.repeat(26),
			reportError: () => undefined
		});
		const team = '1'.repeat(26) as TeamId;
		const actorOf = (_org: string, person: string) => ({
			person: person as PersonId,
			role: 'org-admin' as const,
			teams: new Set([team]),
			supervises: new Set([team]),
			scope: new Set<TeamId>(),
			blocked: false
		});
		const routes = importRoutes({
			imports,
			blobs,
			uploadFolder: folder,
			actorOf,
			isTeamInUse: () => true,
			onGiven: () => undefined
		});
		const test = new TestServer({ bodyTimes, moreRoutes: [routes] });
		cleanups.push(
			() => rmSync(folder, { recursive: true }),
			() => imports.close(),
			() => test.close()
		);
		await test.addPerson(test.addOrg('One'), 'ada', 'org-admin');
		const cookie = await test.signIn('ada');
		const port = await portOf(test.app);
		const head =
			'--b\r\ncontent-disposition: form-data; name="f"; filename="a.eml"\r\n\r\nFrom: a@b.c\r\n';
		const end = '\r\nhello\r\n--b--\r\n';
		const headers = {
			'content-type': 'multipart/form-data; boundary=b',
			'content-length': head.length + end.length
		};
		const path = `/api/imports?team=${team}`;
		const [stranger, known] = [
			begin(port, path, headers),
			begin(port, path, { ...headers, cookie })
		];
		stranger.write(head);
		known.write(head);
		// The stranger is answered at once and cut off later: by then the other one is as late.
		await expect.poll(stranger.isClosed, { timeout: 5_000 }).toBe(true);
		expect(stranger.status()).toBe('401');
		expect(known.isClosed()).toBe(false);
		known.write(end);
		await expect.poll(known.status).toBe('200');
	});
});
