import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#lib/domain/json.ts';
import type { RequestAnswer, RequestsAnswer } from '#lib/protocol/portal.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

/** Stands in everything that is for the staff, or for another requester. */
const CANARY = 'canary-of-the-staff';

let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;

beforeAll(async () => {
	test = await startServer();
	place = await aPortal(test, CANARY);
});
afterAll(() => test.remove());

type Made = Awaited<ReturnType<typeof anOrganisation>>;

function setPortalTeam({ unit, org }: Pick<Made, 'unit' | 'org'>, value: string | null) {
	const body = { field: 'portalTeam', value };
	return accept(unit, [{ type: 'org.field', target: `org.${org}`, body }]);
}

async function call(cookie: string, path: string, more: { body?: object; etag?: string } = {}) {
	const { status, text, headers } = await place.call(`/portal${path}`, { cookie, ...more });
	return { status, text, etag: headers.get('etag') ?? '' };
}

const ask = (cookie: string, more: object = {}) => place.ask(more, cookie);

const saidIn = ({ messages }: RequestAnswer) => messages.map(({ text }) => text);

/** A ticket that Hannah made for a customer when she was an agent. */
async function madeAsStaff(): Promise<string> {
	const { hannah, unit, team } = place;
	const [id, target] = [anId(), `person.${hannah.id}` as const];
	const become = (value: string) =>
		accept(unit, [{ type: 'person.field', target, body: { field: 'role', value } }]);
	const member = (present: boolean) => ({
		type: 'team.element' as const,
		target: `team.${team}` as const,
		body: { set: 'members', element: hannah.id, present }
	});
	await become('agent');
	await accept(unit, [member(true)]);
	const sender = { author: hannah.id, device: '', revoked: false };
	const body = { team, subject: CANARY, message: { kind: 'public', text: CANARY } };
	const entry = { type: 'ticket.create', target: `ticket.${id}`, saw: [], body };
	const entries = [{ ...entry, id: anId(), v: 2, at: unit.nextStamp() }];
	expect((await unit.submit({ sender, entries }))[0]?.verdict).toEqual({ ok: true });
	await accept(unit, [member(false)]);
	await become('requester');
	return id;
}

