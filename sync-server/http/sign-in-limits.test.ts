import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorAnswer } from '#lib/protocol/rest.ts';
import { createAccess } from '../access/access.ts';
import { createSignIn, forgetTries } from '../access/sign-in.ts';
import { codeOf, GOOD_PASSWORD, TestServer, type TestPerson } from './test-server.ts';

const MINUTE_MS = 60_000;

let server: TestServer;
let alice: TestPerson;
beforeEach(async () => {
	server = new TestServer();
	alice = await server.addPerson(server.addOrg('Acme'), 'alice');
});
afterEach(() => server.close());

function attempt(name: string, password: string, address = '192.0.2.1') {
	return server.ask('POST', '/api/sign-in', { body: { name, password }, address });
}

async function codesOf(
	count: number,
	name: string,
	password = 'wrong password'
): Promise<unknown[]> {
	const codes: unknown[] = [];
	for (let n = 0; n < count; n += 1) codes.push(codeOf(await attempt(name, password)));
	return codes;
}

const wrong = (count: number) => Array.from({ length: count }, () => 'wrong-credentials');

describe('guessing one account', () => {
	it('stops after ten tries for fifteen minutes, even with the right password', async () => {
		expect(await codesOf(11, 'alice')).toEqual([...wrong(10), 'too-many-tries']);
		const refused = await attempt('alice', GOOD_PASSWORD);
		expect(refused.statusCode).toBe(429);
		expect(refused.json<ErrorAnswer>().error.retryAfterSeconds).toBe(900);
		expect(refused.headers['retry-after']).toBe('900');
		server.nowMs += 15 * MINUTE_MS;
		expect((await attempt('alice', GOOD_PASSWORD)).statusCode).toBe(200);
	});

	it('counts what is tried by user name and by address together, and does not tell so', async () => {
		const address = 'alice@example.org';
		expect(await codesOf(6, 'alice')).toEqual(wrong(6));
		expect(await codesOf(4, address)).toEqual(wrong(4));
		// Ten guesses are all there are, whichever name comes with them: the right one is not known by it.
		for (const name of [address, 'alice']) {
			const guessed = await attempt(name, GOOD_PASSWORD);
			const missed = await attempt(name, 'wrong password');
			expect([guessed.statusCode, guessed.body]).toEqual([missed.statusCode, missed.body]);
			expect(guessed.statusCode).toBe(401);
			expect(Object.keys(guessed.headers).sort()).toEqual(Object.keys(missed.headers).sort());
		}
		expect(server.platform.signInLog.latest(1)).toMatchObject([{ outcome: 'locked' }]);
		// Each name is locked after ten of its own, as one that nobody has is.
		expect(await codesOf(3, 'alice')).toEqual([...wrong(2), 'too-many-tries']);
		expect(await codesOf(5, address)).toEqual([...wrong(4), 'too-many-tries']);
		expect(await codesOf(11, 'nobody@example.org')).toEqual([...wrong(10), 'too-many-tries']);
		server.nowMs += 15 * MINUTE_MS;
		expect((await attempt(address, GOOD_PASSWORD)).statusCode).toBe(200);
	});

	it('lets whoever has a new password in by either name', async () => {
		await codesOf(10, 'alice');
		await codesOf(10, 'alice@example.org');
		const login = server.platform.logins.byIdentifier('alice');
		if (login === undefined) throw new Error('nobody');
		forgetTries(server.platform, login);
		expect((await attempt('alice', GOOD_PASSWORD)).statusCode).toBe(200);
		expect((await attempt('alice@example.org', GOOD_PASSWORD)).statusCode).toBe(200);
	});

	it('counts tries that arrive at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 40 }, () => attempt('alice', 'wrong one'))
		);
		const through = answers.filter((answer) => answer.statusCode === 401);
		expect(through).toHaveLength(10);
	});

	it('lets no more through when tries are spread over the window', async () => {
		await codesOf(9, 'alice');
		server.nowMs += 14 * MINUTE_MS;
		expect(await codesOf(3, 'alice')).toEqual([...wrong(1), 'too-many-tries', 'too-many-tries']);
	});

	it('forgets mistakes once the right password came', async () => {
		await codesOf(9, 'alice');
		await server.signIn('alice');
		expect(await codesOf(10, 'alice')).toEqual(wrong(10));
	});

	it('is remembered over a restart', async () => {
		await codesOf(10, 'alice');
		const again = createAccess({
			platform: server.platform,
			org: server.directory,
			now: () => server.nowMs,
			random: (bytes) => bytes.fill(1),
			failuresPerAddress: 100
		});
		const attempted = await again.signIn.attempt({
			name: 'alice',
			password: GOOD_PASSWORD,
			address: '192.0.2.9',
			userAgent: ''
		});
		expect(attempted).toMatchObject({ ok: false, code: 'too-many-tries' });
	});

	it('counts asking for the current password too', async () => {
		const cookie = await server.signIn('alice');
		const body = { currentPassword: 'wrong password', newPassword: 'another good one' };
		const codes: unknown[] = [];
		for (let n = 0; n < 11; n += 1) {
			codes.push(codeOf(await server.ask('POST', '/api/password', { cookie, body })));
		}
		expect(codes.slice(9)).toEqual(['password-wrong', 'too-many-tries']);
	});
});

