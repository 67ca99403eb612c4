import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestAnswer } from '#lib/protocol/portal.ts';
import { eventsBetween } from '../../sync-server/channels/portal/events.ts';
import { eventStream } from '../support/event-stream.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canaryofstaff';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;

beforeAll(async () => {
	test = await startServer();
	place = await aPortal(test, CANARY);
});
afterAll(() => test.remove());

function define(catalogue: string, code: string, value: object) {
	const body = { catalogue, code, value: { names: {}, order: 1, archived: false, ...value } };
	return accept(place.unit, [{ type: 'org.entry', target: `org.${place.org}`, body }]);
}
const tell = (code: string, texts: Readonly<Record<string, string>> = {}, on = true) =>
	define('event', code, { on, texts });

const happened = ({ events }: RequestAnswer) => events.map(({ what }) => what);

describe('what happened to a request [PT17, CA11]', () => {
	it('is told to its requester, in its order, once', async () => {
		const { ask, read, byMei } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		const state = (status: string, statusClass: string, more: object = {}) =>
			byMei('ticket.state', target, { round: 0, status, class: statusClass, ...more });
		await byMei('ticket.take', target, { expected: null });
		await state('in-progress', 'open');
		await byMei('ticket.field', target, { field: 'assignee', value: place.ada.id });
		await state('solved', 'done', { resolution: CANARY });
		await state('closed', 'done', { reason: CANARY });
		await byMei('ticket.state', target, { round: 1, status: 'open', class: 'open' });
		const answer = await read(id);
		expect(happened(answer)).toEqual([
			'received',
			'taken',
			'status',
			'solved',
			'closed',
			'reopened'
		]);
		expect(answer.events[2]?.status).toMatchObject({ code: 'in-progress', class: 'open' });
		expect(answer.events.map(({ agent }) => agent)).toEqual(Array(6).fill(null));
		expect(answer.words).toEqual({});
		expect(JSON.stringify(answer)).not.toContain(CANARY);
	});

	it('[TK25] says once that it was taken and so begun with, or its status where only that is told', async () => {
		const { ask, read, byMei } = place;
		const { id } = await ask();
		const { world } = place.unit;
		const was = world.ticket(`ticket.${id}`);
		await byMei('ticket.take', `ticket.${id}`, { expected: null, begins: 0 });
		const [answer, is] = [await read(id), world.ticket(`ticket.${id}`)];
		expect(happened(answer)).toEqual(['received', 'taken']);
		// By mail, too.
		expect(was && is && eventsBetween(world, was, is)).toEqual(['taken']);
		expect(answer.status).toMatchObject({ code: 'in-progress' });
		await tell('taken', {}, false);
		expect(happened(await read(id))).toEqual(['received', 'status']);
		await tell('taken');
	});

	it('is not told of what only the staff sees: an approval, notes, sub-tasks, teams', async () => {
		const { ask, read, byMei } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		const staff = await anotherTeam();
		await byMei('ticket.state', target, {
			round: 0,
			status: 'approval',
			class: 'open',
			resolution: CANARY
		});
		await byMei('ticket.field', target, { field: 'priority', value: 'urgent' });
		await byMei('message.add', target, { kind: 'note', text: CANARY });
		const task = await byMei('ticket.add-task', target, { title: CANARY, order: 1 });
		await byMei('ticket.task', target, { task, field: 'done', value: true });
		const before = await read(id);
		expect(happened(before)).toEqual(['received']);
		await byMei('ticket.transfer', target, { team: staff });
		expect(await read(id)).toEqual(before);
	});

	it('follows what administrators lay down: which, and in which words', async () => {
		const { ask, read, byMei, hannah } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		const texts = { en: 'Now with {{agent}}.', de: 'Jetzt bei {{agent}}.' };
		await tell('taken', texts);
		await tell('received', {}, false);
		const line = await eventStream(test, hannah);
		await byMei('ticket.take', target, { expected: null });
		await until(() => line.events().includes(`news ${id}`));
		const told = await read(id);
		expect(told.events).toMatchObject([{ what: 'taken', agent: 'Mei' }]);
		expect(told.words).toEqual({ taken: texts });
		await tell('taken', { en: 'In good hands.' });
		expect(await read(id)).toMatchObject({
			events: [{ what: 'taken', agent: null }],
			words: { taken: { en: 'In good hands.' } }
		});
		await tell('taken', {}, false);
		await tell('status', {}, false);
		expect((await read(id)).events).toEqual([]);
		// Who takes it is nothing that is told any more: not even that something happened.
		const heard = line.events().length;
		const other = await ask();
		await byMei('ticket.take', `ticket.${other.id}`, { expected: null });
		await byMei('message.add', `ticket.${other.id}`, { kind: 'public', text: 'Hello' });
		await until(() => line.events().length > heard + 1);
		expect(line.events().slice(heard)).toEqual([`news ${other.id}`, `news ${other.id}`]);
		await line.close();
		for (const code of ['taken', 'received', 'status']) await tell(code);
	});

	it('[PT18] leaves out what lost against something else', async () => {
		const { ask, read, byMei, unit, mei } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		const early = unit.nextStamp();
		const body = { round: 0, status: 'solved', class: 'done', resolution: 'It runs.' };
		await byMei('ticket.state', target, body);
		// Made before, without having seen the end, and handed in after it.
		const late = {
			id: anId(),
			v: 2,
			type: 'ticket.state',
			target,
			saw: [],
			at: early,
			body: { round: 0, status: 'waiting', class: 'paused' }
		};
		const sender = { author: mei.id, device: '', revoked: false };
		await unit.submit({ sender, entries: [late] });
		const told = await read(id);
		expect(told.status.code).toBe('solved');
		expect(happened(told).at(-1)).toBe('solved');
	});
});

