import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDeviceId, type EntityRef } from '#lib/domain/ids.ts';
import { DOCUMENT_KINDS, outboxName } from '#lib/protocol/document-names.ts';
import { bodyOf, eventStream } from '../support/event-stream.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { stockClient, until, type TestServer } from '../support/server.ts';
import { startWithRoutes } from './declared-routes.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

/** Stands in every word that only the staff, or another requester, has. */
const CANARY = 'canaryofstaff';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;
let routes: ReadonlySet<string>;

beforeAll(async () => {
	({ test, routes } = await startWithRoutes());
	place = await aPortal(test, CANARY);
});
afterAll(() => test.remove());

const words = (text: string) => ({ names: { en: `${CANARY} ${text}` }, order: 1, archived: false });
const nowhere = { team: null, texts: { en: CANARY } };

/** Everything that the staff defines for itself. */
async function inTheCatalogues(): Promise<void> {
	const entries: readonly [string, object][] = [
		['section', words('section')],
		['category', { ...words('category'), section: null, parent: null }],
		['priority', { ...words('priority'), color: 1, level: 1 }],
		['type', { ...words('type'), hint: { en: CANARY }, approval: false }],
		['template', { ...words('template'), ...nowhere }],
		['status', { ...words('status'), class: 'paused', color: 1, requires: null, visible: false }],
		[
			'field',
			{ ...words('field'), kind: 'text', options: [], teams: [], types: [], required: false }
		],
		['tag', words('tag')],
		['part', { ...words('part'), number: CANARY }],
		['view', { ...words('view'), team: null, query: 'status:open', layout: 'list' }],
		['checklist', { ...words('list'), types: [], items: [{ code: 'one', names: { en: CANARY } }] }],
		['region', words('region')],
		['unit', { ...words('unit'), region: 'c-region', calendar: null, networks: ['10.99.0.0/16'] }]
	];
	await accept(
		place.unit,
		entries.map(([catalogue, value]) => ({
			type: 'org.entry' as const,
			target: `org.${place.org}` as const,
			body: { catalogue, code: `c-${catalogue}`, value: { ...value } }
		}))
	);
}

/** Fills every field of the staff in a request, and its surroundings. */
async function everythingOfTheStaff(request: string): Promise<readonly string[]> {
	const { byMei, ask, otto, unit, team, ada, mei } = place;
	const target: EntityRef = `ticket.${request}`;
	const others = await ask({ subject: CANARY, text: CANARY }, otto.cookie);
	const [staff, talk] = [anId(), anId()];
	await accept(unit, [
		{
			type: 'ticket.create',
			target: `ticket.${staff}`,
			body: { team, subject: CANARY, message: { kind: 'public', text: CANARY } }
		},
		{
			type: 'channel.create',
			target: `channel.${talk}`,
			body: { kind: 'channel', name: CANARY, members: [mei.id, ada.id] }
		},
		{ type: 'message.add', target: `channel.${talk}`, body: { kind: 'public', text: CANARY } },
		{
			type: 'person.field',
			target: `person.${mei.id}`,
			body: { field: 'email', value: `mei@${CANARY}.example` }
		},
		{
			type: 'org.field',
			target: `org.${place.org}`,
			body: { field: 'signUpDomains', value: [`${CANARY}.example`] }
		}
	]);
	const known = await aboutThem(request);
	await byMei('ticket.ask-issue', target, { system: 'erpnext' });
	const record = { name: CANARY, status: CANARY, customer: { name: CANARY }, asOfMs: 1 };
	await accept(unit, [{ type: 'ticket.issue', target, body: { record } }]);
	await byMei('message.add', target, { kind: 'note', text: CANARY, mentions: [mei.id] });
	const wrong = await byMei('message.add', target, { kind: 'public', text: CANARY });
	await byMei('message.retract', target, { message: wrong, retracted: true });
	const set = (field: string, value: string | number | boolean) =>
		byMei('ticket.field', target, { field, value });
	for (const code of ['section', 'category', 'priority', 'type']) await set(code, `c-${code}`);
	await set('due', 4_102_444_800_123);
	await byMei('ticket.custom', target, { field: 'c-field', value: CANARY });
	for (const [name, element] of [
		['tags', CANARY],
		['collaborators', ada.id],
		['followers', ada.id],
		['links', `relates:${staff}`]
	])
		await byMei('ticket.element', target, { set: name, element, present: true });
	const task = await byMei('ticket.add-task', target, { title: CANARY, order: 1 });
	await byMei('ticket.task', target, { task, field: 'blocked', value: CANARY });
	await byMei('ticket.task', target, { task, field: 'done', value: true });
	await onSite(request);
	const inAnHour = { at: Date.now() + 3_600_000, kind: 'remind', person: mei.id };
	await byMei('ticket.add-follow-up', target, { ...inAnHour, words: CANARY, round: 0 });
	const articles = await inArticles();
	const state = { round: 0, status: 'c-status', class: 'paused' };
	await byMei('ticket.state', target, state);
	await byMei('ticket.state', target, {
		round: 0,
		status: 'solved',
		class: 'done',
		resolution: CANARY
	});
	await byMei('message.add', target, { kind: 'public', text: 'It moves again.' });
	const people = [place.hannah, otto, mei, ada].map(({ id }) => id);
	const talks = [request, others.id, staff, talk, wrong, task, known];
	return [...talks, team, place.org, ...articles, ...people];
}

