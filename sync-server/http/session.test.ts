import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionsAnswer, WhoAnswer } from '#lib/protocol/rest.ts';
import type { SessionEnded } from '../access/sessions.ts';
import { codeOf, cookieOf, TestServer, type TestPerson } from './test-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let server: TestServer;
let orgId: string;
let alice: TestPerson;
beforeEach(async () => {
	server = new TestServer();
	orgId = server.addOrg('Acme');
	alice = await server.addPerson(orgId, 'alice');
});
afterEach(() => server.close());

const who = async (cookie: string) => server.ask('GET', '/api/session', { cookie });

describe('signing in', () => {
	it('works by user name and by e-mail address, whatever the capitals', async () => {
		for (const name of ['alice', 'ALICE ', 'alice@example.org', 'Alice@Example.ORG']) {
			const answer = await who(await server.signIn(name));
			expect(answer.json<WhoAnswer>()).toMatchObject({
				login: { id: alice.loginId, userName: 'alice' },
				org: { id: orgId, slug: 'acme', name: 'Acme' },
				person: { id: alice.personId, name: 'alice', role: 'agent' },
				isDemo: false,
				deviceLeaseDays: 3,
				serverTimeMs: server.nowMs
			});
		}
	});

	it('gives a cookie that scripts and other sites cannot use', async () => {
		const body = { name: 'alice', password: 'correct horse battery' };
		const answer = await server.ask('POST', '/api/sign-in', { body });
		const cookie = String(answer.headers['set-cookie']);
		expect(cookie).toMatch(/HttpOnly; Max-Age=2592000; Path=\/; SameSite=Strict$/);
	});

	it('keeps nothing on disk from which the cookie could be made', async () => {
		const cookie = await server.signIn('alice');
		const token = cookie.split('=')[1] ?? '';
		expect(token.length).toBeGreaterThan(40);
		expect(server.bytesOnDisk().includes(alice.loginId)).toBe(true);
		expect(server.bytesOnDisk().includes(token)).toBe(false);
		expect(server.bytesOnDisk().includes(Buffer.from(token, 'base64url'))).toBe(false);
	});

	it('ends the session the browser had before', async () => {
		const first = await server.signIn('alice');
		await server.signIn('alice', undefined, { cookie: first });
		expect(codeOf(await who(first))).toBe('session-expired');
	});

	it('gives a field agent a longer lease', async () => {
		await server.addPerson(orgId, 'frank', 'field-agent');
		const answer = await who(await server.signIn('frank'));
		expect(answer.json<WhoAnswer>().deviceLeaseDays).toBe(14);
	});
});

describe('a session', () => {
	it('lasts thirty days and moves on while it is used', async () => {
		const cookie = await server.signIn('alice');
		server.nowMs += 20 * DAY_MS;
		const renewed = await who(cookie);
		expect(renewed.statusCode).toBe(200);
		expect(cookieOf(renewed)).toBe(cookie);
		server.nowMs += 29 * DAY_MS;
		expect((await who(cookie)).statusCode).toBe(200);
		server.nowMs += 31 * DAY_MS;
		expect(codeOf(await who(cookie))).toBe('session-expired');
	});

	it('is missing, not expired, for a cookie that never was one', async () => {
		for (const cookie of [
			'offhook_session=abc',
			'offhook_session=',
			'other=%zz',
			'x'.repeat(9000)
		]) {
			expect(codeOf(await who(cookie))).toBe('session-missing');
		}
		expect(await server.access.sessions.resolve(undefined)).toEqual({ kind: 'none' });
	});

	it('ends on signing out, also when it had run out before', async () => {
		const cookie = await server.signIn('alice');
		const answer = await server.ask('POST', '/api/sign-out', { cookie, body: {} });
		expect(answer.statusCode).toBe(204);
		expect(answer.headers['set-cookie']).toMatch(/^offhook_session=; .*Max-Age=0/);
		expect(codeOf(await who(cookie))).toBe('session-expired');
		expect((await server.ask('POST', '/api/sign-out', { cookie })).statusCode).toBe(204);
	});

	it('opens nothing for somebody who is kept out, though nobody has ended it yet', async () => {
		const cookie = await server.signIn('alice');
		server.platform.memberships.block(orgId, alice.personId, server.nowMs);
		expect((await who(cookie)).statusCode).toBe(401);
	});

	it('ended by an older copy of itself stays ended when the clock goes back', async () => {
		const cookie = await server.signIn('alice');
		server.nowMs += 31 * DAY_MS;
		expect(codeOf(await who(cookie))).toBe('session-expired');
		server.nowMs -= 31 * DAY_MS;
		expect(codeOf(await who(cookie))).toBe('session-expired');
	});
});