describe('a name that nobody has', () => {
	it('gets the same answers in the same order as one that exists', async () => {
		const known = await attempt('alice', 'wrong password');
		const unknown = await attempt('nobody', 'wrong password');
		expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
		expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort());
		expect(await codesOf(10, 'nobody')).toEqual([...wrong(9), 'too-many-tries']);
	});

	it('is locked however it is spelled, as one that exists is', async () => {
		for (const [name, spelled] of [
			['alice', ' ALICE'],
			['nobody', ' NoBody']
		] as const) {
			await codesOf(10, name);
			expect(await codesOf(1, spelled), name).toEqual(['too-many-tries']);
		}
	});

	it('has its password compared with a hash as every other has', async () => {
		const { passwords } = server.access;
		const compared: boolean[] = [];
		const verify = (stored: string | null, password: string) => {
			compared.push(stored !== null);
			return passwords.verify(stored, password);
		};
		const signIn = createSignIn({
			platform: server.platform,
			org: server.directory,
			now: () => server.nowMs,
			passwords: { ...passwords, verify },
			failuresPerAddress: 100
		});
		const wanted = { password: 'wrong password', address: '192.0.2.9', userAgent: '' };
		for (const name of ['alice', 'nobody']) await signIn.attempt({ ...wanted, name });
		expect(compared).toEqual([true, false]);
	});

	it('costs the same work: a hash is verified although there is none', async () => {
		const { passwords } = server.access;
		const stored = await passwords.hash(GOOD_PASSWORD);
		expect(await passwords.verify(null, GOOD_PASSWORD)).toBe(false);
		expect(await passwords.verify(stored, GOOD_PASSWORD)).toBe(true);
		// At a cost that can be measured, both take about as much of the processor, however busy it is;
		// skipping the work takes none.
		const cpuMs = () => {
			const { user, system } = process.cpuUsage();
			return (user + system) / 1_000;
		};
		const { createPasswords } = await import('../access/passwords.ts');
		const slow = createPasswords((bytes) => bytes.fill(7), {
			memoryCost: 16_384,
			timeCost: 6,
			parallelism: 1
		});
		const hash = await slow.hash(GOOD_PASSWORD);
		const fastest = async (stored: string | null): Promise<number> => {
			const times: number[] = [];
			for (let n = 0; n < 5; n += 1) {
				const start = cpuMs();
				await slow.verify(stored, 'wrong password');
				times.push(cpuMs() - start);
			}
			return Math.min(...times);
		};
		await slow.verify(null, 'first use');
		const [known, unknown] = [await fastest(hash), await fastest(null)];
		expect(unknown).toBeGreaterThan(known / 2);
	});

	it('is not written down, it may be a password typed into the wrong field', async () => {
		await attempt('my-secret-passphrase', 'x');
		expect(server.bytesOnDisk().includes('my-secret-passphrase')).toBe(false);
		expect(server.platform.signInLog.latest(1)).toMatchObject([
			{ loginId: null, outcome: 'unknown-name', address: '192.0.2.1' }
		]);
	});

	it('without a password yet is answered like a wrong password', async () => {
		const { accounts } = server.access;
		const personId = '0123456789abcdefghjkmnpqrs';
		accounts.createLogin({ orgId: alice.orgId, personId, userName: 'newcomer', email: null });
		expect(await codesOf(1, 'newcomer')).toEqual(wrong(1));
	});
});

