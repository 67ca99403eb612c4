import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailLogAnswer } from '#lib/protocol/incoming-mail.ts';
import type { ImportAnswer, ImportFailuresAnswer } from '#lib/protocol/mail-import.ts';
import { bytes, message as plainMessage, multipart, utf8 } from '../mail/fixtures/bytes.ts';
import { toMbox } from '../mail/fixtures/corpus.ts';
import { aMailPlace, signed } from '../mail/fixtures/incoming.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';

type Piece = string | Uint8Array;

let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;

beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(test, [{ role: 'org-admin' }], () => [
		{ name: 'Desk', members: [], supervisors: [] }
	]);
});
afterAll(() => test.remove());

const headers = () => ({ cookie: place.people[0]?.cookie ?? '', origin: test.address });
async function ask<T>(path: string): Promise<T> {
	return (await (await fetch(test.address + path, { headers: headers() })).json()) as T;
}

const nested = (depth: number, boundary = 'b'): string =>
	Array.from(
		{ length: depth },
		(_, level) =>
			`Content-Type: multipart/mixed; boundary=${boundary}${level}\r\n\r\n--${boundary}${level}\r\n`
	).join('');
const many = (count: number, make: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => make(index)).join('');
const html = (page: string) => bytes('Content-Type: text/html; charset=utf-8\r\n\r\n', utf8(page));
let lastId = 0;
/** No two are the same mail. */
function message(fields: Record<string, string>, ...body: readonly Piece[]): Uint8Array {
	lastId += 1;
	return plainMessage({ ...fields, 'Message-ID': `<hostile${lastId}@x>` }, ...body);
}
const withType = (type: string, ...body: readonly Piece[]) =>
	message({ 'Content-Type': type }, ...body);
/** A zip archive with one page in it, of which the central directory says that it is huge. */
const zip = (): Buffer => {
	const packed = deflateSync(Buffer.alloc(5_000_000, '<script>'));
	return Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26, 255), packed]);
};

