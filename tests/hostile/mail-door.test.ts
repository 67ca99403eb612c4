import { createHmac } from 'node:crypto';
import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionAnswer } from '#lib/protocol/connections.ts';
import {
	SIGNATURE_HEADER,
	signatureOf,
	TIMESTAMP_HEADER,
	WINDOW_MS
} from '../../sync-server/channels/mail/incoming/proof.ts';
import { message } from '../mail/fixtures/bytes.ts';
import {
	aMailPlace,
	FIRST,
	SECOND,
	seconds,
	signed,
	type MailPlace
} from '../mail/fixtures/incoming.ts';
import { seededRandom } from '../support/org.ts';
import { startServer, type TestServer } from '../support/server.ts';

let test: TestServer;
let place: MailPlace;
beforeAll(async () => {
	test = await startServer();
	place = await aMailPlace(test);
});
afterAll(() => test.remove());

const raw = message({ 'Message-ID': '<signed@example.org>', Subject: 'Signed' }, 'Hello there.');
const { next } = seededRandom(51);
const any = (count: number): number => Math.floor(next() * count);
const hex = '0123456789abcdef';

type Headers = Record<string, string>;
type Alter = (headers: Headers, body: Buffer) => readonly [Headers, Buffer];
const withSignature = (change: (signature: string) => string): Alter => {
	return (headers, body) => {
		const signature = change(headers[SIGNATURE_HEADER] ?? '');
		return [{ ...headers, [SIGNATURE_HEADER]: signature }, body];
	};
};
const ALTERATIONS: readonly Alter[] = [
	// A bit of the body, its length, its end.
	(headers, body) => {
		const other = Buffer.from(body);
		const at = any(other.length);
		other[at] = (other[at] ?? 0) ^ (1 << any(8));
		return [headers, other];
	},
	(headers, body) => [headers, body.subarray(0, any(body.length))],
	(headers, body) => [headers, Buffer.concat([body, Buffer.from([any(256)])])],
	// The time, by a second or more.
	(headers, body) => {
		const time = Number(headers[TIMESTAMP_HEADER]) + (1 + any(200)) * (next() < 0.5 ? 1 : -1);
		return [{ ...headers, [TIMESTAMP_HEADER]: String(time) }, body];
	},
	// A digit of the signature, its length, its case, its algorithm, another one beside it.
	withSignature((signature) => {
		const at = 7 + any(64);
		const digit = hex[(hex.indexOf(signature[at] ?? '0') + 1 + any(15)) % 16] ?? '0';
		return signature.slice(0, at) + digit + signature.slice(at + 1);
	}),
	withSignature((signature) => signature.slice(0, any(signature.length))),
	withSignature((signature) => `${signature}${hex[any(16)] ?? ''}`),
	withSignature((signature) => signature.toUpperCase()),
	withSignature((signature) =>
		signature.replace('sha256', ['sha1', 'md5', 'none', ''][any(4)] ?? '')
	),
	withSignature((signature) => `${signature}, ${signature}`),
	// Another way to sign: without the time, with another key, with another hash.
	(headers, body) => {
		const bare = createHmac('sha256', FIRST).update(body).digest('hex');
		return [{ ...headers, [SIGNATURE_HEADER]: `sha256=${bare}` }, body];
	},
	(headers, body) => {
		const wrong = signatureOf(`${FIRST}${any(10)}`, headers[TIMESTAMP_HEADER] ?? '', body);
		return [{ ...headers, [SIGNATURE_HEADER]: `sha256=${wrong}` }, body];
	},
	(headers, body) => {
		const sha1 = createHmac('sha1', FIRST).update(body).digest('hex');
		return [{ ...headers, [SIGNATURE_HEADER]: `sha256=${sha1}${'0'.repeat(24)}` }, body];
	}
];

