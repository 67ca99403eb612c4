import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProxySettings } from '#lib/protocol/connections.ts';
import { PROXY_SECRET_HEADER } from '../../sync-server/access/outside/proxy-header.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { accept } from './place.ts';

const SECRET = 'only the proxy and the desk know it';
const usual: ProxySettings = {
	header: 'X-Remote-User',
	proxies: ['127.0.0.1'],
	domains: ['CORP', 'corp.example'],
	createsRequesters: false
};

let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
let slug = '';

beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(
		test,
		[
			{ role: 'org-admin' },
			{ role: 'agent', userName: 'anna' },
			{ role: 'agent', userName: 'bert' }
		],
		() => []
	);
	slug = test.server.platform.orgs.byId(place.org)?.slug ?? '';
	const body = { field: 'signUpDomains', value: ['corp.example'] };
	await accept(place.unit, [{ type: 'org.field', target: `org.${place.org}`, body }]);
});
afterEach(() => expect(test.errors).toEqual([]));
afterAll(() => test.remove());

function set(changed: Partial<ProxySettings> = {}, secret: string | null = SECRET): void {
	const settings = { ...usual, ...changed };
	test.server.connections.put(place.org, 'proxy', { settings, secrets: { secret } });
}

interface Answer {
	readonly status: number;
	readonly text: string;
	readonly cookie: string | undefined;
}

/** Headers as pairs, so that one can be sent twice, which `fetch` does not do. */
function ask(path: string, method: 'GET' | 'POST', pairs: readonly (readonly [string, string])[]) {
	const url = new URL(`${path}?org=${slug}`, test.address);
	const headers = [
		['host', url.host],
		['origin', test.address],
		['content-length', '0'],
		...pairs
	].flat();
	return new Promise<Answer>((resolve, reject) => {
		const sent = request(url, { method, headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					text: Buffer.concat(chunks).toString(),
					cookie: answer.headers['set-cookie']?.[0]
				})
			);
		});
		sent.on('error', reject);
		sent.end();
	});
}

const enter = (...pairs: readonly (readonly [string, string])[]) =>
	ask('/api/sign-in/proxy', 'POST', pairs);
const trouble = () => test.server.connections.describe(place.org, 'proxy').trouble?.detail;
const asAnna = ['X-Remote-User', 'CORP\\anna'] as const;
const known = [PROXY_SECRET_HEADER, SECRET] as const;

describe('whom a proxy has recognised', () => {
	it('[SN8] is signed in by user name or address, whatever the domain is written like', async () => {
		set();
		for (const name of ['anna', 'CORP\\anna', 'corp\\Anna', 'anna@CORP.EXAMPLE']) {
			const answer = await enter(['X-Remote-User', name], known);
			expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"anna"')]);
			expect(answer.cookie).toMatch(/HttpOnly; .*SameSite=Strict/);
		}
		expect(trouble()).toBeUndefined();
	});

	it('[SN8] becomes a requester if that is wanted and the domain may sign up, once', async () => {
		set();
		const asOlga = ['X-Remote-User', 'olga@corp.example'] as const;
		expect((await enter(asOlga, known)).text).toContain('sso-unknown');
		set({ createsRequesters: true });
		const all = await Promise.all([1, 2, 3].map(() => enter(asOlga, known)));
		const ids = all.map(({ text }) => (JSON.parse(text) as { person: unknown }).person);
		expect(ids).toEqual(
			Array(3).fill(expect.objectContaining({ role: 'requester', name: 'olga' }))
		);
		expect(new Set(ids.map((one) => JSON.stringify(one))).size).toBe(1);
		expect((await enter(['X-Remote-User', 'CORP\\nobody'], known)).text).toContain('sso-unknown');
	});

	it('[SN8] stays out when they are blocked', async () => {
		set();
		const [, , bert] = place.people;
		const body = { field: 'blocked', value: true };
		await accept(place.unit, [
			{ type: 'person.field', target: `person.${bert?.id}` as never, body }
		]);
		const answer = await enter(['X-Remote-User', 'bert'], known);
		expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('account-blocked')]);
	});
});

describe('a header that anybody can send', () => {
	const refused = async (answer: Promise<Answer>, code?: string) => {
		const { status, text, cookie } = await answer;
		expect([status, cookie]).toEqual([403, undefined]);
		expect(text).toContain('sso-refused');
		if (code !== undefined) expect(trouble()).toBe(code);
	};

	it('[SN9] means nothing where no proxy is set', async () => {
		test.server.connections.remove(place.org, 'proxy');
		expect((await enter(asAnna, known)).status).toBe(404);
		expect((await ask('/api/session', 'GET', [asAnna, known])).status).toBe(401);
	});

	it('[SN9] means nothing from another address, whatever it says of where it comes from', async () => {
		set({ proxies: ['10.0.0.2', '192.0.2.0/24'] });
		await refused(enter(asAnna, known));
		await refused(enter(asAnna, known, ['X-Forwarded-For', '10.0.0.2']));
		await refused(enter(asAnna, known, ['X-Real-IP', '10.0.0.2'], ['Forwarded', 'for=10.0.0.2']));
		expect(trouble()).toBeUndefined();
		const ways = await ask('/api/sign-in/ways', 'GET', []);
		expect(JSON.parse(ways.text)).toEqual({ provider: null, isByProxy: false });
	});

	it('[SN9] means nothing without the secret, with another or with two', async () => {
		set();
		await refused(enter(asAnna), 'secret-missing');
		await refused(enter(asAnna, [PROXY_SECRET_HEADER, 'guess']), 'secret-wrong');
		await refused(enter(asAnna, [PROXY_SECRET_HEADER, 'guess'], known), 'secret-wrong');
		set({}, null);
		await refused(enter(asAnna), 'secret-missing');
	});

	it('[SN9] means nothing when it is there twice, in whatever spelling, or not at all', async () => {
		set();
		await refused(enter(asAnna, ['x-remote-user', 'CORP\\boss'], known), 'header-twice');
		await refused(enter(asAnna, asAnna, known), 'header-twice');
		await refused(enter(['X-Remote-User', 'anna, boss'], known), 'name');
		await refused(enter(known), 'header-missing');
		await refused(enter(['X-Remote-User', ''], known), 'header-missing');
		await refused(enter(['X-Remote-Use', 'anna'], known), 'header-missing');
	});

	it('[SN9] opens nothing but the way in', async () => {
		set();
		expect((await ask('/api/session', 'GET', [asAnna, known])).status).toBe(401);
		expect((await ask('/api/sessions', 'GET', [asAnna, known])).status).toBe(401);
	});
});

describe('a proxy that is trusted anyway', () => {
	it('[SN9] needs no secret, and others still need one', async () => {
		const trusting = await startServer(undefined, 0, { trustProxy: ['127.0.0.1'] });
		const { org } = await anOrganisation(trusting, [{ role: 'agent', userName: 'anna' }], () => []);
		await until(() => trusting.server.platform.logins.byIdentifier('anna') !== undefined);
		trusting.server.connections.put(org, 'proxy', { settings: usual, secrets: {} });
		const answer = await fetch(`${trusting.address}/api/sign-in/proxy`, {
			method: 'POST',
			headers: {
				origin: trusting.address,
				'x-remote-user': 'anna',
				'x-forwarded-for': '198.51.100.7'
			}
		});
		expect(answer.status).toBe(200);
		await trusting.remove();
	});
});
