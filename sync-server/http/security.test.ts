import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, TestServer } from './test-server.ts';

const files = {
	'app.html': '<!doctype html><title>Offhook</title>',
	'service-worker.js': '// worker',
	'favicon.svg': '<svg/>',
	'.secret': 'hidden',
	'_app/version.json': '{}',
	'_app/immutable/start.abc123.js': 'export {}'
};
const page = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' };

let server: TestServer;
let orgId: string;
beforeEach(async () => {
	server = new TestServer({
		files,
		moreRoutes: [
			(app) => {
				app.get('/api/broken', { config: { access: 'public' } }, async () => {
					throw new Error('a secret detail');
				});
			}
		]
	});
	orgId = server.addOrg('Acme');
	await server.addPerson(orgId, 'alice');
});
afterEach(() => server.close());

describe('every answer', () => {
	const urls = [
		'/',
		'/tickets/1',
		'/service-worker.js',
		'/_app/immutable/start.abc123.js',
		'/_app/immutable/missing.js',
		'/%zz',
		'/api/health',
		'/api/session',
		'/api/nothing',
		'/api/broken'
	];

	it('carries the security headers, errors included', async () => {
		for (const url of urls) {
			const { headers } = await server.ask('GET', url, { headers: page });
			expect([url, headers]).toMatchObject([
				url,
				{
					'x-content-type-options': 'nosniff',
					'referrer-policy': 'no-referrer',
					'x-frame-options': 'DENY',
					'cross-origin-opener-policy': 'same-origin',
					'content-security-policy': expect.stringContaining("frame-ancestors 'none'")
				}
			]);
		}
		const refused = await server.ask('POST', '/api/sign-out', { headers: { origin: 'null' } });
		expect(refused.statusCode).toBe(403);
		expect(refused.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
	});

	it('leaves scripts of the page to the hashes in the page, and allows an API answer nothing', async () => {
		const shell = await server.ask('GET', '/', { headers: page });
		expect(shell.headers['content-security-policy']).not.toMatch(/script-src|default-src/);
		const answer = await server.ask('GET', '/api/health');
		expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
		expect(answer.headers['cache-control']).toBe('no-store');
		for (const spelled of ['/api/nothing', '/%61pi/nothing', '//api/nothing', '/API/nothing']) {
			const { headers } = await server.ask('GET', spelled, { headers: page });
			expect(headers['cache-control'], spelled).toBe('no-store');
			expect(headers['content-security-policy'], spelled).toContain("default-src 'none'");
		}
	});

	it('tells browsers to stay on https once they came by it, and marks the cookie', async () => {
		await server.close();
		server = new TestServer({ trustProxy: 1 });
		await server.addPerson(server.addOrg('Acme'), 'alice');
		const plain = await server.ask('GET', '/api/health');
		expect(plain.headers['strict-transport-security']).toBeUndefined();
		const headers = { 'x-forwarded-proto': 'https', origin: 'https://desk.example' };
		const body = { name: 'alice', password: 'correct horse battery' };
		const answer = await server.ask('POST', '/api/sign-in', { headers, body });
		expect(answer.statusCode).toBe(200);
		expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
		expect(answer.headers['set-cookie']).toMatch(/; Secure/);
	});

	it('hides what went wrong inside, and reports it', async () => {
		const answer = await server.ask('GET', '/api/broken?of=somebody');
		expect([answer.statusCode, codeOf(answer)]).toEqual([500, 'internal-error']);
		expect(answer.body).not.toContain('secret');
		expect(server.reported).toMatchObject([{ message: 'a secret detail' }]);
		expect(server.places).toEqual(['GET /api/broken']);
	});
});

describe('a request that another site could make', () => {
	it('changes nothing, whatever its form', async () => {
		const cookie = await server.signIn('alice');
		const own = { host: 'desk.example' };
		const forms: Record<string, string | undefined>[] = [
			{ ...own, origin: undefined },
			{ ...own, origin: 'null' },
			{ ...own, origin: '' },
			{ ...own, origin: 'https://evil.example' },
			{ ...own, origin: 'http://desk.example.evil.example' },
			{ ...own, origin: 'http://desk.example:8080' },
			{ ...own, origin: 'http://evil.example/desk.example' },
			{ ...own, origin: 'http://desk.example@evil.example' },
			{ ...own, origin: 'file://desk.example' },
			{ ...own, origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
			{ ...own, 'sec-fetch-site': 'cross-site' },
			{ ...own, 'sec-fetch-site': 'same-site' }
		];
		const routes = [
			['POST', '/api/sign-out'],
			['POST', '/api/sessions/end-others'],
			['POST', '/api/password'],
			['POST', '/api/sign-in'],
			['POST', '/api/setup'],
			['DELETE', '/api/sessions/0123456789abcdefghjkmnpqrs']
		] as const;
		for (const headers of forms) {
			for (const [method, url] of routes) {
				const answer = await server.ask(method, url, { cookie, headers });
				expect([url, headers, codeOf(answer)]).toEqual([url, headers, 'origin-refused']);
			}
		}
		expect((await server.ask('GET', '/api/session', { cookie })).statusCode).toBe(200);
	});

	it('is refused as a form or as plain text', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
			const answer = await server.app.inject({
				method: 'POST',
				url: '/api/sign-in',
				headers: { host: 'desk.example', origin: 'http://desk.example', 'content-type': type },
				payload: '{"name":"alice","password":"correct horse battery"}'
			});
			expect([answer.statusCode, codeOf(answer)]).toEqual([415, 'unsupported-media-type']);
		}
	});
});