describe('the list of sessions', () => {
	it('names them by public ids and marks this one', async () => {
		const phone = await server.signIn('alice', undefined, { headers: { 'user-agent': 'Phone' } });
		const desk = await server.signIn('alice', undefined, { headers: { 'user-agent': 'Desk' } });
		const answer = await server.ask('GET', '/api/sessions', { cookie: desk });
		const { sessions } = answer.json<SessionsAnswer>();
		expect(sessions.map((one) => [one.userAgent, one.isCurrent]).sort()).toEqual([
			['Desk', true],
			['Phone', false]
		]);
		for (const cookie of [phone, desk]) expect(answer.body).not.toContain(cookie.split('=')[1]);
	});

	it('leaves out those that ran out without a word', async () => {
		await server.signIn('alice', undefined, { headers: { 'user-agent': 'Phone' } });
		server.nowMs += 31 * DAY_MS;
		const desk = await server.signIn('alice', undefined, { headers: { 'user-agent': 'Desk' } });
		const answer = await server.ask('GET', '/api/sessions', { cookie: desk });
		const { sessions } = answer.json<SessionsAnswer>();
		expect(sessions.map(({ userAgent }) => userAgent)).toEqual(['Desk']);
	});

	it('ends one, tells its device and its sockets, and nobody else can', async () => {
		const bob = await server.addPerson(orgId, 'bob');
		const phone = await server.signIn('alice');
		const desk = await server.signIn('alice');
		const other = await server.signIn('bob');
		const publicId = (await who(phone)).json<WhoAnswer>().session.publicId;
		const ended: SessionEnded[] = [];
		const stop = server.access.sessions.onSessionEnded((one) => ended.push(one));

		const refused = await server.ask('DELETE', `/api/sessions/${publicId}`, { cookie: other });
		expect(codeOf(refused)).toBe('not-found');
		expect((await who(phone)).statusCode).toBe(200);
		const done = await server.ask('DELETE', `/api/sessions/${publicId}`, { cookie: desk });
		expect(done.statusCode).toBe(204);
		expect(codeOf(await who(phone))).toBe('session-revoked');
		expect((await who(desk)).statusCode).toBe(200);
		expect(ended.map(({ session, reason }) => [session.publicId, reason])).toEqual([
			[publicId, 'ended-by-person']
		]);
		stop();
		server.access.accounts.endSessionsOf(orgId, bob.personId);
		expect(ended).toHaveLength(1);
	});

	it('ends all others and leaves this one', async () => {
		const others = [await server.signIn('alice'), await server.signIn('alice')];
		const desk = await server.signIn('alice');
		const answer = await server.ask('POST', '/api/sessions/end-others', { cookie: desk, body: {} });
		expect(answer.json()).toEqual({ ended: 2 });
		for (const cookie of others) expect(codeOf(await who(cookie))).toBe('session-revoked');
		expect((await who(desk)).statusCode).toBe(200);
	});
});

