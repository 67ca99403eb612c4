import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorAnswer, ResetLinkAnswer } from '#lib/protocol/rest.ts';
import { createPasswords } from '../access/passwords.ts';
import { codeOf, GOOD_PASSWORD, TestServer, type TestPerson } from './test-server.ts';

const HOUR_MS = 60 * 60 * 1000;

let server: TestServer;
let orgId: string;
let alice: TestPerson;
beforeEach(async () => {
	server = new TestServer();
	orgId = server.addOrg('Acme');
	alice = await server.addPerson(orgId, 'alice');
	await server.addPerson(orgId, 'ada', 'org-admin');
});
afterEach(() => server.close());

const statusOf = async (cookie: string) =>
	(await server.ask('GET', '/api/session', { cookie })).statusCode;

async function makeLink(person: TestPerson, maker = 'ada'): Promise<string> {
	const cookie = await server.signIn(maker);
	const url = `/api/people/${person.personId}/reset-link`;
	const answer = await server.ask('POST', url, { cookie, body: {} });
	if (answer.statusCode !== 200) return String(codeOf(answer));
	return answer.json<ResetLinkAnswer>().path.replace('/reset/', '/api/reset/');
}

describe('changing a password', () => {
	const change = (cookie: string, newPassword: string, currentPassword = GOOD_PASSWORD) =>
		server.ask('POST', '/api/password', { cookie, body: { currentPassword, newPassword } });

	it('needs the current one, ends the other sessions and keeps this one', async () => {
		const other = await server.signIn('alice');
		const cookie = await server.signIn('alice');
		expect(codeOf(await change(cookie, 'a much better one', 'not the one'))).toBe('password-wrong');
		expect((await change(cookie, 'a much better one')).json()).toEqual({ ended: 1 });
		expect(await statusOf(cookie)).toBe(200);
		// Told to sign in again, not wiped: the work waiting on that device is still its person's.
		const resolved = await server.access.sessions.resolve(other);
		expect(resolved).toMatchObject({ kind: 'expired', reason: 'password-changed' });
		await expect(server.signIn('alice')).rejects.toThrow('wrong-credentials');
		expect(await statusOf(await server.signIn('alice', 'a much better one'))).toBe(200);
	});

	it('refuses a bad one with a reason a person can act on', async () => {
		const cookie = await server.signIn('alice');
		const cases = [
			['short', 'password-too-short'],
			['ß'.repeat(9), 'password-too-short'],
			['x'.repeat(201), 'password-too-long'],
			['ALICE@example.org', 'password-is-user-name']
		] as const;
		for (const [password, code] of cases) {
			const { error } = (await change(cookie, password)).json<ErrorAnswer>();
			expect([error.code, error.field]).toEqual([code, 'newPassword']);
			expect(error.message).toMatch(/^Choose a password .*\.$/);
		}
		expect((await change(cookie, '😀'.repeat(10))).statusCode).toBe(200);
	});

	it('takes the same letters however the keyboard composed them', async () => {
		const cookie = await server.signIn('alice');
		await change(cookie, 'Grüße aus Köln'.normalize('NFD'));
		expect(await statusOf(await server.signIn('alice', 'Grüße aus Köln'.normalize('NFC')))).toBe(
			200
		);
	});
});

describe('a hash made at another cost', () => {
	it('is renewed at the next sign-in', async () => {
		const old = createPasswords((bytes) => bytes.fill(3), {
			memoryCost: 128,
			timeCost: 2,
			parallelism: 1
		});
		const outdated = await old.hash(GOOD_PASSWORD);
		server.platform.logins.setPassword(alice.loginId, outdated);
		const hashNow = () => server.platform.logins.byId(alice.loginId)?.passwordHash ?? '';
		expect(server.access.passwords.isOutdated(hashNow())).toBe(true);
		await expect(server.signIn('alice', 'wrong password')).rejects.toThrow();
		expect(hashNow()).toBe(outdated);
		await server.signIn('alice');
		expect(hashNow()).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
		const renewed = hashNow();
		await server.signIn('alice');
		expect(hashNow()).toBe(renewed);
	});

	it('is never cheaper than recommended in the product', async () => {
		const hash = await createPasswords((bytes) => bytes.fill(3)).hash(GOOD_PASSWORD);
		expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});
});

