import { connect as connectTcp } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { readConfig } from '../../sync-server/config.ts';
import { createServer, realSurroundings, type OffhookServer } from '../../sync-server/server.ts';
import { bodyOf } from '../support/event-stream.ts';
import { temporaryFolder } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
const routes = new Set<string>();

function collectRoutes(message: unknown): void {
	const { fastify } = message as { fastify: FastifyInstance };
	fastify.addHook('onRoute', ({ method, url }) => {
		for (const each of [method].flat()) routes.add(`${each} ${url}`);
	});
}

beforeAll(async () => {
	const folder = temporaryFolder();
	for (const [name, text] of [
		['app.html', '<!doctype html><title>Offhook</title>'],
		['service-worker.js', '// worker'],
		['_app/immutable/a.js', 'export {}'],
		['manifest.webmanifest', '{}']
	] as const) {
		mkdirSync(join(folder.path, name, '..'), { recursive: true });
		writeFileSync(join(folder.path, name), text);
	}
	const initialization = channel('fastify.initialization');
	initialization.subscribe(collectRoutes);
	test = await startServer(folder);
	initialization.unsubscribe(collectRoutes);
	desk = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
});
afterAll(() => test.remove());

const cookie = () => desk.people[0]?.cookie ?? '';
const SECURITY = [
	'content-security-policy',
	'x-content-type-options',
	'x-frame-options',
	'referrer-policy',
	'cross-origin-opener-policy'
];

/** Bytes on a bare connection, and what came back until it was closed or as long as asked for. */
async function bare(text: string | Buffer, isDone: (answer: string) => boolean = () => false) {
	const { hostname, port } = new URL(test.address);
	const socket = connectTcp({ host: hostname, port: Number(port) });
	let answer = '';
	let isOver = false;
	socket.on('data', (data) => (answer += data.toString('latin1')));
	socket.on('close', () => (isOver = true));
	socket.on('error', () => undefined);
	socket.write(text);
	await until(() => isOver || isDone(answer), 20_000);
	socket.destroy();
	return answer;
}
const host = () => new URL(test.address).host;
async function expectServed(): Promise<void> {
	expect((await fetch(`${test.address}/api/health`)).status).toBe(200);
	expect(test.errors).toEqual([]);
}