describe('a request that is not signed as it should be [IM5]', () => {
	it('is refused in 1,000 alterations, and its organisation has no ticket more', async () => {
		const before = place.tickets().length;
		for (let each = 0; each < 1_000; each += 1) {
			const alter = ALTERATIONS[each % ALTERATIONS.length] ?? ALTERATIONS[0];
			if (alter === undefined) throw new Error('nothing to alter');
			const [headers, body] = alter(signed(raw), Buffer.from(raw));
			const { status, code } = await place.post(body, headers);
			expect([each % ALTERATIONS.length, status, code]).toEqual([
				each % ALTERATIONS.length,
				401,
				'wrong-credentials'
			]);
		}
		expect(place.tickets().length).toBe(before);
		const read = await place.admin('GET', '/api/connections/incoming-mail');
		expect(((await read.json()) as ConnectionAnswer).trouble?.code).toBe('refused');
	}, 60_000);

	it('is refused when a header is there twice', async () => {
		const headers = signed(raw);
		for (const doubled of [TIMESTAMP_HEADER, SIGNATURE_HEADER]) {
			const status = await new Promise((resolve, reject) => {
				const path = `${test.address}/api/mail/${place.org}/incoming`;
				const given = Object.entries(headers).map(([name, value]): [string, string[]] => [
					name,
					name === doubled ? [value, value] : [value]
				]);
				const sent = ask(path, { method: 'POST', headers: Object.fromEntries(given) }, (answer) => {
					answer.resume();
					resolve(answer.statusCode);
				});
				sent.on('error', reject).end(raw);
			});
			expect(status).toBe(401);
		}
	});

	it('is refused outside five minutes, for another organisation, and where none is', async () => {
		for (const atMs of [Date.now() - WINDOW_MS - 2_000, Date.now() + WINDOW_MS + 2_000])
			expect((await place.post(raw, signed(raw, FIRST, atMs))).status).toBe(401);
		const other = await aMailPlace(test);
		await other.put({ settings: other.settings, secrets: { first: SECOND } });
		expect((await other.post(raw, signed(raw))).status).toBe(401);
		for (const name of ['nowhere', '0'.repeat(26)]) {
			const answer = await fetch(`${test.address}/api/mail/${name}/incoming`, {
				method: 'POST',
				headers: signed(raw),
				body: new Uint8Array(raw)
			});
			expect(answer.status).toBe(401);
		}
	});

	it('is refused with the key itself, unless administrators allow that', async () => {
		const bearer = { 'content-type': 'message/rfc822', authorization: `Bearer ${FIRST}` };
		expect((await place.post(raw, bearer)).status).toBe(401);
		const other = await aMailPlace(test, { proof: 'key' });
		expect((await other.post(raw, bearer)).status).toBe(202);
		for (const authorization of ['Bearer', `Bearer ${FIRST}x`, `Digest ${FIRST}`, 'Basic Og=='])
			expect((await other.post(raw, { ...bearer, authorization })).status).toBe(401);
		// Whoever signs is judged by the signature.
		const both = { ...bearer, [SIGNATURE_HEADER]: `sha256=${'0'.repeat(64)}` };
		expect(
			(await other.post(raw, { ...both, [TIMESTAMP_HEADER]: seconds(Date.now()) })).status
		).toBe(401);
	});

	it('is believed by either of two keys while one replaces the other', async () => {
		const other = await aMailPlace(test);
		await other.put({ settings: other.settings, secrets: { second: SECOND } });
		for (const key of [FIRST, SECOND])
			expect((await other.post(raw, signed(raw, key))).status).toBe(202);
		await other.put({ settings: other.settings, secrets: { first: null } });
		expect((await other.post(raw, signed(raw, FIRST))).status).toBe(401);
		expect((await other.post(raw, signed(raw, SECOND))).status).toBe(202);
	});
});

describe('a request that is signed [IM5]', () => {
	it('has one effect when it is sent ten times', async () => {
		const before = place.tickets().length;
		const headers = signed(raw);
		const answers = [];
		for (let each = 0; each < 10; each += 1) answers.push((await place.post(raw, headers)).answer);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(place.tickets().length).toBe(before + 1);
	});

	it('is refused when it is too large, and sends nothing before it shows a signature', async () => {
		const large = Buffer.alloc(43 * 1024 * 1024, 'x');
		const refused = await place.post(large, signed(large));
		expect([refused.status, refused.code]).toEqual([413, 'body-too-large']);
		const unsigned = await place.post(raw, { 'content-type': 'message/rfc822' });
		expect(unsigned.status).toBe(401);
	});

	it('waits when four of its address are under way, until one of them has ended', async () => {
		const under = Array.from({ length: 4 }, () => {
			const headers = { ...signed(raw), 'content-length': String(raw.length) };
			const path = `${test.address}/api/mail/${place.org}/incoming`;
			const sending = ask(path, { method: 'POST', headers });
			sending.on('error', () => sending.destroy());
			sending.write(raw.subarray(0, 10));
			return sending;
		});
		const status = async () => (await place.post(raw, signed(raw))).status;
		await expect.poll(status, { timeout: 10_000 }).toBe(429);
		under[0]?.destroy();
		await expect.poll(status, { timeout: 10_000 }).toBe(202);
		for (const sending of under) sending.destroy();
	});

	it('waits when its organisation has had 300 in a minute, and others do not', async () => {
		const [busy, calm] = [await aMailPlace(test), await aMailPlace(test)];
		const nothing = Buffer.from('{}');
		const json = () => ({ ...signed(nothing), 'content-type': 'application/json' });
		let last = await busy.post(nothing, json());
		for (let each = 1; each <= 300; each += 1) last = await busy.post(nothing, json());
		expect([last.status, last.code]).toEqual([429, 'too-many-tries']);
		expect(Number(last.retryAfter)).toBeGreaterThan(0);
		expect((await calm.post(raw, signed(raw))).status).toBe(202);
	}, 60_000);
});
