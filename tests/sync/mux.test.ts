import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { newDeviceId } from '#lib/domain/ids.ts';
import { readContent } from '#lib/documents/records.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { anOrganisation, signIn, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
const clients: MuxClient[] = [];

beforeAll(async () => {
	test = await startServer();
	desk = await anOrganisation(
		test,
		[{ role: 'agent' }, { role: 'agent' }, { role: 'requester' }],
		([a = '', b = '']) => [
			{ name: 'One', members: [a], supervisors: [] },
			{ name: 'Two', members: [b], supervisors: [] }
		]
	);
});
afterAll(async () => {
	for (const client of clients) client.end();
	await test.remove();
});

const person = (index: number) => desk.people[index] ?? { id: '', org: '', cookie: '' };
const aDevice = () => newDeviceId((bytes) => crypto.getRandomValues(bytes));
async function connect(index = 0): Promise<MuxClient> {
	const client = await muxClient(test, person(index));
	clients.push(client);
	return client;
}
async function greeted(index = 0, device = aDevice()) {
	const client = await connect(index);
	await client.hello(device);
	return { client, device };
}
/** A raw request for a socket: the status of the answer, or the code of the close. */
async function knock(headers: Record<string, string>, path = '/sync'): Promise<number> {
	const socket = new WebSocket(test.socketUrl + path, { headers });
	let answer: number | undefined;
	socket.on('unexpected-response', (_request, response) => (answer = response.statusCode));
	socket.on('error', () => (answer ??= -1));
	socket.on('close', (code) => (answer ??= code));
	await until(() => answer !== undefined);
	socket.terminate();
	return answer ?? 0;
}

const BAD_FRAMES: readonly [string, (client: MuxClient) => void][] = [
	['bytes that are no frame', (client) => client.raw(new Uint8Array([255, 255, 255]))],
	['nothing', (client) => client.raw(new Uint8Array())],
	['an operation that does not exist', (client) => client.raw(new Uint8Array([1, 9]))],
	[
		'what only the server says',
		(client) => client.send({ op: 'opened', channel: 1, generation: 1, rev: 1 })
	],
	['control that is not JSON', (client) => client.send({ op: 'control', text: '{' })],
	['control of no known type', (client) => client.control({ type: '__proto__' })],
	[
		'a key nobody knows, long in every script',
		(client) => client.control({ type: 'ping', sentMs: 1, ['键'.repeat(400)]: 1 })
	],
	[
		'more holdings than fit',
		(client) =>
			client.control({
				type: 'holds',
				documents: Array.from({ length: LIMITS.holdingsPerMessage + 1 }, () => ({
					name: 'abc',
					rev: 1
				}))
			})
	]
];

