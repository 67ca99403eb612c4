import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OidcSettings } from '#lib/protocol/connections.ts';
import type { WhoAnswer } from '#lib/protocol/rest.ts';
import {
	CLIENT_ID,
	CLIENT_SECRET,
	startIdentityProvider,
	throughProvider
} from '../simulators/identity-provider.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { accept } from './place.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let slug = '';
let serial = 0;

const usual = (): OidcSettings => ({
	issuer: provider.issuer,
	clientId: CLIENT_ID,
	domains: [],
	label: 'Sign in with Harbor',
	createsRequesters: true,
	isAutomatic: false
});

beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(test, [{ role: 'org-admin' }, { role: 'agent' }], () => []);
	slug = test.server.platform.orgs.byId(place.org)?.slug ?? '';
	const back = `${test.address}/api/sign-in/provider/${place.org}/back`;
	provider = await startIdentityProvider(() => back);
	set({});
	const body = { field: 'signUpDomains', value: ['harbor.example'] };
	await accept(place.unit, [{ type: 'org.field', target: `org.${place.org}`, body }]);
});
afterEach(() => {
	provider.tamper(undefined);
	set({});
	expect(test.errors).toEqual([]);
});
afterAll(async () => {
	await test.remove();
	await provider.close();
});

function set(changed: Partial<OidcSettings>, clientSecret = CLIENT_SECRET): void {
	const settings = { ...usual(), ...changed };
	test.server.connections.put(place.org, 'oidc', { settings, secrets: { clientSecret } });
}

async function person(email: string, role = 'agent'): Promise<string> {
	serial += 1;
	const id = `${'0'.repeat(24)}${String(serial).padStart(2, '0')}`;
	const body = { name: `Number ${serial}`, role, userName: `number${serial}`, email };
	await accept(place.unit, [{ type: 'person.create', target: `person.${id}` as never, body }]);
	await until(() => test.server.platform.logins.byIdentifier(email) !== undefined);
	return id;
}

interface Begun {
	readonly to: string;
	readonly cookie: string;
}

const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } });

async function begin(to = '/requests', cookie = ''): Promise<Begun> {
	const query = new URLSearchParams({ org: slug, to }).toString();
	const answer = await get(`${test.address}/api/sign-in/provider?${query}`, cookie);
	expect(answer.status).toBe(302);
	const [set = ''] = answer.headers.getSetCookie();
	return { to: answer.headers.get('location') ?? '', cookie: set.split(';')[0] ?? '' };
}

/** Where somebody comes out after the way back, and as whom. */
async function comeBack(back: URL, cookie: string) {
	const answer = await get(back.href, cookie);
	const out = new URL(answer.headers.get('location') ?? '', test.address);
	const session = answer.headers.getSetCookie().find((one) => one.startsWith('offhook_session='));
	const who = session && (await get(`${test.address}/api/session`, session.split(';')[0]));
	return {
		path: out.pathname,
		failed: out.searchParams.get('failed'),
		to: out.searchParams.get('to'),
		org: out.searchParams.get('org'),
		session: session?.split(';')[0],
		who: who ? ((await who.json()) as WhoAnswer) : undefined
	};
}

async function signIn(sub: string, claims: Record<string, unknown> = {}) {
	provider.people.set(sub, { sub, ...claims });
	provider.be(sub);
	const begun = await begin();
	return comeBack(await throughProvider(begun.to, provider.issuer), begun.cookie);
}

const verified = (email: string) => ({ email, email_verified: true, name: 'Vera Verified' });

type Body = Record<string, unknown>;

const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
const write = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** An id token with other claims, signed by the provider itself. */
const signed = (change: object) => async (body: Body) => {
	const [head = '', claims = ''] = String(body['id_token']).split('.');
	const text = `${head}.${write({ ...read(claims), ...change })}`;
	return { ...body, id_token: `${text}.${await provider.sign(text)}` };
};

/** An id token with another header or other claims, and a signature that is of something else. */
const forged = (header: object, change: object, signature?: string) => async (body: Body) => {
	const [head = '', claims = '', old = ''] = String(body['id_token']).split('.');
	const parts = [write({ ...read(head), ...header }), write({ ...read(claims), ...change })];
	return { ...body, id_token: [...parts, signature ?? old].join('.') };
};