describe('a one-time link', () => {
	it('sets a password once, says whom it is for, and ends the sessions', async () => {
		const cookie = await server.signIn('alice');
		const url = await makeLink(alice);
		expect((await server.ask('GET', url)).json()).toEqual({
			userName: 'alice',
			name: 'alice',
			orgName: 'Acme',
			expiresAt: server.nowMs + 24 * HOUR_MS
		});
		const bad = await server.ask('POST', url, { body: { password: 'short' } });
		expect(codeOf(bad)).toBe('password-too-short');
		const body = { password: 'brand new password' };
		expect((await server.ask('POST', url, { body })).statusCode).toBe(204);
		expect(await statusOf(cookie)).toBe(401);
		expect(await statusOf(await server.signIn('alice', body.password))).toBe(200);
		expect(codeOf(await server.ask('POST', url, { body }))).toBe('link-invalid');
		expect(codeOf(await server.ask('GET', url))).toBe('link-invalid');
	});

	it('ends when its person chooses a password otherwise', async () => {
		const url = await makeLink(alice);
		const cookie = await server.signIn('alice');
		const body = { currentPassword: GOOD_PASSWORD, newPassword: 'a much better one' };
		expect((await server.ask('POST', '/api/password', { cookie, body })).statusCode).toBe(200);
		expect(codeOf(await server.ask('GET', url))).toBe('link-invalid');
	});

	it('is used by only one of many at once', async () => {
		const url = await makeLink(alice);
		const body = { password: 'brand new password' };
		const asked = Array.from({ length: 8 }, () => server.ask('POST', url, { body }));
		const statuses = (await Promise.all(asked)).map((answer) => answer.statusCode);
		expect(statuses.filter((status) => status === 204)).toHaveLength(1);
	});

	it('runs out after a day and when a newer one is made', async () => {
		const first = await makeLink(alice);
		const second = await makeLink(alice);
		expect(codeOf(await server.ask('GET', first))).toBe('link-invalid');
		server.nowMs += 24 * HOUR_MS;
		expect(codeOf(await server.ask('GET', second))).toBe('link-invalid');
	});

	it('is stored only as a hash', async () => {
		const token = (await makeLink(alice)).split('/').at(-1) ?? '';
		expect(token).toHaveLength(43);
		expect(server.bytesOnDisk().includes(token)).toBe(false);
	});

	it('is made by administrators of that organisation only', async () => {
		expect(await makeLink(alice, 'alice')).toBe('forbidden');
		const foreign = await server.addPerson(server.addOrg('Foreign'), 'fred');
		expect(await makeLink(foreign)).toBe('not-found');
	});

	it('is no way into another organisation or to the rights of the platform', async () => {
		const fred = await server.addPerson(server.addOrg('Foreign'), 'fred');
		server.access.accounts.addMembership(fred.loginId, orgId, '0123456789abcdefghjkmnpqrs');
		const shared = { ...fred, personId: '0123456789abcdefghjkmnpqrs' };
		expect(await makeLink(shared)).toBe('login-shared');
		const root = await server.addPerson(orgId, 'root', 'org-admin');
		server.platform.logins.makePlatformAdmin(root.loginId);
		expect(await makeLink(root)).toBe('forbidden');
		expect(await makeLink(root, 'root')).toMatch(/^\/api\/reset\//);
	});
});

describe('creating a login', () => {
	it('may be repeated, never resets a password, and refuses taken names', async () => {
		const { accounts } = server.access;
		const { personId } = alice;
		const passwordHash = await server.access.passwords.hash('something else!');
		const renamed = { orgId, personId, userName: 'alicia', email: null, passwordHash };
		expect(accounts.createLogin(renamed)).toEqual({ ok: true, loginId: alice.loginId });
		expect(await statusOf(await server.signIn('alicia'))).toBe(200);
		const other = { orgId, personId: '0123456789abcdefghjkmnpqrs' };
		expect(accounts.createLogin({ ...other, userName: 'ALICIA', email: null })).toEqual({
			ok: false,
			code: 'user-name-taken'
		});
		expect(accounts.createLogin({ ...other, userName: 'zoe', email: 'ADA@example.org' })).toEqual({
			ok: false,
			code: 'email-taken'
		});
		expect(accounts.isFree('alicia')).toBe(false);
		expect(accounts.isFree('alicia', { orgId, personId })).toBe(true);
	});
});
