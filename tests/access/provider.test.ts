import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { RequestAnswer } from '#lib/protocol/portal.ts';
import type { ProviderAnswer } from '#lib/protocol/provider.ts';
import { PIECE_TYPE } from '#lib/protocol/uploads.ts';
import { platformMigrations } from '../../sync-server/persistence/platform/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { eventStream } from '../support/event-stream.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canaryofoperators';
let test: TestServer;
let desk: Awaited<ReturnType<typeof aPortal>>;
let acme: Tenant;
let bolt: Tenant;

type Tenant = Awaited<ReturnType<typeof aTenant>>;

/** An organisation that asks: two who may, and one who may not. */
async function aTenant(name: string) {
	const made = await anOrganisation(
		test,
		[
			{ role: 'org-admin', name: `Ada ${name}` },
			{ role: 'supervisor', name: `Sam ${name}` },
			{ role: 'agent', name: `Mei ${name}` }
		],
		(ids) => [{ name: 'Own', members: ids.slice(2), supervisors: ids.slice(1, 2) }]
	);
	const [ada, sam, mei] = made.people;
	if (!ada || !sam || !mei) throw new Error('three people were made');
	return { ...made, name, ada, sam, mei };
}

beforeAll(async () => {
	test = await startServer();
	desk = await aPortal(test, CANARY);
	[acme, bolt] = [await aTenant('acmeword'), await aTenant('boltword')];
	makeOperator(desk.ada);
	expect((await put(desk.ada, desk.team)).status).toBe(200);
});
afterAll(() => test.remove());

interface Caller {
	readonly cookie: string;
}

function makeOperator({ id }: { readonly id: string }): void {
	const { memberships, logins } = test.server.platform;
	logins.makePlatformAdmin(memberships.of(desk.org, id)?.loginId ?? '');
}