describe('a hostile body', () => {
	const send = (payload: string) =>
		server.app.inject({
			method: 'POST',
			url: '/api/sign-in',
			headers: {
				host: 'desk.example',
				origin: 'http://desk.example',
				'content-type': 'application/json'
			},
			payload
		});

	it('gets a code and touches nothing', async () => {
		const cases: [string, number, string][] = [
			['', 400, 'invalid-json'],
			['{', 400, 'invalid-json'],
			['null', 400, 'invalid-input'],
			['[]', 400, 'invalid-input'],
			['{"name":"a"}', 400, 'invalid-input'],
			['{"name":1,"password":"x"}', 400, 'invalid-input'],
			['{"name":"a\\u0000b","password":"x"}', 400, 'invalid-input'],
			['{"name":"a","password":"x","role":"org-admin"}', 400, 'invalid-input'],
			['{"name":"a","password":"x","__proto__":{"admin":true}}', 400, 'invalid-json'],
			['{"name":"a","password":"x","constructor":{"prototype":{}}}', 400, 'invalid-json'],
			[`{"name":"a","password":"${'x'.repeat(70_000)}"}`, 413, 'body-too-large'],
			[`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 400, 'invalid-input']
		];
		for (const [payload, status, code] of cases) {
			const answer = await send(payload);
			expect([payload.slice(0, 60), answer.statusCode, codeOf(answer)]).toEqual([
				payload.slice(0, 60),
				status,
				code
			]);
		}
		expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
		expect(server.reported).toEqual([]);
	});

	it('is told which field is at fault', async () => {
		const answer = await send('{"name":"","password":"x"}');
		expect(answer.json()).toEqual({
			error: { code: 'invalid-input', field: 'name', message: 'name: must not be empty.' }
		});
	});
});

describe('the built app', () => {
	const cacheOf = async (url: string) =>
		(await server.ask('GET', url, { headers: page })).headers['cache-control'];

	it('is cached for ever where names change with content, else asked about', async () => {
		expect(await cacheOf('/_app/immutable/start.abc123.js')).toContain('immutable');
		for (const url of [
			'/',
			'/app.html',
			'/service-worker.js',
			'/_app/version.json',
			'/tickets/7'
		]) {
			expect([url, await cacheOf(url)]).toEqual([url, 'no-cache']);
		}
	});

	it('answers addresses inside the app with its one page', async () => {
		for (const url of ['/', '/tickets/7?view=all', '/reset/abc', '/a.b/c', '/apiary']) {
			const answer = await server.ask('GET', url, { headers: page });
			expect([url, answer.statusCode, answer.body]).toEqual([url, 200, files['app.html']]);
			expect(answer.headers['content-type']).toContain('text/html');
		}
	});

	it('answers 404 for parts that are missing, for the API and for hidden files', async () => {
		const fetches = { accept: '*/*', 'sec-fetch-mode': 'cors' };
		for (const url of ['/missing.js', '/_app/immutable/old.js', '/.secret', '/_app', '/..%2fx']) {
			const answer = await server.ask('GET', url, { headers: fetches });
			expect([url, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([url, true]);
			expect(answer.body).not.toContain('hidden');
		}
		for (const url of [
			'/api',
			'/api/',
			'/api/nothing',
			'/sync',
			'/sync/ticket.1',
			'/_app/immutable/old.js'
		]) {
			const answer = await server.ask('GET', url, { headers: page });
			expect([url, answer.statusCode, codeOf(answer)]).toEqual([url, 404, 'not-found']);
		}
		expect((await server.ask('POST', '/tickets/7', { headers: page })).statusCode).toBe(404);
	});

	it('is not cached as missing for ever', async () => {
		expect(await cacheOf('/_app/immutable/old.js')).not.toContain('immutable');
	});

	it('asked again unchanged is not sent again', async () => {
		const { headers } = await server.ask('GET', '/favicon.svg');
		const again = await server.ask('GET', '/favicon.svg', {
			headers: { 'if-none-match': String(headers['etag']) }
		});
		expect(again.statusCode).toBe(304);
	});

	it('says how to build it when it is not there', async () => {
		await server.close();
		server = new TestServer();
		const answer = await server.ask('GET', '/', { headers: page });
		expect([answer.statusCode, answer.body]).toEqual([
			503,
			'The app is not built yet. Run: npm run build\n'
		]);
	});
});

describe('a real server', () => {
	it('answers on a socket, finishes what is under way and closes', async () => {
		const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
		const answer = await fetch(`${address}/api/health`);
		expect(await answer.json()).toEqual({ status: 'ok', serverTimeMs: server.nowMs });
		const signIn = fetch(`${address}/api/sign-in`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: address },
			body: JSON.stringify({ name: 'alice', password: 'correct horse battery' })
		});
		expect((await signIn).status).toBe(200);
		await server.app.close();
		await expect(fetch(`${address}/api/health`)).rejects.toThrow();
	});

	it('refuses headers longer than it wants to hold', async () => {
		const address = new URL(await server.app.listen({ port: 0, host: '127.0.0.1' }));
		const status = await new Promise((resolve, reject) => {
			const headers = { 'x-long': 'x'.repeat(17 * 1024) };
			const { hostname, port } = address;
			const request = httpRequest({ hostname, port, path: '/api/health', headers }, (answer) => {
				answer.resume();
				resolve(answer.statusCode);
			});
			request.on('error', reject).end();
		});
		expect(status).toBe(431);
	});
});