describe('signing in at a provider', () => {
	it('[SN1] lets in whoever has the verified address of somebody here, and knows them by id from then on', async () => {
		const id = await person('anna@office.example');
		const first = await signIn('sub-anna', verified('Anna@Office.example'));
		expect(first).toMatchObject({ path: '/sign-in', failed: null, to: '/requests', org: slug });
		expect(first.who?.person).toMatchObject({ id, role: 'agent' });
		const later = await signIn('sub-anna', verified('renamed@elsewhere.example'));
		expect(later.who?.person.id).toBe(id);
	});

	it('[SN1] takes no address that the provider does not vouch for, or of another domain', async () => {
		await person('boss@office.example', 'org-admin');
		const email = 'boss@office.example';
		for (const claims of [
			{ email },
			{ email, email_verified: false },
			{ email, email_verified: 'true' }
		])
			expect(await signIn('sub-eve', claims)).toMatchObject({
				failed: 'sso-unknown',
				who: undefined
			});
		set({ domains: ['harbor.example'] });
		expect((await signIn('sub-eve', verified(email))).failed).toBe('sso-unknown');
	});

	it('[SN1] does not give an account to whoever got the address of somebody who left', async () => {
		await person('role@office.example');
		expect((await signIn('sub-first', verified('role@office.example'))).failed).toBeNull();
		expect((await signIn('sub-second', verified('role@office.example'))).failed).toBe(
			'sso-refused'
		);
	});

	it('[SN2] makes a requester of a stranger whose domain may sign up, once, and only if it is wanted', async () => {
		set({ createsRequesters: false });
		expect((await signIn('sub-otto', verified('otto@harbor.example'))).failed).toBe('sso-unknown');
		set({});
		const both = await Promise.all(
			[0, 1].map(() => signIn('sub-otto', verified('otto@harbor.example')))
		);
		expect(both.map(({ who }) => who?.person)).toEqual([
			expect.objectContaining({ role: 'requester', name: 'Vera Verified' }),
			both[0]?.who?.person
		]);
		const strange = await signIn('sub-stranger', verified('stranger@elsewhere.example'));
		expect(strange.failed).toBe('sso-unknown');
	});

	it('[SN3] keeps out who is blocked, who belongs elsewhere too, and who runs the server', async () => {
		const { server } = test;
		const blocked = await person('blocked@office.example');
		await signIn('sub-blocked', verified('blocked@office.example'));
		const body = { field: 'blocked', value: true };
		const block = { type: 'person.field', target: `person.${blocked}`, body };
		await accept(place.unit, [block as never]);
		expect((await signIn('sub-blocked')).failed).toBe('account-blocked');
		await person('shared@office.example');
		const shared = server.platform.logins.byIdentifier('shared@office.example');
		const other = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
		server.access.accounts.addMembership(shared?.id ?? '', other.org, '0'.repeat(26));
		expect((await signIn('sub-shared', verified('shared@office.example'))).failed).toBe(
			'sso-refused'
		);
		await person('root@office.example', 'org-admin');
		const root = server.platform.logins.byIdentifier('root@office.example');
		server.platform.logins.makePlatformAdmin(root?.id ?? '');
		expect((await signIn('sub-root', verified('root@office.example'))).failed).toBe('sso-refused');
	});

	it('[SN4] ends the session that the browser had', async () => {
		await person('swap@office.example');
		const first = await signIn('sub-swap', verified('swap@office.example'));
		provider.be('sub-swap');
		const begun = await begin('/requests', first.session);
		const back = await throughProvider(begun.to, provider.issuer);
		expect((await comeBack(back, begun.cookie)).who).toBeDefined();
		expect((await get(`${test.address}/api/session`, first.session)).status).toBe(401);
	});
});