async function call({ cookie }: Caller, path: string, body?: unknown, method = 'POST') {
	const response = await fetch(`${test.address}/api/provider${path}`, {
		method: body === undefined ? 'GET' : method,
		headers: {
			...{ cookie, origin: test.address },
			...(body !== undefined && { 'content-type': 'application/json' })
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	return { status: response.status, text: await response.text() };
}
function archive(org: string, at: number | null): void {
	const database = openDatabase(join(test.folder.path, 'platform.sqlite'), platformMigrations);
	database.prepare('update orgs set archived_at = ? where id = ?').run(at, org);
	database.close();
}
const put = (who: Caller, team: string | null) => call(who, '/desk', { team }, 'PUT');
const standing = async (who: Caller) => JSON.parse((await call(who, '')).text) as ProviderAnswer;
const read = async (who: Caller, id: string) =>
	JSON.parse((await call(who, `/requests/${id}`)).text) as RequestAnswer;

async function ask(who: Caller, more: object = {}) {
	const asked = { id: anId(), change: anId(), subject: 'The bill', text: 'Too high.', ...more };
	return { ...asked, ...(await call(who, '/requests', asked)) };
}
const ticketOf = (id: string) => desk.unit.world.ticket(`ticket.${id}`);

describe('who runs the server', () => {
	it('[PV1] takes what other organisations ask once it has said which team does', async () => {
		expect(await standing(acme.ada)).toEqual({
			...{ kind: 'open', name: expect.stringMatching(/^Org /), operators: [], desk: null }
		});
		expect(await standing(desk.ada)).toMatchObject({
			...{ kind: 'own', operators: [`Ada ${CANARY}`] },
			desk: { team: desk.team, isElsewhere: false, others: 2 }
		});
		expect((await ask(desk.ada)).status).toBe(409);
	});

	it('[PV1] says so itself, and only for a team of its own that takes requests', async () => {
		for (const who of [acme.ada, bolt.ada, acme.sam])
			expect((await put(who, desk.team)).status).toBe(403);
		expect((await put(desk.ada, anId())).status).toBe(400);
		expect((await put(desk.ada, null)).status).toBe(200);
		expect((await standing(acme.ada)).kind).toBe('closed');
		expect((await ask(acme.ada)).status).toBe(409);
		expect((await put(desk.ada, desk.team)).status).toBe(200);
	});

	it('[PV2] is asked by those who lead, as a requester with the name of their organisation', async () => {
		const { id, status } = await ask(acme.sam, { priority: 'urgent' });
		expect(status).toBe(200);
		const ticket = ticketOf(id);
		expect(ticket).toMatchObject({ team: desk.team, priority: 'urgent', subject: 'The bill' });
		expect(ticket?.requester?.name).toMatch(/^Sam acmeword \(Org /);
		expect(desk.unit.world.directory.person(ticket?.createdBy ?? '')).toMatchObject({
			role: 'requester'
		});
		expect((await ask(acme.mei)).status).toBe(403);
		expect((await ask(acme.sam, { priority: 'at once' })).status).toBe(400);
		expect(ticketOf((await ask(acme.sam)).id)?.priority).toBe('normal');
	});

	it('[PV2] gives nobody a login there, and takes none away', async () => {
		const many = () => test.server.platform.memberships.listByLogin;
		const { id } = await ask(bolt.sam);
		const person = ticketOf(id)?.createdBy ?? '';
		test.server.orgs.get(desk.org).runEffects();
		expect(test.server.platform.memberships.of(desk.org, person)).toBeUndefined();
		const home = test.server.platform.memberships.of(bolt.org, bolt.sam.id);
		expect(many()(home?.loginId ?? '')).toHaveLength(1);
	});

	it('[PV2] is asked once for each id, by one person however often', async () => {
		const asked = { id: anId(), change: anId(), subject: 'Once', text: 'Only once.' };
		for (const again of [1, 2])
			expect((await call(bolt.ada, '/requests', asked)).status, String(again)).toBe(200);
		const people = [...desk.unit.world.directory.people.values()];
		expect(people.filter(({ name }) => name.startsWith('Ada boltword'))).toHaveLength(1);
	});
});

describe('what an organisation is told', () => {
	it('[PV3] is what was said to it, and never a note or a name of what operators have', async () => {
		const { id } = await ask(acme.ada);
		const target: EntityRef = `ticket.${id}`;
		await desk.byMei('message.add', target, { kind: 'note', text: `${CANARY} note` });
		await desk.byMei('ticket.element', target, { set: 'tags', element: CANARY, present: true });
		await desk.byMei('message.add', target, { kind: 'public', text: 'We look.' });
		const answer = await read(acme.ada, id);
		expect(answer.messages.map(({ text }) => text)).toEqual(['Too high.', 'We look.']);
		for (const path of ['', '/form', '/requests', `/requests/${id}`])
			expect((await call(acme.ada, path)).text.includes(CANARY), path).toBe(false);
	});

	it('[PV3] is nothing of what others ask, of another organisation or of this one', async () => {
		const { id } = await ask(acme.ada, { subject: 'secretofacme', text: 'secretofacme' });
		const file = `/requests/${id}/messages/${anId()}/files/${anId()}`;
		for (const who of [bolt.ada, bolt.sam, acme.sam, desk.ada]) {
			expect((await call(who, '/requests')).text).not.toContain('secretofacme');
			for (const [path, body] of [
				[`/requests/${id}`, undefined],
				[file, undefined],
				[`/requests/${id}/messages`, { change: anId(), text: 'x' }],
				[`/requests/${id}/rating`, { change: anId(), stars: 1, solved: false, words: '' }],
				[`/requests/${id}/typing`, {}]
			] as const) {
				const foreign = await call(who, path, body);
				const none = await call(who, path.replace(id, anId()), body);
				expect(foreign, path).toEqual(none);
				expect([404, 409]).toContain(foreign.status);
			}
		}
		expect((await ask(bolt.ada, { id })).status).not.toBe(200);
		expect((await read(acme.ada, id)).messages).toHaveLength(1);
	});

	it('[PV3] reaches nobody through the portal, the desk or a search', async () => {
		const { id } = await ask(acme.ada, { subject: 'findmeword' });
		const get = (path: string, { cookie }: Caller) =>
			fetch(`${test.address}/api${path}`, { headers: { cookie } }).then((one) => one.text());
		expect(await get('/search?q=findmeword', desk.mei)).toContain('findmeword');
		for (const who of [acme.ada, bolt.ada])
			expect(await get('/search?q=findmeword', who)).not.toContain('findmeword');
		expect(await get(`/threads/ticket.${id}/messages?before=99`, acme.ada)).not.toContain('Too');
		expect(await get(`/portal/requests/${id}`, desk.hannah)).not.toContain('findmeword');
	});

	it('[PV4] comes at once to whoever looks, and to nobody else', async () => {
		const { id } = await ask(acme.ada);
		const lines = await Promise.all(
			[acme.ada, acme.sam, bolt.ada].map((who) => eventStream(test, who, '/api/provider/events'))
		);
		const [hers, ...others] = lines;
		await desk.byMei('message.add', `ticket.${id}`, { kind: 'public', text: 'Done.' });
		await until(() => hers?.events().includes(`news ${id}`) === true);
		for (const line of others) expect(line.events()).toEqual(['hello']);
		await Promise.all(lines.map((line) => line.close()));
	});

	it('[PV4] ends with the session of whoever looks', async () => {
		const known = await test.server.access.sessions.resolve(bolt.sam.cookie);
		if (known.kind !== 'active') throw new Error('signed in');
		const line = await eventStream(test, bolt.sam, '/api/provider/events');
		const { loginId, publicId } = known.session;
		test.server.access.sessions.endOne(loginId, publicId, 'ended-by-person');
		await until(() => !line.isOpen());
		expect((await call(bolt.sam, '')).status).toBe(401);
	});

	it('[PV5] includes files, which go to whoever takes it and to nobody else', async () => {
		const bytes = Buffer.from('not for others');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const [id, file] = [anId(), anId()];
		const facts = { name: 'a.txt', type: 'text/plain', size: bytes.length, sha256 };
		const asked = await ask(acme.ada, { id, files: [{ id: file, ...facts }] });
		expect(asked.status).toBe(200);
		const { name: _name, ...declared } = facts;
		const begun = { id: file, thread: `ticket.${id}`, ...declared };
		expect((await call(acme.ada, '/uploads', begun)).status).toBe(200);
		expect((await call(bolt.ada, `/uploads/${file}`)).status).toBe(404);
		const sent = await fetch(`${test.address}/api/provider/uploads/${file}?offset=0`, {
			method: 'PATCH',
			headers: { cookie: acme.ada.cookie, origin: test.address, 'content-type': PIECE_TYPE },
			body: bytes
		});
		expect(sent.status).toBe(200);
		const path = `/requests/${id}/messages/${asked.change}/files/${file}`;
		expect((await call(acme.ada, path)).text).toBe('not for others');
		for (const who of [bolt.ada, acme.sam]) expect((await call(who, path)).status).toBe(404);
	});
});

describe('whoever may not', () => {
	it('[PV6] write any more where they were blocked, there or at home', async () => {
		const { id } = await ask(bolt.ada);
		const guest = ticketOf(id)?.createdBy ?? '';
		const block = (target: EntityRef, value: boolean) => ({
			...{ type: 'person.field' as const, target },
			body: { field: 'blocked', value }
		});
		await accept(desk.unit, [block(`person.${guest}`, true)]);
		expect((await ask(bolt.ada)).status).toBe(409);
		expect((await call(bolt.ada, `/requests/${id}`)).status).toBe(404);
		await accept(desk.unit, [block(`person.${guest}`, false)]);
		expect((await call(bolt.ada, `/requests/${id}`)).status).toBe(200);
		const body = { field: 'role', value: 'agent' };
		await accept(bolt.unit, [
			{
				type: 'person.create',
				target: `person.${anId()}`,
				body: { name: 'Next', role: 'org-admin', userName: 'next.bolt' }
			},
			{ type: 'person.field', target: `person.${bolt.ada.id}`, body }
		]);
		expect((await call(bolt.ada, `/requests/${id}`)).status).toBe(403);
	});

	it('[PV6] are organisations that were put away, and nobody takes it in one', async () => {
		const { id } = await ask(acme.ada);
		archive(acme.org, 1);
		expect((await call(acme.ada, `/requests/${id}`)).status).toBe(409);
		archive(acme.org, null);
		expect((await call(acme.ada, `/requests/${id}`)).status).toBe(200);
		archive(desk.org, 1);
		expect((await standing(acme.ada)).kind).toBe('closed');
		expect((await call(acme.ada, '/requests')).status).toBe(409);
		archive(desk.org, null);
	});
});

it('[PV1] an organisation that is alone is told that it runs the server itself', async () => {
	const alone = await startServer();
	const { people } = await anOrganisation(alone, [{ role: 'org-admin', name: 'Ada' }], () => []);
	const response = await fetch(`${alone.address}/api/provider`, {
		headers: { cookie: people[0]?.cookie ?? '' }
	});
	expect(await response.json()).toMatchObject({ kind: 'own', name: null, operators: [] });
	await alone.remove();
});
