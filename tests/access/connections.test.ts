import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionAnswer, ConnectionsAnswer } from '#lib/protocol/connections.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';

const CANARY = 'canary-secret-9f31';
const settings = {
	host: 'mail.example.org',
	port: 587,
	security: 'starttls',
	user: 'desk',
	from: 'desk@example.org',
	fromName: 'Desk',
	site: 'https://desk.example.org',
	language: 'en'
};

let test: TestServer;
let org: string;
let cookies: Record<string, string>;
beforeAll(async () => {
	test = await startServer();
	const roles = ['org-admin', 'supervisor', 'agent', 'requester'];
	const { people, ...made } = await anOrganisation(
		test,
		roles.map((role) => ({ role })),
		() => []
	);
	({ org } = made);
	cookies = Object.fromEntries(roles.map((role, index) => [role, people[index]?.cookie ?? '']));
	const other = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
	cookies['stranger'] = other.people[0]?.cookie ?? '';
});
afterAll(() => test.remove());

async function ask<Answer>(method: string, path: string, role: string, body?: unknown) {
	const response = await fetch(`${test.address}/api/connections${path}`, {
		method,
		headers: {
			cookie: cookies[role] ?? '',
			origin: test.address,
			...(body !== undefined && { 'content-type': 'application/json' })
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	const text = await response.text();
	return { status: response.status, text, answer: JSON.parse(text) as Answer };
}
const put = (role: string, body: unknown) => ask<ConnectionAnswer>('PUT', '/smtp', role, body);

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		const found = statSync(path);
		if (found.isDirectory()) return filesUnder(path);
		return found.isFile() ? [path] : [];
	});
}

describe('connections [CX1]', () => {
	it('are for administrators', async () => {
		for (const role of ['supervisor', 'agent', 'requester']) {
			expect((await ask('GET', '', role)).status).toBe(403);
			expect((await ask('GET', '/smtp', role)).status).toBe(403);
			expect((await put(role, { settings })).status).toBe(403);
			expect((await ask('POST', '/smtp/try', role, {})).status).toBe(403);
			expect((await ask('DELETE', '/smtp', role)).status).toBe(403);
		}
		expect((await ask('GET', '/unknown', 'org-admin')).status).toBe(400);
	});

	it('never tell a secret again, anywhere', async () => {
		const { answer, text } = await put('org-admin', { settings, secrets: { password: CANARY } });
		expect(answer).toMatchObject({ isSet: true, settings, secrets: ['password'], trouble: null });
		expect(text).not.toContain(CANARY);
		for (const path of ['', '/smtp'])
			expect((await ask('GET', path, 'org-admin')).text).not.toContain(CANARY);
		for (const path of filesUnder(test.folder.path))
			expect(readFileSync(path).includes(CANARY), path).toBe(false);
	});

	it('keep a secret that was not given anew, and let go of one that was taken away', async () => {
		const kept = await put('org-admin', { settings: { ...settings, port: 465, security: 'tls' } });
		expect(kept.answer).toMatchObject({ settings: { port: 465 }, secrets: ['password'] });
		const gone = await put('org-admin', { settings, secrets: { password: null } });
		expect(gone.answer.secrets).toEqual([]);
	});

	it('send no secret to another place than the one it was given for [CX2]', async () => {
		await put('org-admin', { settings, secrets: { password: CANARY } });
		const moved = { ...settings, host: 'mail.elsewhere.example' };
		const refused = await put('org-admin', { settings: moved });
		expect(refused.status).toBe(400);
		expect(JSON.parse(refused.text)).toMatchObject({ error: { field: 'secrets.password' } });
		const kept = await ask<ConnectionAnswer>('GET', '/smtp', 'org-admin');
		expect(kept.answer).toMatchObject({ settings, secrets: ['password'] });
		const again = await put('org-admin', { settings: moved, secrets: { password: 'another' } });
		expect(again.answer).toMatchObject({ settings: moved, secrets: ['password'] });
		const without = await put('org-admin', { settings, secrets: { password: null } });
		expect(without.answer).toMatchObject({ settings, secrets: [] });
	});

	it.each([
		[{ ...settings, port: 0 }, 'settings.port'],
		[{ ...settings, port: '587' }, 'settings.port'],
		[{ ...settings, host: 'a b' }, 'settings.host'],
		[{ ...settings, from: 'nobody' }, 'settings.from'],
		[{ ...settings, fromName: 'a\r\nBcc: b@c.de' }, 'settings.fromName'],
		[{ ...settings, password: 'x' }, 'settings'],
		[undefined, 'settings']
	])('name what is wrong with %j', async (wrong, field) => {
		const { status, text } = await put('org-admin', { settings: wrong });
		expect(status).toBe(400);
		expect(JSON.parse(text)).toMatchObject({ error: { code: 'invalid-input', field } });
	});

	it('refuse secrets that they do not have', async () => {
		expect((await put('org-admin', { settings, secrets: { key: 'x' } })).status).toBe(400);
	});

	it('belong to one organisation', async () => {
		await put('org-admin', { settings, secrets: { password: CANARY } });
		const { answer } = await ask<ConnectionsAnswer>('GET', '', 'stranger');
		expect(answer.connections.every(({ isSet }) => !isSet)).toBe(true);
		expect((await ask<ConnectionAnswer>('GET', '/smtp', 'stranger')).answer.settings).toBeNull();
	});

	it('say when their secrets cannot be read any more', async () => {
		const moved = test.server.platform.connections;
		const row = moved.find(org, 'smtp');
		expect(row?.secrets).not.toBeNull();
		moved.put({ ...row!, secrets: Buffer.alloc(80) });
		const { answer } = await ask<ConnectionAnswer>('GET', '/smtp', 'org-admin');
		expect(answer).toMatchObject({ trouble: { code: 'secrets-unreadable' }, secrets: [] });
	});

	it('can be removed', async () => {
		const { answer } = await ask<ConnectionAnswer>('DELETE', '/smtp', 'org-admin');
		expect(answer).toMatchObject({ isSet: false, settings: null });
	});
});