/** What each mail is made of, and why it is not read; no reason where it is. */
const BOMBS: readonly (readonly [string, () => Uint8Array, string?])[] = [
	['20,000 parts', () => multipartOf(20_000), 'too-many-parts'],
	['parts in parts, 60 deep', () => bytes(`Subject: x\r\n${nested(60)}`), 'too-deep'],
	['parts in parts, 3,000 deep', () => bytes(`Subject: x\r\n${nested(3_000)}`), 'too-many-parts'],
	[
		'mails in mails, 3,000 deep',
		() => bytes(`Subject: x\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(3_000)}`)
	],
	[
		'100,000 headers',
		() =>
			bytes(
				many(100_000, (n) => `X-${n}: y\r\n`),
				'\r\nx'
			),
		'headers-too-large'
	],
	[
		'one header of 5 MB',
		() => bytes(`Subject: ${'x'.repeat(5_000_000)}\r\n\r\nx`),
		'headers-too-large'
	],
	['a line of 20 MB', () => withType('text/plain', 'x'.repeat(20_000_000))],
	['a boundary of nothing', () => withType('multipart/mixed; boundary=""', '--\r\n\r\nx\r\n----')],
	[
		'a boundary that begins others',
		() => withType('multipart/mixed; boundary=-', '--'.repeat(200_000))
	],
	['no character set that exists', () => withType('text/plain; charset=__proto__', 'plain words')],
	[
		'UTF-7',
		() => withType('text/html; charset=utf-7', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-')
	],
	['UTF-16 without its second half', () => withType('text/plain; charset=utf-16', '\xff\xfe<\0s')],
	[
		'ISO-2022-JP that never ends',
		() => withType('text/html; charset=iso-2022-jp', '\x1b$B'.repeat(100_000))
	],
	[
		'encoded words in encoded words',
		() => message({ Subject: '=?utf-8?Q?=3D=3Futf-8=3FQ=3F?='.repeat(3_000) }, 'x')
	],
	[
		'base64 that is none',
		() => message({ 'Content-Transfer-Encoding': 'base64' }, '='.repeat(3_000_000))
	],
	[
		'quoted-printable that never ends',
		() => message({ 'Content-Transfer-Encoding': 'quoted-printable' }, '='.repeat(3_000_000))
	],
	['elements in elements, 100,000 deep', () => withPage('<div>'.repeat(100_000))],
	['a million attributes', () => withPage(`<p ${many(300_000, (n) => `a${n}=1 `)}>x</p>`)],
	['style without an end', () => withPage(`<p style="${'a:url('.repeat(200_000)}">x</p>`)],
	['entities by the million', () => withPage('&lt;'.repeat(1_000_000))],
	['tags that are never closed', () => withPage('<a href="<b'.repeat(100_000))],
	['comments in comments', () => withPage('<!--'.repeat(200_000))],
	[
		'an archive with a page in it',
		() =>
			message(
				{ 'Content-Type': 'multipart/mixed; boundary=b' },
				multipart(
					'b',
					'Content-Type: text/plain\r\n\r\nx',
					bytes(
						'Content-Type: application/zip; name="a.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
						zip().toString('base64')
					)
				)
			)
	],
	['5,000 references', () => message({ References: many(5_000, (n) => `<r${n}@x> `) }, 'x')],
	[
		'2,000 addresses',
		() => message({ To: many(2_000, (n) => `"p${n}" <p${n}@example.org>, `) }, 'x')
	],
	[
		'a date that breaks calendars',
		() => message({ Date: 'Mon, 99 Zzz 99999999 99:99:99 +9999' }, 'x')
	]
];

function multipartOf(count: number): Uint8Array {
	return withType(
		'multipart/mixed; boundary=b',
		many(count, (n) => `--b\r\n\r\npart ${n}\r\n`),
		'--b--'
	);
}
function withPage(page: string): Uint8Array {
	return message({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b', html(page)));
}

describe('a mail that is made to do harm', () => {
	it('[HM1] is read in bounds or kept as unread, and the server serves meanwhile', async () => {
		const before = process.memoryUsage().rss;
		const form = new FormData();
		form.append(
			'files',
			new Blob([new Uint8Array(toMbox(BOMBS.map(([, make]) => make())))]),
			'x.mbox'
		);
		const startMs = performance.now();
		const path = `/api/imports?team=${place.teams[0]}`;
		const posted = await fetch(test.address + path, {
			method: 'POST',
			body: form,
			headers: headers()
		});
		const { id } = (await posted.json()) as ImportAnswer;
		const waits: number[] = [];
		let row: ImportAnswer;
		let highest = 0;
		do {
			const askedMs = performance.now();
			row = await ask<ImportAnswer>(`/api/imports/${id}`);
			waits.push(performance.now() - askedMs);
			highest = Math.max(highest, process.memoryUsage().rss);
		} while (!['done', 'paused', 'stopped'].includes(row.state));
		const { failures } = await ask<ImportFailuresAnswer>(`/api/imports/${id}/failures`);
		const reasons = Object.fromEntries(
			failures.map(({ number, reason }) => [BOMBS[number]?.[0] ?? number, reason])
		);
		const expected = Object.fromEntries(
			BOMBS.flatMap(([name, , reason]) => (reason === undefined ? [] : [[name, reason]]))
		);
		expect(row).toMatchObject({ state: 'done', failed: failures.length });
		expect(reasons).toEqual(expected);
		expect(row.imported).toBe(BOMBS.length - failures.length);
		for (const { number } of failures) {
			const address = `${test.address}/api/imports/${id}/failures/${number}/source`;
			const source = await fetch(address, { headers: headers() });
			expect((await source.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
		}
		waits.sort((a, b) => a - b);
		expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(200);
		expect(performance.now() - startMs).toBeLessThan(BOMBS.length * 2_000);
		expect(highest - before).toBeLessThan(800_000_000);
		expect(test.errors).toEqual([]);
	}, 90_000);

	it('[HM1] is answered as unread and kept when it is delivered, once', async () => {
		const door = await aMailPlace(test);
		for (const [name, make, reason] of BOMBS) {
			const raw = make();
			const { status, answer } = await door.post(raw, signed(raw));
			expect([name, status, answer.reason]).toEqual([name, 202, reason ?? null]);
			expect(answer.outcome, name).toBe(reason === undefined ? 'created' : 'unread');
			if (reason === undefined) continue;
			const again = await door.post(raw, signed(raw, undefined, Date.now() - 60_000));
			expect(again.answer, name).toEqual(answer);
		}
		const log = (await (await door.admin('GET', '/api/mail/log')).json()) as MailLogAnswer;
		const unread = log.deliveries.filter(({ outcome }) => outcome === 'unread');
		expect(unread.length).toBe(BOMBS.filter(([, , reason]) => reason !== undefined).length);
		for (const { id, hasSource } of unread) {
			const source = await door.admin('GET', `/api/mail/log/${id}/source`);
			expect(hasSource).toBe(true);
			expect((await source.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
		}
		expect(test.errors).toEqual([]);
	}, 90_000);
});