/** A visit that is planned and done. */
async function onSite(request: string): Promise<void> {
	const { byMei, mei } = place;
	const target: EntityRef = `ticket.${request}`;
	const from = Date.now() + 86_400_000;
	const visit = await byMei('ticket.add-visit', target, {
		window: { from, to: from + 3_600_000 },
		technician: mei.id,
		...{ address: CANARY, phone: CANARY, hint: CANARY }
	});
	const signed = { name: CANARY, message: null };
	const state = { state: 'could-not', reason: CANARY };
	await byMei('ticket.visit', target, { visit, field: 'signed', value: signed });
	await byMei('ticket.visit', target, { visit, field: 'state', value: state });
	const value = { code: null, name: CANARY, quantity: 1 };
	await byMei('ticket.visit-item', target, { visit, list: 'parts', item: anId(), value });
}

/** One article for the staff, and one for everybody that is not published. */
async function inArticles(): Promise<readonly string[]> {
	const [inner, draft] = [anId(), anId()];
	const body = { title: CANARY, body: CANARY, language: 'en' };
	await accept(place.unit, [
		{ type: 'article.create', target: `article.${inner}`, body: { ...body, visibility: 'staff' } },
		{ type: 'article.create', target: `article.${draft}`, body: { ...body, visibility: 'public' } },
		{
			type: 'article.field',
			target: `article.${inner}`,
			body: { field: 'stage', value: 'published' }
		}
	]);
	return [inner, draft];
}

/** What the staff notes of whoever asked, in the document that is about them alone. */
async function aboutThem(request: string): Promise<string> {
	const { byMei, unit } = place;
	const known = unit.world.contactOf(`ticket.${request}`) ?? '';
	const target: EntityRef = `contact.${known}`;
	const note = await byMei('message.add', target, { kind: 'note', text: CANARY });
	await byMei('message.edit', target, { message: note, text: `${CANARY} of them` });
	await byMei('contact.element', target, { set: 'tags', element: CANARY, present: true });
	await byMei('contact.field', target, { field: 'phone', value: CANARY });
	return known;
}

/** Every route with every id in every place, as whoever bears this cookie. */
async function everyAnswer(ids: readonly string[], cookie: string): Promise<string> {
	const texts: string[] = [];
	const ask = async (method: string, path: string) => {
		const hasBody = method !== 'GET' && method !== 'DELETE';
		const response = await fetch(test.address + path, {
			method,
			headers: {
				cookie,
				origin: test.address,
				...(hasBody && { 'content-type': 'application/json' })
			},
			...(hasBody && { body: '{}' })
		});
		texts.push(await bodyOf(response), JSON.stringify([...response.headers]));
	};
	for (const route of routes) {
		const [method = 'GET', url = ''] = route.split(' ');
		if (/sign-out|end-others/.test(url)) continue;
		const all = url.includes(':') ? ids : [''];
		for (const id of all) {
			const thread = url.includes(':ref') ? ['ticket', 'channel', 'contact'] : [''];
			for (const kind of thread)
				await ask(method, url.replace(':ref', `${kind}.${id}`).replace(/:\w+/g, id));
		}
	}
	return texts.join('\n');
}

async function everyDocument(ids: readonly string[]): Promise<MuxClient> {
	const client = await muxClient(test, place.hannah);
	const device = newDeviceId((bytes) => crypto.getRandomValues(bytes));
	await client.hello(device);
	const names = ids.flatMap((id) => DOCUMENT_KINDS.map((kind) => `${kind}.${id}`));
	const channels = names.map((name) => client.open(name));
	channels.push(client.open(outboxName(device, 0)));
	await until(() => channels.every(({ isSynced, closed }) => isSynced || closed !== undefined));
	return client;
}

describe('a requester [PT2, AC5]', () => {
	it('receives not a byte of the staff’s, by any route, socket or document', async () => {
		const { ask, hannah, read } = place;
		await inTheCatalogues();
		const { id } = await ask();
		const line = await eventStream(test, hannah);
		const ids = await everythingOfTheStaff(id);
		const client = await everyDocument(ids);
		const stock = stockClient(test, hannah, `ticket.${id}`);
		await until(() => stock.closes.length > 0);
		await place.byMei('message.add', `ticket.${id}`, { kind: 'note', text: `${CANARY} again` });
		const answers = await everyAnswer(ids, hannah.cookie);
		expect(answers).toContain('It moves again.');
		client.control({ type: 'ping', sentMs: 1 });
		await until(() => client.controls.some(({ type }) => type === 'pong'));
		const socket = Buffer.concat(client.received).toString('latin1');
		expect(stock.doc.share.size).toBe(0);
		expect(line.events()).toContain(`news ${id}`);
		for (const text of [answers, socket, line.text()]) {
			expect(text).not.toContain(CANARY);
			expect(text).not.toContain('4102444800123');
		}
		// Of colleagues there are names only, and no place where they work.
		const shown = JSON.stringify(await read(id));
		for (const secret of [
			place.mei.id,
			place.ada.id,
			place.team,
			'c-status',
			'c-priority',
			'10.99.'
		])
			expect(shown).not.toContain(secret);
		expect(shown).toContain('"name":"Mei"');
		client.end();
		await line.close();
		stock.destroy();
		expect(test.errors).toEqual([]);
	});

	it('would be found out if one did: the staff receives them', async () => {
		const mine = await everyAnswer([(await place.ask()).id], place.mei.cookie);
		expect(mine).toContain(CANARY);
	});
});
