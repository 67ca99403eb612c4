import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoLoginsAnswer, ErrorAnswer, WhoAnswer } from '#lib/protocol/rest.ts';
import { codeOf, cookieOf, GOOD_PASSWORD, TestServer, type Ask } from './test-server.ts';

const admin = { name: 'Ada Admin', userName: 'ada', password: GOOD_PASSWORD };

let server: TestServer;
let code: string;
beforeEach(() => open());
afterEach(() => server.close());

function open(options: ConstructorParameters<typeof TestServer>[0] = {}): void {
	server = new TestServer(options);
	code = server.access.setup.displayCode() ?? '';
}

const setUp = (body: Record<string, unknown> = {}, ask: Ask = {}) =>
	server.ask('POST', '/api/setup', { ...ask, body: { code, orgName: 'Acme', admin, ...body } });

describe('an empty server', () => {
	it('is set up with the code from the terminal and lets its first administrator in', async () => {
		expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/);
		expect((await server.ask('GET', '/api/setup')).json()).toEqual({
			isNeeded: true,
			isDemoAvailable: true
		});
		const answer = await setUp();
		expect(answer.json<WhoAnswer>()).toMatchObject({
			login: { userName: 'ada', isPlatformAdmin: true },
			org: { name: 'Acme', slug: 'acme' },
			person: { name: 'Ada Admin', role: 'org-admin' },
			isDemo: false
		});
		const cookie = cookieOf(answer);
		expect((await server.ask('GET', '/api/session', { cookie })).statusCode).toBe(200);
		expect(await server.signIn('ada')).not.toBe(cookie);
	});

	it('is set up once only', async () => {
		await setUp();
		expect((await server.ask('GET', '/api/setup')).json()).toEqual({
			isNeeded: false,
			isDemoAvailable: false
		});
		expect(codeOf(await setUp())).toBe('setup-done');
		expect(server.access.setup.displayCode()).toBeNull();
	});

	it('is set up once only by two at the same moment', async () => {
		const answers = await Promise.all([setUp(), setUp(), setUp()]);
		expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
		expect(server.platform.orgs.listReady()).toHaveLength(1);
	});

	it('can be set up again after a failure half-way, with the same names', async () => {
		server.directory.failNextCreate = true;
		expect((await setUp()).statusCode).toBe(500);
		expect((await server.ask('GET', '/api/setup')).json()).toMatchObject({ isNeeded: true });
		expect((await setUp()).statusCode).toBe(200);
		expect(server.platform.orgs.listReady()).toMatchObject([{ slug: 'acme' }]);
	});

	it('names what is wrong in a sentence, with the field', async () => {
		const cases = [
			[{ orgName: ' ' }, 'invalid-input', 'orgName'],
			[{ admin: { ...admin, userName: 'a@b' } }, 'invalid-input', 'admin.userName'],
			[{ admin: { ...admin, email: 'nonsense' } }, 'invalid-input', 'admin.email'],
			[{ admin: { ...admin, password: 'short' } }, 'password-too-short', 'admin.password'],
			[
				{
					admin: {
						...admin,
						userName: GOOD_PASSWORD.replaceAll(' ', '.'),
						password: GOOD_PASSWORD.replaceAll(' ', '.')
					}
				},
				'password-is-user-name',
				'admin.password'
			],
			[{ code: 'nope-nope' }, 'code-wrong', 'code']
		] as const;
		for (const [body, expected, field] of cases) {
			const { error } = (await setUp(body)).json<ErrorAnswer>();
			expect([error.code, error.field]).toEqual([expected, field]);
			expect(error.message).toMatch(/\.$/);
		}
	});
});

