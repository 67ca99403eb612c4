import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityRef } from '#lib/domain/ids.ts';
import type { UploadRequest } from '#lib/protocol/uploads.ts';
import { PaperDevice } from '../support/org.ts';
import { muxClient } from '../support/mux-client.ts';
import { anId, aPlace } from '../access/place.ts';
import { startServer, until, type TestPerson, type TestServer } from '../support/server.ts';

const randomFill = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const PNG = Buffer.concat([
	Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'),
	randomBytes(50_000)
]);

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'own', other: 'other' });
});
afterAll(() => test.remove());

function ask(path: string, who: Pick<TestPerson, 'cookie'>, init: RequestInit = {}) {
	const headers = { cookie: who.cookie, origin: test.address, ...init.headers };
	return fetch(test.address + path, { ...init, headers });
}

function announced(bytes: Buffer, more: Partial<UploadRequest> = {}): UploadRequest {
	const thread = place.contents.own.ticket;
	const facts = { sha256: sha256(bytes), size: bytes.length, type: 'image/png' };
	return { id: anId(), thread, ...facts, ...more };
}

const begin = (who: TestPerson, upload: UploadRequest) =>
	ask('/api/uploads', who, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(upload)
	});
const send = (who: TestPerson, id: string, offset: number, bytes: Uint8Array<ArrayBuffer>) =>
	ask(`/api/uploads/${id}?offset=${offset}`, who, {
		method: 'PATCH',
		headers: { 'content-type': 'application/offset+octet-stream' },
		body: bytes
	});
const answer = async (response: Response | Promise<Response>): Promise<unknown> =>
	(await response).json();
const refusal = async (response: Response | Promise<Response>): Promise<unknown> =>
	((await answer(response)) as { error: { code: string } }).error.code;
const part = (bytes: Buffer, from = 0, to = bytes.length) =>
	new Uint8Array(bytes.subarray(from, to));

/** Begins to send a body, and lets the line break after some of it. */
async function cutOff(who: TestPerson, id: string, bytes: Buffer, after: number): Promise<void> {
	const sending = request(`${test.address}/api/uploads/${id}?offset=0`, {
		method: 'PATCH',
		headers: {
			cookie: who.cookie,
			origin: test.address,
			'content-type': 'application/offset+octet-stream',
			'content-length': bytes.length
		}
	});
	sending.on('error', () => sending.destroy());
	sending.write(bytes.subarray(0, after));
	const folder = join(test.folder.path, 'uploads', who.org);
	const isThere = () => {
		try {
			return readdirSync(folder).some((name) => name.includes(id));
		} catch {
			return false;
		}
	};
	await until(isThere);
	await expect
		.poll(async () => ((await answer(ask(`/api/uploads/${id}`, who))) as { offset: number }).offset)
		.toBe(after);
	sending.destroy();
}