describe('a revoked session', () => {
	it('still says whose device it was, for ninety days', async () => {
		const cookie = await server.signIn('alice');
		const { publicId } = (await who(cookie)).json<WhoAnswer>().session;
		const deviceId = 'abcdefgh12345678';
		expect(server.access.sessions.bindDevice(publicId, deviceId as never)).toBe(true);
		server.access.accounts.blockLogin(orgId, alice.personId);
		const { personId } = alice;
		const revoked = { kind: 'revoked', reason: 'blocked', orgId, personId, deviceId };
		expect(await server.access.sessions.resolve(cookie)).toMatchObject(revoked);
		server.nowMs += 89 * DAY_MS;
		server.access.prune();
		expect(await server.access.sessions.resolve(cookie)).toMatchObject(revoked);
		server.nowMs += 2 * DAY_MS;
		server.access.prune();
		expect(await server.access.sessions.resolve(cookie)).toEqual({ kind: 'none' });
	});

	it('cannot take over the device of another person', async () => {
		const sessions = server.access.sessions;
		await server.addPerson(orgId, 'bob');
		const [hers, his] = [await server.signIn('alice'), await server.signIn('bob')];
		const idOf = async (cookie: string) => (await who(cookie)).json<WhoAnswer>().session.publicId;
		const deviceId = 'abcdefgh12345678' as never;
		expect(sessions.bindDevice(await idOf(hers), deviceId)).toBe(true);
		expect(sessions.bindDevice(await idOf(his), deviceId)).toBe(false);
		expect(await sessions.resolve(his)).toMatchObject({ session: { deviceId: null } });
		expect(sessions.bindDevice(await idOf(await server.signIn('alice')), deviceId)).toBe(true);
	});
});

describe('belonging to two organisations', () => {
	it('enters the last used one, lists both, and switches with a new session', async () => {
		server.nowMs += DAY_MS;
		const second = server.addOrg('Branch');
		const personId = '0123456789abcdefghjkmnpqrs';
		server.directory.people.set(`${second}/${personId}`, {
			name: 'Alice B.',
			role: 'supervisor',
			blocked: false
		});
		server.access.accounts.addMembership(alice.loginId, second, personId);
		const cookie = await server.signIn('alice');
		const answer = await who(cookie);
		expect(answer.json<WhoAnswer>().memberships.map(({ orgName }) => orgName)).toEqual([
			'Acme',
			'Branch'
		]);
		const body = { orgId: second };
		const switched = await server.ask('POST', '/api/session/org', { cookie, body });
		expect(switched.json<WhoAnswer>()).toMatchObject({
			org: { id: second },
			person: { id: personId, role: 'supervisor' }
		});
		expect(codeOf(await who(cookie))).toBe('session-expired');
		expect((await who(await server.signIn('alice'))).json<WhoAnswer>().org.id).toBe(second);
	});

	it('enters the older one who has been nowhere yet, whatever the newer is called', async () => {
		server.nowMs += DAY_MS;
		const newer = server.addOrg('Aardvark');
		const personId = '0123456789abcdefghjkmnpqrs';
		const facts = { name: 'Alice B.', role: 'org-admin', blocked: false };
		server.directory.people.set(`${newer}/${personId}`, facts);
		server.access.accounts.addMembership(alice.loginId, newer, personId);
		const entered = (await who(await server.signIn('alice'))).json<WhoAnswer>();
		expect(entered.org.id).toBe(orgId);
		expect(entered.memberships.map(({ orgName }) => orgName)).toEqual(['Acme', 'Aardvark']);
	});

	it('answers for a foreign organisation as for one that does not exist', async () => {
		const foreign = server.addOrg('Foreign');
		const cookie = await server.signIn('alice');
		const ask = (id: string) =>
			server.ask('POST', '/api/session/org', { cookie, body: { orgId: id } });
		const [a, b] = [await ask(foreign), await ask('0123456789abcdefghjkmnpqrs')];
		expect(a.statusCode).toBe(404);
		expect(a.body).toBe(b.body);
	});
});

describe('blocking', () => {
	it('ends every session at once and keeps out until undone', async () => {
		const cookie = await server.signIn('alice');
		server.access.accounts.blockLogin(orgId, alice.personId);
		server.access.accounts.blockLogin(orgId, alice.personId);
		expect(codeOf(await who(cookie))).toBe('session-revoked');
		const body = { name: 'alice', password: 'correct horse battery' };
		expect(codeOf(await server.ask('POST', '/api/sign-in', { body }))).toBe('account-blocked');
		server.access.accounts.unblockLogin(orgId, alice.personId);
		expect((await who(await server.signIn('alice'))).statusCode).toBe(200);
	});
});