describe('bytes that are no decent request', () => {
	const cases: [string, (host: string) => string, RegExp][] = [
		['no HTTP', () => 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
		['binary', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', /^HTTP\/1\.1 400 /],
		['no host', () => 'GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
		[
			'headers larger than allowed',
			(at) => `GET / HTTP/1.1\r\nHost: ${at}\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
			/^HTTP\/1\.1 431 /
		],
		[
			'cookies larger than allowed',
			(at) => `GET / HTTP/1.1\r\nHost: ${at}\r\nCookie: a=${'x'.repeat(20_000)}\r\n\r\n`,
			/^HTTP\/1\.1 431 /
		],
		[
			'a length and chunks at once',
			(at) =>
				`POST /api/sign-in HTTP/1.1\r\nHost: ${at}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
			/^HTTP\/1\.1 400 /
		],
		[
			'two lengths',
			(at) =>
				`POST /api/sign-in HTTP/1.1\r\nHost: ${at}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`,
			/^HTTP\/1\.1 400 /
		],
		[
			'an expectation nobody can meet',
			(at) => `POST /api/sign-in HTTP/1.1\r\nHost: ${at}\r\nExpect: miracles\r\n\r\n`,
			/^HTTP\/1\.1 417 /
		],
		[
			'a method that does not exist',
			(at) => `BREW /api/health HTTP/1.1\r\nHost: ${at}\r\n\r\n`,
			/^HTTP\/1\.1 400 /
		],
		[
			'a method nobody serves',
			(at) => `PROPFIND /api/health HTTP/1.1\r\nHost: ${at}\r\nConnection: close\r\n\r\n`,
			/^HTTP\/1\.1 (403|404) /
		],
		[
			'an upgrade to something else',
			(at) =>
				`GET /api/health HTTP/1.1\r\nHost: ${at}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
			/^HTTP\/1\.1 403 /
		],
		[
			'a whole address of somebody else',
			(at) =>
				`GET http://elsewhere.example/api/session HTTP/1.1\r\nHost: ${at}\r\nConnection: close\r\n\r\n`,
			/^HTTP\/1\.1 (400|401|404) /
		]
	];

	it.each(cases)('[HT1, HT2] %s gets an answer with all headers', async (_what, make, status) => {
		const answer = await bare(make(host()));
		expect(answer).toMatch(status);
		const [head = ''] = answer.toLowerCase().split('\r\n\r\n');
		for (const header of SECURITY) expect(head).toContain(`${header}:`);
		await expectServed();
	});

	it('[HT2] header splitting puts nothing into an answer', async () => {
		for (const path of [
			'/%0d%0aset-cookie:%20stolen=1',
			'/api/reset/%0d%0aset-cookie:%20stolen=1',
			'/api/threads/%0d%0ax:%20y/messages?before=%0d%0aset-cookie:%20stolen=1'
		]) {
			const answer = await bare(
				`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`
			);
			expect(answer.split('\r\n\r\n')[0]).not.toMatch(/^set-cookie/im);
		}
		await expectServed();
	});
});

describe('every answer', () => {
	const accept = { accept: 'text/html', 'sec-fetch-mode': 'navigate' };

	it('[HT1] of every route, method and credential carries the headers', async () => {
		expect(routes.size).toBeGreaterThan(20);
		const paths = [...new Set([...routes].map((route) => route.split(' ')[1] ?? '/'))].map((path) =>
			path
				.replace(
					/:\w+/g,
					newId((bytes) => crypto.getRandomValues(bytes))
				)
				.replace('*', 'x')
		);
		const more = ['/', '/service-worker.js', '/_app/immutable/a.js', '/_app/none.js', '/%zz'];
		for (const path of [...paths, ...more, '/manifest.webmanifest', '/sync', '/metrics'])
			for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
				for (const credentials of [{}, { cookie: cookie() }]) {
					const headers = { ...accept, ...credentials };
					const answer = await fetch(test.address + path, { method, headers, redirect: 'manual' });
					await bodyOf(answer);
					for (const header of SECURITY)
						expect([method, path, header, answer.headers.has(header)]).toEqual([
							method,
							path,
							header,
							true
						]);
					expect(answer.headers.has('access-control-allow-origin')).toBe(false);
					expect(answer.headers.has('x-powered-by')).toBe(false);
				}
		await expectServed();
	}, 120_000);

	it('[HT3] of the API is kept nowhere, however its address is spelled', async () => {
		const told: string[] = [];
		for (const path of [
			'/api/health',
			'/%61pi/health',
			'/%61%70%69/session',
			'/api%2Fhealth',
			'//api/health',
			'/API/health',
			'/api/../api/health',
			'/./api/health',
			'/x/../api/session'
		]) {
			const answer = await bare(
				`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`
			);
			if (!/"serverTimeMs"|"session-missing"/.test(answer)) continue;
			told.push(path);
			expect([path, /\r\ncache-control: no-store\r\n/i.test(answer)]).toEqual([path, true]);
		}
		expect(told).toEqual(expect.arrayContaining(['/api/health', '/%61pi/health']));
	});

	it('[HT3] counts towards the limit, however its address is spelled', async () => {
		const folder = temporaryFolder();
		const settings = { DATA_DIR: folder.path, PORT: '0', HOST: '127.0.0.1' };
		const server: OffhookServer = createServer(
			readConfig({ ...settings, OFFHOOK_REQUESTS_PER_MINUTE: '20' }),
			realSurroundings(() => undefined)
		);
		const address = await server.listen();
		const spellings = ['/api/health', '/%61pi/health', '/a%70i/health', '/metrics', '/%6detrics'];
		const statuses: number[] = [];
		for (let round = 0; round < 30; round += 1) {
			const answer = await fetch(address + (spellings[round % spellings.length] ?? ''));
			statuses.push(answer.status);
			await answer.arrayBuffer();
		}
		expect(statuses.slice(20).every((status) => status === 429)).toBe(true);
		expect(statuses.slice(0, 20)).not.toContain(429);
		await server.close();
		folder.remove();
	});
});

describe('hostile bodies', () => {
	const JUNK: readonly unknown[] = [
		null,
		true,
		-1,
		1e308,
		'',
		'x'.repeat(5_000),
		[],
		{},
		[[[[[[]]]]]],
		{ toString: 1 },
		{ length: 1e9 },
		'\u0000\u202e\ud800',
		{ $ne: null }
	];
	const FIELDS = [
		'name',
		'password',
		'code',
		'orgId',
		'orgName',
		'admin',
		'currentPassword',
		'newPassword',
		'userName',
		'email',
		'ids',
		'action'
	];
	const raws = [
		'{"__proto__":{"isAdmin":true}}',
		'{"constructor":{"prototype":{"isAdmin":true}}}',
		'{"a":'.repeat(8_000) + '1' + '}'.repeat(8_000),
		'['.repeat(60_000),
		`{"name":"${'\\u0041'.repeat(9_000)}"}`,
		`{${Array.from({ length: 4_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
		'{"name":1e99999}',
		'{"a":1,"a":2}',
		'\ufeff{}',
		'undefined',
		'{}{}'
	];

	it('[HT2] to every route are refused with a code, and never are a fault of ours', async () => {
		const targets = [...routes].filter((route) => /^(POST|PUT|PATCH|DELETE) \/api/.test(route));
		expect(targets.length).toBeGreaterThan(8);
		const shapes = [
			...raws,
			...JUNK.map((value) => JSON.stringify(value)),
			...JUNK.map((value) =>
				JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, value])))
			)
		];
		let asked = 0;
		for (const target of targets) {
			// Their own sessions must live on; what ends a browser's news looks at no body.
			if (/sign-out|end-others|setup|DELETE \/api\/staff\/push/.test(target)) continue;
			const [method = '', pattern = ''] = target.split(' ');
			const path = pattern.replace(
				/:\w+/g,
				newId((bytes) => crypto.getRandomValues(bytes))
			);
			for (const body of shapes) {
				const answer = await fetch(test.address + path, {
					method,
					body,
					headers: {
						origin: test.address,
						cookie: cookie(),
						'content-type': 'application/json'
					}
				});
				const text = await answer.text();
				asked += 1;
				expect([target, body.slice(0, 40), answer.status >= 400 && answer.status < 500]).toEqual([
					target,
					body.slice(0, 40),
					true
				]);
				expect(text).toMatch(/"code":"[a-z-]+"/);
			}
		}
		expect(asked).toBeGreaterThan(200);
		expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
		await expectServed();
	}, 60_000);

	it('[HT2] queries and paths of every form are refused, and never are a fault of ours', async () => {
		const values = ['', 'NaN', '-1', '1e99', '__proto__', '%00', '../..', 'a'.repeat(300), '[]'];
		for (const route of routes) {
			const [method = '', pattern = ''] = route.split(' ');
			if (method !== 'GET' || !pattern.startsWith('/api')) continue;
			for (const value of values)
				for (const path of [
					pattern.replace(/:\w+/g, encodeURIComponent(value) || '%20'),
					`${pattern.replace(/:\w+/g, 'x')}?before=${value}&before=2&__proto__[x]=1`
				]) {
					const answer = await fetch(test.address + path, { headers: { cookie: cookie() } });
					await bodyOf(answer);
					expect([path, answer.status < 500]).toEqual([path, true]);
				}
		}
		await expectServed();
	});
});

describe('a request made elsewhere', () => {
	it('[HT2] changes nothing by any route that could', async () => {
		// Machines that sign what they send come from elsewhere, and no session counts there.
		const targets = [...routes].filter(
			(route) => /^(POST|PUT|PATCH|DELETE) /.test(route) && !route.includes('/incoming')
		);
		for (const target of targets) {
			const [method = '', pattern = ''] = target.split(' ');
			const path = pattern.replace(/:\w+/g, 'x').replace('*', 'x');
			for (const headers of [
				{},
				{ origin: 'null' },
				{ origin: 'https://elsewhere.example' },
				{ origin: test.address, 'sec-fetch-site': 'cross-site' },
				{ 'x-http-method-override': 'GET' },
				{ origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' }
			]) {
				const answer = await fetch(test.address + path, {
					method,
					headers: { ...headers, cookie: cookie(), 'content-type': 'application/json' },
					body: '{}'
				});
				const text = await answer.text();
				expect([target, answer.status, text.includes('origin-refused')]).toEqual([
					target,
					403,
					true
				]);
			}
		}
		const still = await fetch(`${test.address}/api/session`, { headers: { cookie: cookie() } });
		expect(still.status).toBe(200);
	});
});

describe('whoever sends slowly', () => {
	it('[HT2] keeps nobody waiting, by the hundred', async () => {
		const { hostname, port } = new URL(test.address);
		const slow = Array.from({ length: 300 }, (_, index) => {
			const socket = connectTcp({ host: hostname, port: Number(port) });
			socket.on('error', () => undefined);
			if (index % 3 === 0) socket.write('GET /api/health HTTP/1.1\r\nX-');
			else if (index % 3 === 1)
				socket.write(
					`POST /api/sign-in HTTP/1.1\r\nHost: ${host()}\r\nOrigin: ${test.address}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"name":`
				);
			return socket;
		});
		const drip = setInterval(() => slow.forEach((socket) => socket.write('x')), 20);
		const took: number[] = [];
		for (let round = 0; round < 40; round += 1) {
			const startMs = performance.now();
			const answer = await fetch(`${test.address}/api/health`);
			await answer.text();
			took.push(performance.now() - startMs);
		}
		clearInterval(drip);
		for (const socket of slow) socket.destroy();
		took.sort((a, b) => a - b);
		expect(took[Math.floor(took.length / 2)]).toBeLessThan(200);
		await expectServed();
	}, 30_000);
});
