import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPlace } from '../access/place.ts';
import { S3Simulator } from '../simulators/s3.ts';
import { temporaryFolder } from '../support/org.ts';
import { startServer, type TestServer } from '../support/server.ts';

const account = { bucket: 'files', region: 'us-east-1', accessKey: 'key', secretKey: 'secret' };
const bucket = new S3Simulator(account);
const bytes = Buffer.from('What lies in a bucket.');
const sha256 = createHash('sha256').update(bytes).digest('hex');

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
beforeAll(async () => {
	const endpoint = await bucket.start();
	test = await startServer(temporaryFolder(), 0, { bucket: { ...account, endpoint } });
	place = await aPlace(test, { own: 'own', other: 'other' });
});
afterAll(async () => {
	await test.remove();
	await bucket.stop();
});

async function ask(method: string, path: string, body?: string, type = 'application/json') {
	const headers = {
		cookie: place.byRole.agent.cookie,
		origin: test.address,
		...(body !== undefined && { 'content-type': type })
	};
	const answer = await fetch(test.address + path, { method, headers, body: body ?? null });
	return { status: answer.status, body: (await answer.json()) as unknown };
}

it('[FI1] a file that a busy bucket did not take goes there later, without being sent again', async () => {
	const id = place.byRole.agent.id;
	const thread = place.contents.own.ticket;
	const upload = { id, thread, sha256, size: bytes.length, type: 'text/plain' };
	expect(await ask('POST', '/api/uploads', JSON.stringify(upload))).toMatchObject({ status: 200 });
	bucket.beBusy(Infinity);
	const sent = await ask(
		'PATCH',
		`/api/uploads/${id}?offset=0`,
		String(bytes),
		'application/offset+octet-stream'
	);
	expect(sent).toMatchObject({ status: 503, body: { error: { code: 'server-busy' } } });
	expect(bucket.objects.size).toBe(0);
	bucket.beBusy(0);
	expect(await ask('GET', `/api/uploads/${id}`)).toEqual({
		status: 200,
		body: { offset: bytes.length, isDone: true }
	});
	expect([...bucket.objects.values()].map(String)).toEqual([String(bytes)]);
});
