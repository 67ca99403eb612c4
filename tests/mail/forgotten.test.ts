import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/server.ts';
import { aMailDesk } from './outgoing-place.ts';

const OLD = 'a lift between two floors';
const NEW = 'three floors and a garden';
const HOUR_MS = 3_600_000;

let desk: Awaited<ReturnType<typeof aMailDesk>>;
beforeAll(async () => {
	desk = await aMailDesk();
	await desk.setField(desk.mei.id, 'email', 'mei@harbor.example');
	const { platform, access } = desk.test.server;
	const hash = await access.passwords.hash(OLD);
	for (const { id } of [desk.hannah, desk.mei, desk.ada])
		platform.logins.setPassword(loginOf(id).id, hash);
	await until(() => loginOf(desk.mei.id).email === 'mei@harbor.example');
});
afterEach(() => {
	desk.mail.delivered.splice(0);
	desk.clock.move(HOUR_MS);
});
afterAll(() => desk.remove());

function loginOf(person: string) {
	const { memberships, logins } = desk.test.server.platform;
	const login = logins.byId(memberships.of(desk.org, person)?.loginId ?? '');
	if (login === undefined) throw new Error('everybody here has a login');
	return login;
}

const ask = (name: string) => desk.request('POST', '/forgotten-password', { name }, '');
const enter = (name: string, password: string) =>
	desk.request('POST', '/sign-in', { name, password }, '');
const came = (count: number) => until(() => desk.mail.delivered.length === count);
const pathIn = (at: number) =>
	/https:\/\/desk\.example\.org(\/reset\/[\w-]+)/.exec(
		desk.mail.delivered[at]?.mail.text ?? ''
	)?.[1] ?? '';

/** Asks for a name that gets nothing, then for one that does: what came is all there is. */
async function getsNothing(...names: string[]) {
	for (const name of names) await ask(name);
	await ask('mei@harbor.example');
	await until(() => desk.mail.delivered.length > 0 && desk.waiting() === 0);
	expect(desk.mail.delivered.map(({ to }) => to)).toEqual([['mei@harbor.example']]);
}

describe('a forgotten password', () => {
	it('[FP1] is answered alike whoever asks, without a word of who they are', async () => {
		const names = [
			'hannah@harbor.example',
			loginOf(desk.hannah.id).userName,
			'nobody',
			'a@b.example'
		];
		const answers = await Promise.all(names.map(ask));
		expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
			new Set(['202 {}'])
		);
		await came(2);
		const looked = await desk.request('GET', '/forgotten-password', undefined, '');
		expect(JSON.parse(looked.text)).toEqual({ isMailed: true });
	});

	it('[FP2] is replaced by the link that is mailed, once and within an hour, and ends all sessions', async () => {
		for (let tries = 0; tries < 11; tries += 1) await enter('hannah@harbor.example', 'wrong wrong');
		expect((await enter('hannah@harbor.example', OLD)).status).toBe(429);
		await ask('hannah@harbor.example');
		await ask('HANNAH@harbor.example');
		await came(2);
		expect(desk.mail.delivered.map(({ to }) => to)).toEqual(
			Array.from({ length: 2 }, () => ['hannah@harbor.example'])
		);
		const [first, second] = [pathIn(0), pathIn(1)];
		expect((await desk.request('GET', second, undefined, '')).status).toBe(200);
		const entered = () => desk.request('GET', '/session', undefined, desk.hannah.cookie);
		expect((await entered()).status).toBe(200);
		expect((await desk.request('POST', first, { password: NEW }, '')).status).toBe(204);
		expect((await desk.request('POST', second, { password: OLD }, '')).status).toBe(404);
		expect((await entered()).status).toBe(401);
		expect((await enter('hannah@harbor.example', NEW)).status).toBe(200);

		await ask('hannah@harbor.example');
		await came(3);
		desk.clock.move(HOUR_MS);
		expect((await desk.request('POST', pathIn(2), { password: OLD }, '')).status).toBe(404);
	});

	it('[ML6] is written about in the language it was asked in, where no other is known', async () => {
		const asked = { name: 'mei@harbor.example', language: 'de' };
		expect((await desk.request('POST', '/forgotten-password', asked, '')).status).toBe(202);
		await came(1);
		expect(desk.mail.delivered[0]?.mail.subject).toMatch(/^Ein neues Passwort für /);
	});

	it('[FP3] sends at most three letters in an hour, and ends no link that was made before', async () => {
		const made = await desk.request('POST', `/people/${desk.mei.id}/reset-link`, {});
		const { path } = JSON.parse(made.text) as { path: string };
		for (let asked = 0; asked < 5; asked += 1) await ask('mei@harbor.example');
		await ask('hannah@harbor.example');
		await until(() => desk.mail.delivered.some(({ to }) => to[0] === 'hannah@harbor.example'));
		await came(4);
		expect((await desk.request('GET', path, undefined, '')).status).toBe(200);
	});

	it('[FP4] brings nobody in who is blocked, has no password, runs the server or belongs to several', async () => {
		const { platform, access } = desk.test.server;
		await desk.setField(desk.ada.id, 'email', 'ada@harbor.example');
		platform.logins.makePlatformAdmin(loginOf(desk.ada.id).id);
		await desk.setField(desk.hannah.id, 'blocked', true);
		await desk.setField(desk.otto.id, 'email', 'otto@harbor.example');
		await until(() => loginOf(desk.ada.id).email !== null && loginOf(desk.otto.id).email !== null);
		await getsNothing('ada@harbor.example', 'hannah@harbor.example', 'otto@harbor.example');
		await desk.setField(desk.hannah.id, 'blocked', false);
		desk.mail.delivered.splice(0);

		access.accounts.createOrg({ orgId: desk.otto.id, name: 'Another' });
		access.accounts.markOrgReady(desk.otto.id);
		access.accounts.addMembership(loginOf(desk.hannah.id).id, desk.otto.id, desk.hannah.id);
		await getsNothing('hannah@harbor.example');
	});

	it('[FP5] is a matter for administrators where no mail goes out', async () => {
		await desk.request('DELETE', '/connections/smtp');
		expect((await ask('mei@harbor.example')).text).toBe('{}');
		const looked = await desk.request('GET', '/forgotten-password', undefined, '');
		expect(JSON.parse(looked.text)).toEqual({ isMailed: false });
		await desk.connect();
		await ask('mei@harbor.example');
		await came(1);
		expect(desk.test.errors).toEqual([]);
	});
});