describe('a file on its way', () => {
	it('[FI1] goes on where the line broke, and after a restart', async () => {
		const { agent } = place.byRole;
		const upload = announced(PNG);
		expect(await answer(begin(agent, upload))).toEqual({ offset: 0, isDone: false });
		await cutOff(agent, upload.id, PNG, 20_000);
		expect(await answer(begin(agent, upload))).toEqual({ offset: 20_000, isDone: false });
		expect(await refusal(send(agent, upload.id, 0, part(PNG)))).toBe('upload-moved');
		expect(await answer(send(agent, upload.id, 20_000, part(PNG, 20_000, 30_000)))).toEqual({
			offset: 30_000,
			isDone: false
		});
		const port = Number(new URL(test.address).port);
		await test.stop();
		test = await startServer(test.folder, port);
		expect(await answer(ask(`/api/uploads/${upload.id}`, agent))).toEqual({
			offset: 30_000,
			isDone: false
		});
		expect(await answer(send(agent, upload.id, 30_000, part(PNG, 30_000)))).toEqual({
			offset: PNG.length,
			isDone: true
		});
		expect(await answer(begin(agent, upload))).toEqual({ offset: PNG.length, isDone: true });
		expect(test.errors).toEqual([]);
	});

	it('[FI2] is refused when its bytes are others than announced, and can be sent again', async () => {
		const { agent } = place.byRole;
		const upload = announced(PNG);
		await begin(agent, upload);
		const damaged = Buffer.from(PNG);
		damaged[40_000] = (damaged[40_000] ?? 0) ^ 1;
		expect(await refusal(send(agent, upload.id, 0, part(damaged)))).toBe('file-damaged');
		expect(await answer(begin(agent, upload))).toEqual({ offset: 0, isDone: false });
		expect(await answer(send(agent, upload.id, 0, part(PNG)))).toMatchObject({ isDone: true });
	});

	it('[FI2] is refused when it is no picture though it says so', async () => {
		const { agent } = place.byRole;
		const page = Buffer.from('<!doctype html><script>alert(1)</script>');
		const program = Buffer.concat([Buffer.from('MZ\x90\0\x03\0'), randomBytes(600)]);
		for (const [bytes, type] of [
			[page, 'image/png'],
			[PNG, 'image/jpeg'],
			[PNG, 'text/plain'],
			[page, 'application/pdf'],
			[program, 'text/plain']
		] as const) {
			const upload = announced(bytes, { type });
			await begin(agent, upload);
			expect(await refusal(send(agent, upload.id, 0, part(bytes))), type).toBe(
				'file-not-as-declared'
			);
			expect((await ask(`/api/uploads/${upload.id}`, agent)).status).toBe(404);
		}
		const text = Buffer.from('a,b\n1,2\n');
		const upload = announced(text, { type: 'text/csv' });
		await begin(agent, upload);
		expect(await answer(send(agent, upload.id, 0, part(text)))).toMatchObject({ isDone: true });
	});

	it('[FI3] is refused when it is too large, or one file too many', async () => {
		const { agent, 'field-agent': field } = place.byRole;
		const size = 25 * 1024 ** 2 + 1;
		expect(await refusal(begin(agent, announced(PNG, { size })))).toBe('file-too-large');
		const elsewhere = announced(PNG, { thread: `user.${agent.id}` });
		expect(await refusal(begin(agent, elsewhere))).toBe('invalid-input');
		const upload = announced(PNG, { size: 10_000 });
		await begin(agent, upload);
		expect(await refusal(send(agent, upload.id, 0, part(PNG)))).toBe('body-too-large');
		const most = { size: 25 * 1024 ** 2 };
		const codes = new Set<unknown>();
		for (let count = 0; count < 82; count += 1) {
			const response = await begin(field, announced(PNG, most));
			codes.add(response.ok ? 'ok' : await refusal(response));
		}
		expect(codes).toEqual(new Set(['ok', 'too-many-files']));
	});

	it('[FI4] is not there for others, and a hash alone finishes nothing', async () => {
		const { agent, supervisor } = place.byRole;
		const upload = announced(PNG);
		await begin(agent, upload);
		expect((await ask(`/api/uploads/${upload.id}`, supervisor)).status).toBe(404);
		expect((await send(supervisor, upload.id, 0, part(PNG))).status).toBe(404);
		await send(agent, upload.id, 0, part(PNG));
		// The server has these bytes; who only names them has sent nothing.
		expect(await answer(begin(supervisor, upload))).toEqual({ offset: 0, isDone: false });
		expect(await answer(ask(`/api/uploads/${upload.id}`, agent))).toMatchObject({ isDone: true });
	});

	it('[FI4] is its sender’s own, though somebody else begins another under the same id', async () => {
		const { agent, supervisor } = place.byRole;
		const [mine, theirs] = [randomBytes(400), randomBytes(300)].map((tail) =>
			Buffer.concat([PNG, tail])
		) as [Buffer, Buffer];
		const upload = announced(mine);
		const other = { ...announced(theirs), id: upload.id };
		await begin(agent, upload);
		await send(agent, upload.id, 0, part(mine, 0, 30_000));
		await begin(supervisor, other);
		await send(supervisor, other.id, 0, part(theirs, 0, 20_000));
		for (const [who, bytes, at] of [
			[agent, mine, 30_000],
			[supervisor, theirs, 20_000]
		] as const)
			expect(await answer(send(who, upload.id, at, part(bytes, at)))).toMatchObject({
				isDone: true
			});
	});

	it('[FI6] is taken over by whoever goes on with it', async () => {
		const { agent } = place.byRole;
		const upload = announced(PNG);
		await begin(agent, upload);
		const stuck = request(`${test.address}/api/uploads/${upload.id}?offset=0`, {
			method: 'PATCH',
			headers: {
				cookie: agent.cookie,
				origin: test.address,
				'content-type': 'application/offset+octet-stream',
				'content-length': PNG.length
			}
		});
		stuck.on('error', () => stuck.destroy());
		stuck.write(PNG.subarray(0, 10_000));
		await expect
			.poll(() => answer(ask(`/api/uploads/${upload.id}`, agent)))
			.toMatchObject({
				offset: 10_000
			});
		expect(await answer(send(agent, upload.id, 10_000, part(PNG, 10_000)))).toMatchObject({
			isDone: true
		});
		stuck.destroy();
	});
});