describe('the one-time code', () => {
	it('forgives capitals, spaces and look-alikes', async () => {
		const typed = ` ${code.toUpperCase().replace('-', ' ')} `
			.replaceAll('0', 'O')
			.replaceAll('1', 'l');
		expect((await setUp({ code: typed })).statusCode).toBe(200);
	});

	it('is checked by itself, which makes nothing and counts as a guess only when it is wrong', async () => {
		const check = (typed: string) =>
			server.ask('POST', '/api/setup/code', { body: { code: typed } });
		for (let n = 0; n < 12; n += 1) expect((await check(code)).statusCode).toBe(204);
		const wrong = (await check('nope-nope')).json<ErrorAnswer>();
		expect(wrong.error).toMatchObject({ code: 'code-wrong', field: 'code' });
		expect((await server.ask('GET', '/api/setup')).json()).toMatchObject({ isNeeded: true });
		for (let n = 0; n < 9; n += 1) await check('nope-nope');
		expect(codeOf(await check(code))).toBe('too-many-tries');
		expect(codeOf(await setUp())).toBe('too-many-tries');
	});

	it('can be guessed ten times in fifteen minutes, from wherever', async () => {
		for (let n = 0; n < 10; n += 1) {
			const answer = await setUp({ code: 'aaaa-aaaa' }, { address: `192.0.2.${n}` });
			expect(codeOf(answer)).toBe('code-wrong');
		}
		expect(codeOf(await setUp())).toBe('too-many-tries');
		server.nowMs += 15 * 60_000;
		expect((await setUp()).statusCode).toBe(200);
	});

	it('is longer or shorter than it should be in vain', async () => {
		for (const typed of [code + code, code.slice(0, 5), `${code}0`, 'ü'.repeat(8)]) {
			expect(codeOf(await setUp({ code: typed }))).toBe('code-wrong');
		}
	});
});

describe('demo data', () => {
	const demo = [
		{
			personId: '0123456789abcdefghjkmnpqrs',
			name: 'Sam Agent',
			role: 'agent',
			userName: 'sam',
			email: null,
			password: 'look around freely'
		}
	];
	const setUpDemo = (ask: Ask = {}) =>
		server.ask('POST', '/api/setup/demo', { ...ask, body: { code } });

	it('makes logins that are shown on this server only', async () => {
		server.directory.demo = demo;
		expect((await server.ask('GET', '/api/demo-logins')).statusCode).toBe(404);
		expect((await setUpDemo()).statusCode).toBe(204);
		const answer = await server.ask('GET', '/api/demo-logins');
		expect(answer.json<DemoLoginsAnswer>()).toEqual({
			logins: [
				{ name: 'Sam Agent', role: 'agent', userName: 'sam', password: 'look around freely' }
			]
		});
		const cookie = await server.signIn('sam', 'look around freely');
		const who = await server.ask('GET', '/api/session', { cookie });
		expect(who.json<WhoAnswer>()).toMatchObject({ isDemo: true, org: { name: 'Offhook Demo' } });
		expect(codeOf(await setUpDemo())).toBe('setup-done');
	});

	it('is refused through anything that forwards, and not offered there', async () => {
		const traces = [
			{ 'x-forwarded-for': '203.0.113.7' },
			{ 'x-forwarded-proto': 'https' },
			{ 'x-forwarded-anything': '1' },
			{ forwarded: 'for=203.0.113.7' },
			{ 'x-real-ip': '203.0.113.7' },
			{ via: '1.1 proxy' }
		];
		for (const headers of traces) {
			expect(codeOf(await setUpDemo({ headers }))).toBe('demo-refused-through-proxy');
			const setup = await server.ask('GET', '/api/setup', { headers });
			expect(setup.json()).toEqual({ isNeeded: true, isDemoAvailable: false });
		}
		expect((await setUpDemo()).statusCode).toBe(204);
	});

	it('is refused on a server told to trust a proxy', async () => {
		await server.close();
		open({ trustProxy: ['loopback'] });
		expect(codeOf(await setUpDemo())).toBe('demo-refused-through-proxy');
	});

	it('needs the code', async () => {
		code = 'aaaa-aaaa';
		expect(codeOf(await setUpDemo())).toBe('code-wrong');
	});

	it('does not exist on a server set up for work', async () => {
		await setUp();
		expect((await server.ask('GET', '/api/demo-logins')).statusCode).toBe(404);
	});
});