describe('an attack on it', () => {
	beforeAll(() => person('mia@office.example'));
	const begunAs = async (to?: string) => {
		provider.people.set('sub-mia', { sub: 'sub-mia', ...verified('mia@office.example') });
		provider.be('sub-mia');
		const begun = await begin(to);
		return { ...begun, back: await throughProvider(begun.to, provider.issuer) };
	};

	it('[SN5] comes to nothing with another state, from another browser, or a second time', async () => {
		const wrong = await begunAs();
		wrong.back.searchParams.set('state', 'guessed');
		expect((await comeBack(wrong.back, wrong.cookie)).failed).toBe('sso-refused');
		const { back, cookie } = await begunAs();
		expect((await comeBack(back, '')).failed).toBe('sso-refused');
		expect((await comeBack(back, `${cookie}; ${cookie}`)).failed).toBe('sso-refused');
		expect((await comeBack(back, cookie)).failed).toBeNull();
		expect((await comeBack(back, cookie)).failed).toBe('sso-refused');
		const twice = await begunAs();
		twice.back.searchParams.append('state', twice.back.searchParams.get('state') ?? '');
		expect((await comeBack(twice.back, twice.cookie)).failed).toBe('sso-refused');
	});

	it('[SN5] does not get in with a code that was used, or was given to another flow', async () => {
		const mine = await begunAs();
		const theirs = await begunAs();
		mine.back.searchParams.set('code', theirs.back.searchParams.get('code') ?? '');
		expect((await comeBack(mine.back, mine.cookie)).failed).toBe('sso-refused');
		const used = await begunAs();
		expect((await comeBack(used.back, used.cookie)).failed).toBeNull();
		const again = await begunAs();
		again.back.searchParams.set('code', used.back.searchParams.get('code') ?? '');
		expect((await comeBack(again.back, again.cookie)).failed).toBe('sso-refused');
	});

	it.each([
		['an unsigned token', forged({ alg: 'none' }, {}, '')],
		['a token signed with what everybody knows', forged({ alg: 'HS256' }, {})],
		['a signature of another token', forged({}, { sub: 'sub-boss' })],
		['another nonce', signed({ nonce: 'another' })],
		['no nonce', signed({ nonce: undefined })],
		['another audience', signed({ aud: 'another-client' })],
		['another issuer', signed({ iss: 'https://evil.example' })],
		['a token that is over', signed({ exp: 1 })],
		['no id token', async ({ id_token: _, ...body }: Body) => body]
	])('[SN5] comes to nothing with %s', async (_what, tamper) => {
		provider.tamper(tamper);
		const { back, cookie } = await begunAs();
		expect(await comeBack(back, cookie)).toMatchObject({ failed: 'sso-refused', who: undefined });
	});

	it('[SN5] is told from a token that is as it should be', async () => {
		provider.tamper(signed({}));
		const { back, cookie } = await begunAs();
		expect((await comeBack(back, cookie)).failed).toBeNull();
	});

	it('[SN5] does not mix up providers', async () => {
		const named = await begunAs();
		named.back.searchParams.set('iss', 'https://evil.example');
		expect((await comeBack(named.back, named.cookie)).failed).toBe('sso-refused');
		const moved = await begunAs();
		const other = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
		const elsewhere = new URL(moved.back.href.replace(place.org, other.org));
		expect((await comeBack(elsewhere, moved.cookie)).failed).toBe('sso-refused');
		const changed = await begunAs();
		set({ clientId: 'another' });
		expect((await comeBack(changed.back, changed.cookie)).failed).toBe('sso-refused');
	});

	it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\tx', 'javascript:1'])(
		'[SN5] leads nowhere else by %j',
		async (to) => {
			const { back, cookie } = await begunAs(to);
			expect(await comeBack(back, cookie)).toMatchObject({
				path: '/sign-in',
				to: '/',
				failed: null
			});
		}
	);
});

describe('a provider that cannot be used', () => {
	it('[SN6] is named as such to whoever signs in and to administrators', async () => {
		set({ issuer: 'http://127.0.0.1:1' });
		const begun = await begin();
		expect(new URL(begun.to, test.address).searchParams.get('failed')).toBe('sso-unavailable');
		const { trouble } = test.server.connections.describe(place.org, 'oidc');
		expect(trouble?.code).toBe('unreachable');
		set({}, 'not the secret');
		expect((await signIn('sub-nobody', verified('x@office.example'))).failed).toBe(
			'sso-unavailable'
		);
		expect(test.server.connections.describe(place.org, 'oidc').trouble).toEqual({
			code: 'refused',
			detail: 'invalid_client'
		});
		expect(await test.server.connections.attempt(place.org, 'oidc')).toBeUndefined();
	});

	it('[SN6] is nothing to anybody where none is set', async () => {
		test.server.connections.remove(place.org, 'oidc');
		const ways = await get(`${test.address}/api/sign-in/ways?org=${slug}`);
		expect(await ways.json()).toEqual({ provider: null, isByProxy: false });
		expect((await get(`${test.address}/api/sign-in/provider?org=${slug}`)).status).toBe(404);
	});
});