describe('the portal', () => {
	it('[PT1] takes a request once, however often it is sent', async () => {
		const { hannah, unit } = place;
		const body = { id: anId(), change: anId(), subject: 'Badge', text: 'It does not open.' };
		const answers = await Promise.all(
			[1, 2, 3].map(() => call(hannah.cookie, '/requests', { body }))
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(saidIn(await place.read(body.id))).toEqual(['It does not open.']);
		const ticket = unit.world.ticket(`ticket.${body.id}`);
		expect(ticket).toMatchObject({ team: place.team, requester: { name: 'Hannah' } });
		const again = { change: anId(), text: 'Since Monday.' };
		for (const _ of [1, 2])
			expect(
				(await call(hannah.cookie, `/requests/${body.id}/messages`, { body: again })).status
			).toBe(200);
		expect(saidIn(await place.read(body.id))).toEqual(['It does not open.', 'Since Monday.']);
	});

	it('[PT1] does not take the id of somebody else’s request or words for one’s own', async () => {
		const { hannah, otto } = place;
		const own = await ask(otto.cookie);
		expect(own.status).toBe(200);
		expect((await ask(hannah.cookie, { id: own.id })).status).toBe(409);
		expect((await ask(hannah.cookie, { change: own.change })).status).toBe(409);
		const mine = await ask(hannah.cookie);
		const body = { change: own.change, text: 'Mine' };
		const answer = await call(hannah.cookie, `/requests/${mine.id}/messages`, { body });
		expect(answer.status).toBe(409);
		expect(saidIn(await place.read(mine.id))).toEqual(['It stands.']);
	});

	it('[PT8] tells a reply when it is out and whole, and what was undone never', async () => {
		const mine = await ask(place.hannah.cookie);
		const target = `ticket.${mine.id}` as const;
		const held = { kind: 'public', hold: true } as const;
		const undone = await place.byMei('message.add', target, { ...held, text: CANARY });
		await place.byMei('message.retract', target, { message: undone, retracted: true });
		await place.byMei('message.add', target, { ...held, text: `${CANARY} later` });
		const file = { id: anId(), name: CANARY, type: 'text/plain', size: 1, role: 'file' } as const;
		const attachments = [{ ...file, sha256: '0'.repeat(64) }];
		await place.byMei('message.add', target, { kind: 'public', text: CANARY, attachments });
		await place.byMei('message.add', target, { kind: 'public', text: 'At once.' });
		await place.byMei('message.add', target, { ...held, text: CANARY });
		expect(saidIn(await place.read(mine.id))).toEqual(['It stands.', 'At once.']);
		const list = await call(place.hannah.cookie, '/requests');
		expect(list.text).not.toContain(CANARY);
	});

	it('[PT2] tells requesters what was said to them, and no byte of anything else', async () => {
		const { hannah, otto, unit, team } = place;
		const mine = await ask(hannah.cookie, { subject: 'Printer' });
		const others = await ask(otto.cookie, { subject: CANARY, text: CANARY });
		const target = `ticket.${mine.id}` as const;
		await place.byMei('message.add', target, { kind: 'public', text: 'We look at it.' });
		await place.byMei('message.add', target, { kind: 'note', text: `${CANARY} note` });
		const wrong = await place.byMei('message.add', target, { kind: 'public', text: CANARY });
		await place.byMei('message.retract', target, { message: wrong, retracted: true });
		await accept(unit, [
			...['priority', 'section', 'category'].map((field) => ({
				type: 'ticket.field' as const,
				target,
				body: { field, value: field === 'priority' ? 'urgent' : null }
			})),
			{ type: 'ticket.element', target, body: { set: 'tags', element: CANARY, present: true } },
			{
				type: 'ticket.add-task',
				target,
				body: { title: CANARY, order: 1 }
			},
			{
				type: 'ticket.create',
				target: `ticket.${anId()}`,
				body: { team, subject: CANARY, message: { kind: 'public', text: CANARY } }
			},
			{
				type: 'ticket.state',
				target,
				body: { round: 0, status: 'approval', class: 'open', resolution: CANARY }
			}
		]);
		const answers = [
			await call(hannah.cookie, '/requests'),
			await call(hannah.cookie, `/requests/${mine.id}`),
			await call(hannah.cookie, `/requests/${others.id}`),
			await call(hannah.cookie, `/requests/${mine.id}/messages`, {
				body: { change: anId(), text: 'Thank you.' }
			}),
			await ask(hannah.cookie)
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 200]);
		for (const { text } of answers) {
			expect(text).not.toContain(CANARY);
			expect(text).not.toContain(place.mei.id);
			expect(text).not.toContain(team);
			expect(text).not.toMatch(/urgent|approval|"seq"|assignee|tags/);
		}
		const shown = await place.read(mine.id);
		expect(saidIn(shown)).toEqual(['It stands.', 'We look at it.', '', 'Thank you.']);
		expect(shown.messages.map(({ mine: own, name }) => (own ? 'me' : name))).toEqual([
			'me',
			'Mei',
			'Mei',
			'me'
		]);
	});

	it('[PT2] tells a status by its name, and one that is not for them by its class', async () => {
		const mine = await ask(place.hannah.cookie);
		const target = `ticket.${mine.id}` as const;
		const status = async () => (await place.read(mine.id)).status;
		expect(await status()).toEqual({ class: 'open', code: 'new', names: {} });
		await place.byMei('ticket.state', target, { round: 0, status: 'hold', class: 'paused' });
		expect(await status()).toEqual({ class: 'paused', code: null, names: {} });
	});

	it('[PT3] answers another’s request with the bytes of what does not exist', async () => {
		const { hannah, otto, unit, team } = place;
		const others = await ask(otto.cookie);
		const staff = anId();
		await accept(unit, [
			{ type: 'ticket.create', target: `ticket.${staff}`, body: { team, subject: CANARY } }
		]);
		const former = await madeAsStaff();
		const deleted = await ask(hannah.cookie);
		const target = `ticket.${deleted.id}` as const;
		await accept(unit, [{ type: 'ticket.remove', target, body: { reason: CANARY } }]);
		const missing = await call(hannah.cookie, `/requests/${anId()}`);
		expect(missing.status).toBe(404);
		const body = { change: anId(), text: 'Let me in' };
		for (const id of [others.id, staff, former, deleted.id, others.id.toUpperCase(), '__proto__']) {
			expect(await call(hannah.cookie, `/requests/${id}`)).toEqual(missing);
			const said = await call(hannah.cookie, `/requests/${id}/messages`, { body });
			expect(said).toMatchObject({ status: 404, text: missing.text });
		}
		const list = JSON.parse((await call(hannah.cookie, '/requests')).text) as RequestsAnswer;
		const listed = list.requests.map(({ id }) => id);
		for (const id of [others.id, former, deleted.id]) expect(listed).not.toContain(id);
	});

	it('[PT4] opens again what is finished, waiting or merged when its requester writes, once', async () => {
		const { hannah, unit } = place;
		const [mine, into] = [await ask(hannah.cookie), await ask(hannah.cookie)];
		const target = `ticket.${mine.id}` as const;
		const say = (change = anId()) =>
			call(hannah.cookie, `/requests/${mine.id}/messages`, { body: { change, text: 'Still.' } });
		const now = () => unit.world.ticket(target);
		const done = (round: number) => ({
			round,
			status: 'solved',
			class: 'done',
			resolution: 'Fixed'
		});
		await place.byMei('ticket.state', target, { round: 0, status: 'waiting', class: 'paused' });
		await say();
		expect(now()).toMatchObject({ status: 'open', round: 0 });
		await place.byMei('ticket.state', target, done(0));
		const change = anId();
		expect(JSON.parse((await say(change)).text)).toMatchObject({ status: { class: 'open' } });
		expect(now()).toMatchObject({ status: 'open', round: 1, final: false });
		await place.byMei('ticket.state', target, done(1));
		expect((await say(change)).status).toBe(200);
		expect(now()).toMatchObject({ final: true, round: 1 });
		await say();
		await accept(unit, [{ type: 'ticket.merge', target, body: { into: into.id, round: 2 } }]);
		await say();
		expect(now()).toMatchObject({ merged: null, final: false, round: 3 });
	});

	it('[PT4, CA15] opens again what waits in a status that says so, in one that is in use', async () => {
		const { hannah, unit } = place;
		const mine = await ask(hannah.cookie);
		const target = `ticket.${mine.id}` as const;
		const define = (code: string, value: Readonly<Record<string, Json>>) =>
			accept(unit, [
				{ type: 'org.entry', target: `org.${unit.org}`, body: { catalogue: 'status', code, value } }
			]);
		const shape = { names: { en: 'A' }, order: 45, archived: false, color: null, visible: true };
		const paused = { ...shape, class: 'paused', requires: null };
		await define('papers', { ...paused, endsOnReply: true });
		await define('parts', paused);
		await define('open', { ...shape, class: 'open', requires: 'reason' });
		const say = async () => {
			const body = { change: anId(), text: 'Here they are.' };
			await call(hannah.cookie, `/requests/${mine.id}/messages`, { body });
			return unit.world.ticket(target)?.status;
		};
		await place.byMei('ticket.state', target, { round: 0, status: 'parts', class: 'paused' });
		expect(await say()).toBe('parts');
		await place.byMei('ticket.state', target, { round: 0, status: 'papers', class: 'paused' });
		expect(await say()).toBe('in-progress');
		await define('open', { ...shape, class: 'open', requires: null });
	});

	it('[PT5] gives who has an answer already no bytes of it', async () => {
		const { hannah } = place;
		const mine = await ask(hannah.cookie);
		for (const path of ['/requests', `/requests/${mine.id}`]) {
			const { etag } = await call(hannah.cookie, path);
			expect(await call(hannah.cookie, path, { etag })).toEqual({ status: 304, text: '', etag });
		}
		const { etag } = await call(hannah.cookie, `/requests/${mine.id}`);
		await place.byMei('message.add', `ticket.${mine.id}`, { kind: 'note', text: CANARY });
		const path = `/requests/${mine.id}`;
		expect((await call(hannah.cookie, path, { etag })).status).toBe(304);
		await place.byMei('message.add', `ticket.${mine.id}`, { kind: 'public', text: 'Now.' });
		expect((await call(hannah.cookie, path, { etag })).status).toBe(200);
	});

	it('[PT6] says what is wrong with what it does not take, and takes it once it is right', async () => {
		const { hannah, mei } = place;
		for (const more of [{ text: ' \n' }, { subject: '' }, { subject: 'x'.repeat(251) }])
			expect((await ask(hannah.cookie, more)).status).toBe(400);
		expect((await ask(hannah.cookie, { text: 'x'.repeat(10_001) })).status).toBe(400);
		expect((await ask(hannah.cookie, { priority: 'urgent' })).status).toBe(400);
		expect((await ask(mei.cookie)).status).toBe(403);
		const archived = (value: boolean) =>
			accept(place.unit, [
				{ type: 'team.field', target: `team.${place.team}`, body: { field: 'archived', value } }
			]);
		for (const [close, open] of [
			[() => setPortalTeam(place, null), () => setPortalTeam(place, place.team)],
			[() => archived(true), () => archived(false)]
		] as const) {
			await close();
			const closed = await ask(hannah.cookie);
			expect(closed).toMatchObject({ status: 409 });
			expect(closed.text).toContain('portal-closed');
			await open();
			const { id, change } = closed;
			expect((await ask(hannah.cookie, { id, change })).status).toBe(200);
		}
	});

	it('[PT7] gives the list in pages, newest first', async () => {
		const { otto } = place;
		for (let index = 0; index < 31; index += 1)
			await ask(otto.cookie, { subject: `Request ${index}` });
		const page = async (before = '') =>
			JSON.parse((await call(otto.cookie, `/requests${before}`)).text) as RequestsAnswer;
		const first = await page();
		const second = await page(`?before=${first.next ?? ''}`);
		const subjects = [...first.requests, ...second.requests].map(({ subject }) => subject);
		expect(first.requests).toHaveLength(30);
		expect(subjects.slice(0, 31)).toEqual(
			Array.from({ length: 31 }, (_, index) => `Request ${30 - index}`)
		);
		expect(second.next).toBeNull();
	});

	it('[PT13] goes to the team of the unit that it is asked from, whatever a header says', async () => {
		const made = await anOrganisation(test, [{ role: 'requester' }], () => [
			{ name: 'Portal', members: [], supervisors: [] },
			{ name: 'Here', members: [], supervisors: [] },
			{ name: 'There', members: [], supervisors: [] }
		]);
		const [portal = '', here = '', there = ''] = made.teams;
		await setPortalTeam(made, portal);
		const define = (code: string, team: string, networks: string[]) => ({
			type: 'org.entry' as const,
			target: `org.${made.org}` as const,
			body: {
				catalogue: 'unit',
				code,
				value: {
					...{ names: { en: code }, order: 1, archived: false, region: null, calendar: null },
					...{ networks, portalTeam: team }
				}
			}
		});
		const placed = (team: string, value: string) => ({
			type: 'team.field' as const,
			target: `team.${team}` as const,
			body: { field: 'unit', value }
		});
		const ask = async () => {
			const id = anId();
			const body = { id, change: anId(), subject: 'The lift', text: 'It stands.' };
			const response = await fetch(`${test.address}/api/portal/requests`, {
				method: 'POST',
				headers: {
					cookie: made.people[0]?.cookie ?? '',
					origin: test.address,
					'content-type': 'application/json',
					'x-forwarded-for': '198.51.100.7'
				},
				body: JSON.stringify(body)
			});
			expect(response.status).toBe(200);
			return made.unit.world.ticket(`ticket.${id}`)?.team;
		};
		await accept(made.unit, [define('there', there, ['198.51.100.0/24']), placed(there, 'there')]);
		expect(await ask()).toBe(portal);
		await accept(made.unit, [
			define('here', here, ['127.0.0.0/8', '::1/128']),
			placed(here, 'here')
		]);
		expect(await ask()).toBe(here);
	});

	it('[PT6] is still open when the server has been started again', async () => {
		const own = await startServer();
		const made = await anOrganisation(own, [{ role: 'requester' }], () => [
			{ name: 'Desk', members: [], supervisors: [] }
		]);
		await setPortalTeam(made, made.teams[0] ?? null);
		await own.stop();
		const again = await startServer(own.folder);
		const { directory } = again.server.orgs.get(made.org).unit.world;
		expect(directory.portalTeam).toBe(made.teams[0]);
		await again.remove();
	});
});