describe('a requester’s language [PT19]', () => {
	const texts = { en: 'We have it, {{requester}}.', de: 'Wir haben es, {{requester}}.' };
	const reply = (value: unknown) =>
		define('rule', 'thanks', {
			names: { en: 'Thanks' },
			on: true,
			when: { on: 'created', value: 'customer' },
			query: '',
			actions: [{ do: 'reply', value }],
			stop: false
		});
	async function answered(more: object): Promise<string | undefined> {
		const { id } = await place.ask(more);
		let said: RequestAnswer | undefined;
		for (let tries = 0; tries < 1_000 && said?.messages.length !== 2; tries += 1)
			said = await place.read(id);
		return said?.messages[1]?.text;
	}

	it('[AU12] is the one in which a rule answers', async () => {
		await reply(texts);
		expect(await answered({})).toBe('We have it, Hannah.');
		expect(await answered({ language: 'de' })).toBe('Wir haben es, Hannah.');
		// It is theirs from now on; what has no words in it is said in English.
		expect(await answered({})).toBe('Wir haben es, Hannah.');
		expect(await answered({ language: 'ar' })).toBe('We have it, Hannah.');
		await reply('For all: {{requester}}');
		expect(await answered({ language: 'de' })).toBe('For all: Hannah');
	});

	it('is a language, and no other text', async () => {
		const { ask, unit, hannah } = place;
		for (const language of ['German', '<b>', 'x'.repeat(100)])
			expect((await ask({ language })).status).toBe(400);
		const known = unit.world.entities.get(`user.${hannah.id}`).head['prefs/language']?.[0];
		expect(known).toBe('de');
	});
});

async function anotherTeam(): Promise<string> {
	const [id, { unit, mei }] = [anId(), place];
	const target = `team.${id}` as const;
	await accept(unit, [
		{ type: 'team.create', target, body: { name: CANARY, color: 1 } },
		{
			type: 'team.element',
			target,
			body: { set: 'members', element: mei.id, present: true }
		}
	]);
	return id;
}