describe('guessing many accounts from one address', () => {
	it('stops after the limit, for a whole IPv6 network, and not elsewhere', async () => {
		await server.close();
		server = new TestServer({ limits: { failuresPerAddress: 5 } });
		await server.addPerson(server.addOrg('Acme'), 'alice');
		for (let n = 0; n < 5; n += 1) await attempt(`name-${n}`, 'x', `2001:db8::${n}`);
		expect(codeOf(await attempt('alice', GOOD_PASSWORD, '2001:db8::99'))).toBe('too-many-tries');
		expect((await attempt('alice', GOOD_PASSWORD, '2001:db8:0:1::1')).statusCode).toBe(200);
		server.nowMs += 15 * MINUTE_MS;
		expect((await attempt('alice', GOOD_PASSWORD, '2001:db8::1')).statusCode).toBe(200);
	});

	it('does not count those who knew their password', async () => {
		await server.close();
		server = new TestServer({ limits: { failuresPerAddress: 5 } });
		await server.addPerson(server.addOrg('Acme'), 'alice');
		for (let n = 0; n < 12; n += 1) {
			expect((await attempt('alice', GOOD_PASSWORD)).statusCode).toBe(200);
		}
	});
});

describe('many requests from one address', () => {
	it('are refused before anything is done, with the time to wait', async () => {
		await server.close();
		server = new TestServer({ limits: { requestsPerMinute: 5, signInsPerMinute: 2 } });
		const codes: unknown[] = [];
		for (let n = 0; n < 7; n += 1) codes.push(codeOf(await server.ask('GET', '/api/session')));
		expect(codes.slice(4)).toEqual(['session-missing', 'too-many-requests', 'too-many-requests']);
		const refused = await server.ask('GET', '/api/session');
		expect(refused.statusCode).toBe(429);
		expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
	});

	it('are those of whoever asks, not of the proxy that they come by', async () => {
		await server.close();
		server = new TestServer({ limits: { requestsPerMinute: 2 }, trustProxy: 1 });
		const ask = async (address: string) => {
			const headers = { 'x-forwarded-for': address };
			return codeOf(await server.ask('GET', '/api/session', { headers }));
		};
		for (let n = 0; n < 3; n += 1) await ask('198.51.100.1');
		expect(await ask('198.51.100.1')).toBe('too-many-requests');
		expect(await ask('198.51.100.2')).toBe('session-missing');
		// One home has a whole network of these.
		for (const host of ['a', 'b', 'c']) await ask(`2001:db8:1:1::${host}`);
		expect(await ask('2001:db8:1:1::d')).toBe('too-many-requests');
	});

	it('may be fewer for signing in than for all else', async () => {
		await server.close();
		server = new TestServer({ limits: { signInsPerMinute: 2 } });
		const codes: unknown[] = [];
		for (let n = 0; n < 3; n += 1) codes.push(codeOf(await attempt('a', 'b')));
		expect(codes).toEqual([...wrong(2), 'too-many-requests']);
		expect((await server.ask('GET', '/api/health')).statusCode).toBe(200);
	});
});
