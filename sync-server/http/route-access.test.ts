import { randomFillSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import type { RegisterRoutes } from './app.ts';
import { codeOf, TestServer } from './test-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every route and who may call it. A route missing here, or here and gone, fails. */
const routes: Readonly<Record<string, 'public' | 'session' | 'admin'>> = {
	'GET /api/health': 'public',
	'GET /api/setup': 'public',
	'POST /api/setup': 'public',
	'POST /api/setup/code': 'public',
	'POST /api/setup/demo': 'public',
	'GET /api/demo-logins': 'public',
	'POST /api/sign-in': 'public',
	'POST /api/sign-out': 'public',
	'GET /api/session': 'session',
	'POST /api/session/org': 'session',
	'GET /api/sessions': 'session',
	'DELETE /api/sessions/:publicId': 'session',
	'POST /api/sessions/end-others': 'session',
	'POST /api/password': 'session',
	'POST /api/people/:personId/reset-link': 'admin',
	'GET /api/reset/:token': 'public',
	'POST /api/reset/:token': 'public',
	'GET /*': 'public'
};

type Credential = 'none' | 'garbage' | 'expired' | 'revoked' | 'gone' | 'session' | 'admin';
const refusals = {
	none: 'session-missing',
	garbage: 'session-missing',
	expired: 'session-expired',
	revoked: 'session-revoked',
	gone: 'account-blocked'
} as const;

let server: TestServer;
let cookies: Record<Credential, string | undefined>;
beforeEach(async () => {
	server = new TestServer({ files: { 'app.html': 'app' } });
	const orgId = server.addOrg('Acme');
	const revoked = await server.addPerson(orgId, 'rita', 'org-admin');
	const gone = await server.addPerson(orgId, 'gus', 'org-admin');
	for (const name of ['alice', 'eve']) await server.addPerson(orgId, name);
	await server.addPerson(orgId, 'ada', 'org-admin');
	const expired = await server.signIn('eve');
	server.nowMs += 31 * DAY_MS;
	cookies = {
		none: undefined,
		garbage: `offhook_session=${newId(randomFillSync)}`,
		expired,
		revoked: await server.signIn('rita'),
		gone: await server.signIn('gus'),
		session: await server.signIn('alice'),
		admin: await server.signIn('ada')
	};
	server.access.accounts.endSessionsOf(orgId, revoked.personId);
	server.directory.people.delete(`${orgId}/${gone.personId}`);
});
afterEach(() => server.close());

function call(route: string, credential: Credential) {
	const [method, pattern = ''] = route.split(' ');
	const url = pattern.replace(/:\w+|\*/g, newId(randomFillSync));
	return server.ask(method === 'GET' || method === 'DELETE' ? method : 'POST', url, {
		cookie: cookies[credential],
		...(method === 'POST' ? { body: {} } : {})
	});
}

describe('the table of routes', () => {
	it('is the one that is served', async () => {
		await server.app.ready();
		const tree = server.app.printRoutes({ commonPrefix: false });
		const served = new Set<string>();
		for (const route of Object.keys(routes)) {
			const [method = '', url = ''] = route.split(' ');
			if (server.app.hasRoute({ method: method as 'GET', url })) served.add(route);
		}
		expect([...served].sort()).toEqual(Object.keys(routes).sort());
		const countOf = (method: string) =>
			[...tree.matchAll(/\(([A-Z, ]+)\)/g)].filter(([, list]) => list?.split(', ').includes(method))
				.length;
		for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH']) {
			const expected = Object.keys(routes).filter((route) => route.startsWith(`${method} `)).length;
			expect([method, countOf(method)]).toEqual([method, expected]);
		}
	});
});

describe('a route', () => {
	it('that does not say who may call it keeps the server from starting', async () => {
		const silent: RegisterRoutes = (app) => void app.get('/api/silent', async () => 'all our data');
		const broken = new TestServer({ moreRoutes: [silent] });
		await expect(broken.app.ready()).rejects.toThrow('/api/silent does not declare');
		await broken.close();
		const fresh = new TestServer();
		expect(() => fresh.app.get('/api/late', async () => 'data')).toThrow('does not declare');
		await fresh.close();
	});

	it.each(Object.entries(routes))('%s lets in whom it should: %s', async (route, access) => {
		const outcome = async (credential: Credential) => {
			const answer = await call(route, credential);
			expect(answer.statusCode, `${route} as ${credential}`).toBeLessThan(500);
			return answer.headers['content-type']?.toString().includes('json') ? codeOf(answer) : null;
		};
		for (const credential of ['none', 'garbage', 'expired', 'revoked', 'gone'] as const) {
			const code = await outcome(credential);
			if (access === 'public') {
				expect(String(code), `${route} as ${credential}`).not.toMatch(/^session-|^forbidden/);
			} else expect([credential, code]).toEqual([credential, refusals[credential]]);
		}
		const asSession = await outcome('session');
		if (access === 'admin') expect(asSession).toBe('forbidden');
		else expect(String(asSession)).not.toMatch(/^session-|^forbidden/);
		expect(String(await outcome('admin'))).not.toMatch(/^session-|^forbidden/);
	});

	it('for administrators is closed to every other role, also to made-up ones', async () => {
		const route = 'POST /api/people/:personId/reset-link';
		const orgId = server.addOrg('Roles');
		const roles = ['requester', 'field-agent', 'agent', 'supervisor', '__proto__', 'ORG-ADMIN', ''];
		for (const [index, role] of roles.entries()) {
			await server.addPerson(orgId, `person-${index}`, role);
			cookies.session = await server.signIn(`person-${index}`);
			expect([role, codeOf(await call(route, 'session'))]).toEqual([role, 'forbidden']);
		}
	});

	it('does not let a role outlive its change', async () => {
		const orgId = server.addOrg('Other');
		const carl = await server.addPerson(orgId, 'carl', 'org-admin');
		cookies.admin = await server.signIn('carl');
		const route = 'POST /api/people/:personId/reset-link';
		expect(codeOf(await call(route, 'admin'))).toBe('not-found');
		const demoted = { name: 'carl', role: 'agent', blocked: false };
		server.directory.people.set(`${orgId}/${carl.personId}`, demoted);
		expect(codeOf(await call(route, 'admin'))).toBe('forbidden');
	});
});