describe('a file of a message', () => {
	const file = (upload: UploadRequest) => ({
		id: upload.id,
		name: 'screen.png',
		type: upload.type,
		size: upload.size,
		sha256: upload.sha256,
		role: 'file' as const
	});

	/** Says something as a person, as their device would. */
	async function say(who: TestPerson, target: string, upload: UploadRequest): Promise<string> {
		const random = {
			next: Math.random,
			bytes: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)
		};
		const device = new PaperDevice(who.id, random, Date.now);
		const body = { kind: 'note' as const, text: '', attachments: [file(upload)] };
		const change = device.change('message.add', target as `ticket.${string}`, body);
		const client = await muxClient(test, who);
		await client.hello(device.device);
		await client.deliver(device.device, [change]);
		client.end();
		return change.id;
	}
	const address = (thread: string, message: string, upload: UploadRequest) =>
		`/api/threads/${thread}/messages/${message}/files/${upload.id}`;

	it('[FI5] is on its way until it has come, and then whoever reads the message has it', async () => {
		const { agent, supervisor } = place.byRole;
		const upload = announced(PNG);
		const path = address(upload.thread, await say(agent, upload.thread, upload), upload);
		expect(await answer(ask(`${path}/state`, supervisor))).toEqual({ isHere: false });
		expect((await ask(path, supervisor)).status).toBe(404);
		await begin(agent, upload);
		await send(agent, upload.id, 0, part(PNG));
		expect(await answer(ask(`${path}/state`, supervisor))).toEqual({ isHere: true });
		const got = await ask(path, supervisor);
		expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true);
		expect(got.headers.get('content-type')).toBe('image/png');
		expect(got.headers.get('content-security-policy')).toContain('sandbox');
		for (const stranger of [place.byRole.requester, place.byRole['field-agent']])
			expect((await ask(path, stranger)).status).toBe(404);
	});

	it('[FI7] goes along with words that are split off, for whoever might read them before', async () => {
		const { agent, supervisor } = place.byRole;
		const bytes = Buffer.concat([PNG, randomBytes(50)]);
		const sent = announced(bytes);
		const said = await say(agent, sent.thread, sent);
		await begin(agent, sent);
		await send(agent, sent.id, 0, part(bytes));
		const { unit } = test.server.orgs.get(agent.org);
		const team = unit.world.ticket(sent.thread)?.team;
		const splitOff = async (who: TestPerson, ticket: string) => {
			const device = new PaperDevice(who.id, { bytes: randomFill, next: Math.random }, Date.now);
			const { id, type, size, sha256: hash } = sent;
			const file = { id, name: 'a.png', type, size, sha256: hash, role: 'file' } as const;
			const origin = { ticket, message: said, name: '', saidMs: 0 };
			const message = { kind: 'note', text: 'Too', attachments: [file], origin } as const;
			if (team === undefined) throw new Error('the ticket is there');
			const target = entityRef('ticket', anId());
			const change = device.change('ticket.create', target, { team, subject: 'Too', message });
			const sender = { author: who.id, device: device.device, revoked: false };
			const [settled] = await unit.submit({ sender, entries: [change] });
			return { path: address(target, change.id, sent), verdict: settled?.verdict };
		};
		const { path } = await splitOff(agent, sent.thread.slice('ticket.'.length));
		const got = await ask(path, supervisor);
		expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
		const foreign = place.contents.other.ticket.slice('ticket.'.length);
		expect((await splitOff(agent, foreign)).verdict).toMatchObject({ ok: false });
	});

	it('[FI5] gives nobody the bytes of a file that they only know the hash of', async () => {
		const { agent, supervisor } = place.byRole;
		const secret = Buffer.concat([PNG, randomBytes(100)]);
		const theirs = announced(secret);
		await begin(supervisor, theirs);
		await send(supervisor, theirs.id, 0, part(secret));
		// The same hash under an id of one's own, and the very id in another thread; neither is sent.
		const shared = place.contents.shared.ticket;
		for (const [thread, upload] of [
			[theirs.thread, { ...theirs, id: anId() }],
			[shared, theirs]
		] as const) {
			const path = address(thread, await say(agent, thread, upload), upload);
			expect((await begin(agent, { ...upload, thread })).status).toBe(200);
			expect(await answer(ask(`${path}/state`, agent))).toEqual({ isHere: false });
			expect((await ask(path, agent)).status).toBe(404);
		}
	});
});
