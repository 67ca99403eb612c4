import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { readConfig } from '../../sync-server/config.ts';
import { createServer, realSurroundings } from '../../sync-server/server.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom, temporaryFolder } from '../support/org.ts';
import { anOrganisation, signIn, startServer, until, type TestServer } from '../support/server.ts';

const PEOPLE = 8;
let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
const clients: MuxClient[] = [];
const random = seededRandom(11);

beforeAll(async () => {
	test = await startServer();
	const roles = Array.from({ length: PEOPLE }, () => ({ role: 'agent' }));
	desk = await anOrganisation(test, roles, (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
});
afterAll(async () => {
	for (const client of clients) client.end();
	await test.remove();
});

const person = (index: number) => desk.people[index] ?? { id: '', org: '', cookie: '' };
const aDevice = (who: number) => new PaperDevice(person(who).id, random, Date.now);

async function greeted(who: number, device = aDevice(who)): Promise<MuxClient> {
	const client = await muxClient(test, person(who));
	clients.push(client);
	await client.hello(device.device);
	return client;
}

/** Somebody else's change is settled. */
async function expectServed(who = 0): Promise<void> {
	const device = aDevice(who);
	const client = await greeted(who, device);
	const create = device.change('ticket.create', `ticket.${device.newId()}`, {
		team: desk.teams[0] as TeamId,
		subject: 'Honest'
	});
	await client.deliver(device.device, [create]);
	expect(desk.unit.world.ticket(create.target)).toBeDefined();
	expect(test.errors).toEqual([]);
	client.end();
}

/** Sends on all these connections in turn until one of them is cut off. */
async function sendUntilCut(
	tabs: readonly MuxClient[],
	say: (tab: MuxClient, round: number) => void,
	limit: number
): Promise<number> {
	for (let round = 0; round < limit; round += 1) {
		const tab = tabs[round % tabs.length];
		if (tabs.some(({ closed }) => closed !== undefined)) return round;
		if (tab !== undefined) say(tab, round);
		if (round % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
	}
	await until(() => tabs.some(({ closed }) => closed !== undefined));
	return limit;
}

const codes = (tabs: readonly MuxClient[]) =>
	tabs.flatMap(({ closed }) => (closed === undefined ? [] : [closed.code]));

describe('somebody with a login who sends too much', () => {
	it('[SO14] by several sockets is cut off, and nobody else', async () => {
		const tabs = await Promise.all([greeted(1), greeted(1), greeted(1)]);
		const documents = Array.from({ length: LIMITS.holdingsPerMessage }, () => ({
			name: `ticket.${'0'.repeat(26)}.1`,
			rev: 1
		}));
		await sendUntilCut(tabs, (tab) => tab.control({ type: 'holds', documents }), 150);
		expect(new Set(codes(tabs))).toEqual(new Set([CLOSE.limit]));
		await expectServed();
	});

	it('[SO14, PL9] of what is no change is cut off before it has filled the log', async () => {
		const device = aDevice(2);
		const tab = await greeted(2, device);
		const outboxes = await Promise.all(
			Array.from({ length: 12 }, (_, index) => tab.read(outboxName(device.device, index)))
		);
		const before = [...desk.unit.store.log()].length;
		for (const [index, outbox] of outboxes.entries())
			tab.append(outbox, ...Array.from({ length: 1_000 }, (_, entry) => `${index}/${entry}`));
		expect((await tab.ended()).code).toBe(CLOSE.limit);
		await until(() => desk.unit.backlog === 0);
		expect([...desk.unit.store.log()].length - before).toBeLessThanOrEqual(8_000);
		await expectServed();
	}, 60_000);

	it('[SO7] of pings is cut off, also where they are ones of the transport', async () => {
		const tab = await greeted(3);
		tab.socket.pause();
		const send = () => {
			for (let count = 0; count < 2_000; count += 1) tab.socket.ping();
		};
		for (let round = 0; round < 200 && tab.closed === undefined; round += 1) {
			send();
			await new Promise((resolve) => setImmediate(resolve));
		}
		tab.socket.resume();
		await tab.ended();
		await expectServed();
	});

	it('[SO15] opens so many sockets and no more, from all their devices together', async () => {
		const founded = desk.founded[4] ?? { id: '', userName: '' };
		const cookies = await Promise.all(
			['a', 'b', 'c'].map(() => signIn(test.server, desk.org, founded))
		);
		const many: MuxClient[] = [];
		// All at once: whoever says no hello for long is closed for that.
		for (const cookie of cookies)
			many.push(...(await Promise.all(Array.from({ length: 45 }, () => muxClient(test, cookie)))));
		clients.push(...many);
		await until(() => codes(many).length >= 7);
		expect(codes(many)).toEqual(Array.from({ length: 7 }, () => CLOSE.limit));
		for (const client of many) client.end();
		await expectServed();
	});

	it('[SO15] hears what happens in a document three times a socket and no more', async () => {
		const tab = await greeted(5);
		const channels = Array.from({ length: 5 }, () => tab.open(`team.${desk.teams[0]}`, false));
		await until(() => channels.filter(({ closed }) => closed !== undefined).length === 2);
		expect(channels.map(({ closed }) => closed?.code)).toEqual([
			undefined,
			undefined,
			undefined,
			CLOSE.full,
			CLOSE.full
		]);
		expect(tab.closed).toBeUndefined();
	});

	it('[SO16] says hello once, and cannot claim device after device', async () => {
		const tab = await greeted(6);
		const another = aDevice(6);
		await tab.hello(another.device);
		expect((await tab.ended()).code).toBe(CLOSE.badFrame);
		expect(desk.unit.store.deviceOwner(another.device)).toBeUndefined();
	});
});

describe('a request for a socket that is refused', () => {
	/** Knocks on the bare connection and never hangs up. */
	function knock(address: string, path: string, origin: string) {
		const { hostname, port } = new URL(address);
		const heard = { text: '', isOver: false };
		const socket = connectTcp({ host: hostname, port: Number(port), allowHalfOpen: true });
		socket.on('data', (data) => (heard.text += data.toString()));
		let talking: NodeJS.Timeout | undefined;
		socket.on('close', () => {
			heard.isOver = true;
			clearInterval(talking);
		});
		socket.on('end', () => (talking = setInterval(() => socket.write('still here'), 10)));
		socket.on('error', () => undefined);
		socket.write(
			`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\n` +
				'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
				'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
		);
		return { socket, heard };
	}

	it.each([
		['/sync', 'https://elsewhere.example', 403],
		['/elsewhere', '', 403],
		['/sync/%', '', 400]
	])('[SO17] for %s from %j gets %i with all headers, and is hung up on', async (...row) => {
		const [path, origin, status] = row;
		const { socket, heard } = knock(test.address, path, origin || test.address);
		await until(() => heard.isOver);
		expect(heard.text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
		expect(heard.text).toContain('x-content-type-options: nosniff');
		expect(heard.text).toContain("content-security-policy: default-src 'none'");
		socket.destroy();
	});

	it('[SO17] gets 429 from an address that asks too often', async () => {
		const folder = temporaryFolder();
		const settings = { DATA_DIR: folder.path, PORT: '0', HOST: '127.0.0.1' };
		const server = createServer(
			readConfig({ ...settings, OFFHOOK_REQUESTS_PER_MINUTE: '10' }),
			realSurroundings(() => undefined)
		);
		const address = await server.listen();
		const knocks = Array.from({ length: 12 }, () => knock(address, '/elsewhere', address));
		await until(() => knocks.every(({ heard }) => heard.isOver));
		const refused = knocks.filter(({ heard }) => heard.text.startsWith('HTTP/1.1 429'));
		expect(refused).toHaveLength(2);
		await server.close();
		folder.remove();
	});
});
