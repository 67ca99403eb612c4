import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
	InvitationsAnswer,
	InviteAnswer,
	JoinAnswer,
	MadeInvitation
} from '#lib/protocol/sign-up.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';
import { accept } from './place.ts';

const PASSWORD = 'a lift between two floors';
let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
let slug = '';

beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(test, [{ role: 'org-admin' }, { role: 'agent' }], () => []);
	slug = test.server.platform.orgs.byId(place.org)?.slug ?? '';
	const body = { field: 'signUpDomains', value: ['harbor.example'] };
	await accept(place.unit, [{ type: 'org.field', target: `org.${place.org}`, body }]);
});
afterAll(() => test.remove());

async function call<Answer>(method: string, path: string, body?: unknown, cookie = '') {
	const response = await fetch(test.address + path, {
		method,
		headers: {
			origin: test.address,
			cookie,
			...(body !== undefined && { 'content-type': 'application/json' })
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	const text = await response.text();
	const read = () => JSON.parse(text) as Answer;
	return { status: response.status, text, read };
}

const admin = () => place.people[0]?.cookie ?? '';
const invite = async (...emails: string[]) =>
	(await call<InviteAnswer>('POST', '/api/invitations', { emails }, admin())).read();
const lists = async () =>
	(await call<InvitationsAnswer>('GET', '/api/invitations', undefined, admin())).read();
const joinBy = (
	{ path }: { path: string },
	body: object = { name: 'Hannah', password: PASSWORD }
) => call('POST', `/api${path}`, body);
const signUp = (email: string) => call('POST', '/api/sign-up', { name: 'Otto', email, org: slug });
const addresses = (all: readonly { email: string }[]) => all.map(({ email }) => email);

/** The one that an answer must hold. */
function only<One>(all: readonly One[]): One {
	const [one] = all;
	if (one === undefined || all.length > 1) throw new Error(`one was expected, not ${all.length}`);
	return one;
}

describe('an invitation', () => {
	it('[SU1] makes a requester of whoever holds its link, once', async () => {
		const made = only((await invite('hannah@home.example')).made);
		const shown = (await call<JoinAnswer>('GET', `/api${made.path}`)).read();
		expect(shown).toMatchObject({ email: 'hannah@home.example', name: '' });
		const weak = await joinBy(made, { name: 'Hannah', password: 'short' });
		expect([weak.status, weak.text]).toEqual([400, expect.stringContaining('password-too-short')]);
		const [first, second] = await Promise.all([joinBy(made), joinBy(made)]);
		expect([first.status, second.status].sort()).toEqual([204, 404]);
		const entered = await call('POST', '/api/sign-in', {
			name: 'hannah@home.example',
			password: PASSWORD
		});
		expect(entered.status).toBe(200);
		expect(entered.text).toContain('"role":"requester"');
		expect(addresses((await lists()).invitations)).not.toContain('hannah@home.example');
		expect(await invite('Hannah@Home.example')).toMatchObject({
			made: [],
			known: ['Hannah@Home.example']
		});
		expect(test.errors).toEqual([]);
	});

	it('[SU2] is known to the server by its hash, ends when another is made or it is taken back', async () => {
		const first = only((await invite('olga@home.example')).made);
		const second = only((await invite('olga@home.example')).made);
		expect((await call('GET', `/api${first.path}`)).status).toBe(404);
		expect((await call('GET', `/api${second.path}`)).status).toBe(200);
		expect(JSON.stringify(await lists())).not.toContain(second.path.slice(6));
		const open = only((await lists()).invitations.filter(({ id }) => id === second.id));
		expect(open.expiresAt - open.createdAt).toBe(14 * 86_400_000);
		const path = `/api/invitations/${open.id}`;
		expect((await call('DELETE', path, undefined, admin())).status).toBe(204);
		expect((await joinBy(second)).status).toBe(404);
		const late = only((await invite('late@home.example')).made);
		const { invitations } = test.server.platform;
		invitations.deleteExpiredBefore(late.expiresAt + 1);
		expect((await joinBy(late)).status).toBe(404);
	});

	it('[SU2] is taken back by nobody of another organisation', async () => {
		const made = only((await invite('far@home.example')).made);
		const other = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
		const path = `/api/invitations/${made.id}`;
		const cookie = other.people[0]?.cookie;
		expect((await call('DELETE', path, undefined, cookie)).status).toBe(404);
		expect((await call('GET', `/api${made.path}`)).status).toBe(200);
	});

	it('[SU1] is not for the addresses of those who are here already', async () => {
		const made = only((await invite('twin@home.example')).made);
		const body = { name: 'Twin', role: 'agent', userName: 'twin', email: 'twin@home.example' };
		const target = `person.${made.id}` as const;
		await accept(place.unit, [{ type: 'person.create', target, body }]);
		const answer = await joinBy(made);
		expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('email-taken')]);
	});
});

describe('signing up', () => {
	it('[SU3] is answered alike whoever asks, and reaches the administrators if the domain may', async () => {
		const asked = ['otto@harbor.example', 'otto@elsewhere.example', 'hannah@home.example'];
		const answers = [...asked, 'otto@harbor.example'].map(signUp);
		const shapes = (await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`);
		expect(new Set(shapes)).toEqual(new Set(['202 {}']));
		const waiting = only((await lists()).asked);
		expect(waiting).toMatchObject({ email: 'otto@harbor.example', name: 'Otto' });
		const path = `/api/sign-ups/${waiting.id}/accept`;
		const made = (await call<MadeInvitation>('POST', path, undefined, admin())).read();
		expect((await call<JoinAnswer>('GET', `/api${made.path}`)).read().name).toBe('Otto');
		expect((await lists()).asked).toEqual([]);
		expect((await joinBy(made)).status).toBe(204);
		await signUp('otto@harbor.example');
		expect((await lists()).asked).toEqual([]);
	});

	it('[SU3] can be refused, and is closed where no domain may', async () => {
		await signUp('eve@harbor.example');
		const { id } = only((await lists()).asked);
		expect((await call('DELETE', `/api/sign-ups/${id}`, undefined, admin())).status).toBe(204);
		const isOpen = async () => (await call('GET', `/api/sign-up?org=${slug}`)).text;
		expect(await isOpen()).toContain('"isOpen":true');
		const body = { field: 'signUpDomains', value: [] };
		await accept(place.unit, [{ type: 'org.field', target: `org.${place.org}`, body }]);
		expect(await isOpen()).toContain('"isOpen":false');
		expect((await signUp('eve@harbor.example')).status).toBe(202);
		expect((await lists()).asked).toEqual([]);
	});
});