describe('the socket of a tab', () => {
	it('[SO1] begins with hello, which tells who it is and how late', async () => {
		const { client } = await greeted();
		const { id, org } = person(0);
		expect(client.welcome).toMatchObject({ org, person: id, mode: 'normal', sentMs: 1 });
		client.control({ type: 'ping', sentMs: 77 });
		await until(() => client.controls.some(({ type }) => type === 'pong'));
		expect(client.controls.at(-1)).toMatchObject({ type: 'pong', sentMs: 77 });
	});

	it.each([
		['opening', (client: MuxClient) => client.open(`team.${desk.teams[0]}`, false)],
		['naming holdings', (client: MuxClient) => client.control({ type: 'holds', documents: [] })],
		['ping', (client: MuxClient) => client.control({ type: 'ping', sentMs: 1 })]
	])('[SO1] is closed when it begins with %s', async (_what, speak) => {
		const client = await connect();
		speak(client);
		expect((await client.ended()).code).toBe(CLOSE.badFrame);
	});

	it.each(BAD_FRAMES)('[SO2] is closed for %s, and the server stays', async (_what, speak) => {
		const { client } = await greeted();
		speak(client);
		expect((await client.ended()).code).toBe(CLOSE.badFrame);
		expect((await greeted()).client.welcome).toBeDefined();
		expect(test.errors).toEqual([]);
	});

	it('[SO3] says hello for no device of somebody else, and opens no outbox but its own', async () => {
		const { client: mine, device } = await greeted(0);
		const thief = await connect(1);
		await thief.hello(device);
		expect(thief.closed?.code).toBe(CLOSE.foreignDevice);
		const { client: other } = await greeted(1);
		for (const name of [outboxName(device, 0), outboxName(aDevice(), 0)])
			expect((await other.read(name)).closed?.code).toBe(CLOSE.forbidden);
		expect((await mine.read(outboxName(device, 0))).closed).toBeUndefined();
	});

	it('[SO4] is told of each document it holds: keep, replace or erase', async () => {
		const { client } = await greeted();
		const [mine, foreign] = desk.teams.map((id) => `team.${id}`);
		const generation = desk.unit.projector.head(`${mine}`)?.generation ?? 0;
		const names = {
			keep: [
				`${mine}.${generation}`,
				outboxName(aDevice(), 3),
				`user.${person(0).id}.${desk.unit.projector.head(`user.${person(0).id}`)?.generation}`
			],
			replace: [`${mine}.${generation - 1}`],
			erase: [`${foreign}.1`, `user.${person(1).id}.1`, `ticket.${person(0).id}.1`]
		};
		const documents = Object.values(names)
			.flat()
			.map((name) => ({ name, rev: 1 }));
		client.control({ type: 'holds', documents });
		await until(() => client.holdings.length > 0);
		expect(client.holdings[0]).toEqual({ type: 'holdings', ...names });
	});

	it('[SO5] opens a document by its bare name or its generation, and by no older one', async () => {
		const { client } = await greeted();
		const name = `team.${desk.teams[0]}`;
		const generation = desk.unit.projector.head(name)?.generation ?? 0;
		expect((await client.read(name)).opened).toMatchObject({ generation });
		expect((await client.read(`${name}.${generation}`)).opened).toBeDefined();
		expect((await client.read(`${name}.${generation - 1}`)).closed?.code).toBe(CLOSE.replaced);
	});

	it.each([
		['a name that is none', 'no-such-kind.abc', CLOSE.unknownDocument],
		['no name', '', CLOSE.unknownDocument],
		['a name with a space', ' user.x', CLOSE.unknownDocument],
		['a document that is not there', `ticket.${'0'.repeat(26)}`, CLOSE.forbidden]
	])('[SO5] opens not %s', async (_what, name, code) => {
		const { client } = await greeted();
		const channel = await client.read(name);
		expect(channel.closed?.code).toBe(code);
		expect(readContent(channel.doc)).toEqual({});
	});

	it('[SO6] holds so many documents and no more, each channel once', async () => {
		const { client, device } = await greeted();
		const all = Array.from({ length: LIMITS.documentsPerSocket }, (_, number) =>
			client.open(outboxName(device, number), false)
		);
		await until(() => all.every(({ opened }) => opened !== undefined));
		expect((await client.read(`user.${person(0).id}`)).closed?.code).toBe(CLOSE.full);
		expect(client.closed).toBeUndefined();
	});

	it('[SO7] is cut off when it sends too much at once, and may come back', async () => {
		const { client } = await greeted();
		for (let count = 0; count < 6_000; count += 1) client.control({ type: 'ping', sentMs: 1 });
		expect((await client.ended()).code).toBe(CLOSE.limit);
		expect((await greeted()).client.welcome).toBeDefined();
	});

	it('[SO7] is cut off for a message that is too large or comes in too many pieces', async () => {
		const { client } = await greeted();
		client.raw(new Uint8Array(LIMITS.messageBytes * 2));
		expect((await client.ended()).code).toBe(1009);
		const { client: other } = await greeted();
		for (let count = 0; count < 1_100; count += 1)
			other.socket.send(new Uint8Array([1]), { fin: false });
		await other.ended();
		expect((await greeted()).client.welcome).toBeDefined();
	});

	it('[SO7] holds for a stock client, too', async () => {
		const client = await muxClient(test, person(0), `/sync/user.${person(0).id}`);
		clients.push(client);
		for (let count = 0; count < 6_000; count += 1) client.raw(new Uint8Array([3]));
		expect((await client.ended()).code).toBe(CLOSE.limit);
	});

	it('[SO8] has so many siblings and no more', async () => {
		const me = await signIn(test.server, desk.org, desk.founded[0] ?? { id: '', userName: '' });
		const many = await Promise.all(Array.from({ length: 65 }, () => muxClient(test, me)));
		clients.push(...many);
		await until(() => many.some(({ closed }) => closed !== undefined));
		expect(many.filter(({ closed }) => closed !== undefined)).toHaveLength(1);
		expect(many.find(({ closed }) => closed !== undefined)?.closed?.code).toBe(CLOSE.limit);
		for (const client of many) client.end();
	});

	it('[SO9] is opened by a page of this server only, and by somebody who is signed in', async () => {
		const { cookie } = person(0);
		const origin = test.address;
		expect(await knock({ cookie, origin: 'https://elsewhere.example' })).toBe(403);
		expect(await knock({ cookie, origin: 'null' })).toBe(403);
		expect(await knock({ cookie })).toBe(403);
		expect(await knock({ cookie, origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
		expect(await knock({ cookie, origin }, '/elsewhere')).toBe(403);
		expect(await knock({ cookie, origin }, '/sync/a/b')).toBe(403);
		expect(await knock({ origin })).toBe(CLOSE.signedOut);
		expect(await knock({ origin, cookie: 'offhook_session=guess' })).toBe(CLOSE.signedOut);
		expect(await knock({ origin, cookie: '%' })).toBe(CLOSE.signedOut);
		expect(await knock({ cookie, origin }, '/sync/%')).toBe(400);
		expect((await greeted()).client.welcome).toBeDefined();
	});

	it('[SO10] hears that the server is going down', async () => {
		const other = await startServer();
		const place = await anOrganisation(other, [{ role: 'agent' }], () => []);
		const client = await muxClient(other, place.people[0] ?? { cookie: '' });
		await client.hello(aDevice());
		await other.remove();
		expect((await client.ended()).code).toBe(CLOSE.restarting);
	});
});
