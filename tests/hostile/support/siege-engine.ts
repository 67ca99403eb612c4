// A process of its own that attacks a running server for a while, comes back when it is cut off, and
// prints how its sockets were closed. Usage: node siege-engine.ts <orders as JSON>
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { newDeviceId } from '#lib/domain/ids.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { LIMITS, PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';
import { WebSocket } from 'ws';
import {
	writeAwareness,
	writeStep1,
	writeUpdate
} from '../../../sync-server/socket/sync-messages.ts';
import { PaperDevice } from '../../support/org.ts';
import { POISON } from './poison.ts';

export interface Orders {
	readonly attack: string;
	readonly address: string;
	readonly cookie: string;
	readonly person: string;
	readonly team: string;
	readonly ticket: string;
	readonly forMs: number;
}

/** One hostile socket. */
interface Ram {
	readonly socket: WebSocket;
	readonly device: string;
	send(frame: MuxFrame): void;
	control(message: unknown): void;
}
type Attack = (ram: Ram, round: number) => void;

const orders: Orders = JSON.parse(process.argv[2] ?? '{}');
const random = {
	next: Math.random,
	bytes: (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into)
};
const closes: Record<string, number> = {};
const endMs = Date.now() + orders.forMs;
const isOver = () => Date.now() > endMs;
// The machine may have few cores: the attacked and those who measure come first.
setPriority(15);

const holdings = Array.from({ length: LIMITS.holdingsPerMessage }, () => ({
	name: `ticket.${'0'.repeat(26)}.1`,
	rev: 1
}));
/** An update that appends these entries as a new client. */
function appended(entries: readonly unknown[]): Uint8Array {
	const doc = new Y.Doc();
	doc.getArray('changes').push([...entries]);
	return Y.encodeStateAsUpdate(doc);
}
const intoOutbox = (make: (ram: Ram) => readonly unknown[], cached?: Uint8Array): Attack => {
	return (ram, round) => {
		const channel = round + 1;
		ram.send({ op: 'open', channel, name: outboxName(ram.device, round) });
		const bytes = writeUpdate(cached ?? appended(make(ram)));
		ram.send({ op: 'data', channel, bytes });
		ram.send({ op: 'close', channel, code: 1000, reason: '' });
	};
};
function changesOf(ram: Ram, count: number, target: () => string): unknown[] {
	const paper = new PaperDevice(orders.person, random, Date.now);
	return Array.from({ length: count }, () => {
		const body = { kind: 'note', text: 'x'.repeat(200) } as const;
		const change = paper.change('message.add', target() as never, body);
		return { ...change, at: change.at.replace(paper.device, ram.device) };
	});
}
const anId = () => new PaperDevice('', random, Date.now).newId();
const poison = Object.values(POISON).map((make) => writeUpdate(make({ writer: 1, clock: 1 })));

const ATTACKS: Readonly<Record<string, Attack>> = {
	pings: (ram) => {
		for (let count = 0; count < 200; count += 1) ram.control({ type: 'ping', sentMs: 1 });
	},
	'pings of the transport': ({ socket }) => {
		for (let count = 0; count < 500; count += 1) socket.ping('x'.repeat(100));
	},
	'holdings by the thousand': (ram) => ram.control({ type: 'holds', documents: holdings }),
	'entries that are no changes': intoOutbox(
		() => [],
		appended(Array.from({ length: 1_000 }, (_, index) => ({ junk: index })))
	),
	'true changes by the thousand': intoOutbox((ram) =>
		changesOf(ram, 200, () => `ticket.${orders.ticket}`)
	),
	'changes to what does not exist': intoOutbox((ram) =>
		changesOf(ram, 200, () => `ticket.${anId()}`)
	),
	'the whole team again and again, unread': (ram, round) => {
		ram.socket.pause();
		if (round === 0) ram.send({ op: 'open', channel: 1, name: `team.${orders.team}` });
		for (let count = 0; count < 20; count += 1)
			ram.send({ op: 'data', channel: 1, bytes: writeStep1(new Uint8Array([0])) });
	},
	'opening and closing': (ram, round) => {
		for (let count = 0; count < 50; count += 1) {
			const channel = round * 50 + count + 1;
			ram.send({ op: 'open', channel, name: `team.${orders.team}` });
			ram.send({ op: 'close', channel, code: 1000, reason: '' });
		}
	},
	'poison of every kind': (ram, round) => {
		ram.send({ op: 'open', channel: round + 1, name: outboxName(ram.device, round) });
		const bytes = poison[round % poison.length] ?? new Uint8Array();
		ram.send({ op: 'data', channel: round + 1, bytes });
	},
	'presence a thousand times a second': (ram, round) => {
		if (round === 0) ram.send({ op: 'open', channel: 1, name: `team.${orders.team}` });
		const state = JSON.stringify({ viewing: true, typing: true });
		for (let count = 0; count < 100; count += 1) {
			const clock = round * 100 + count;
			const bytes = new Uint8Array([1, 9, ...varint(clock), state.length, ...Buffer.from(state)]);
			ram.send({ op: 'data', channel: 1, bytes: writeAwareness(bytes) });
		}
	},
	'messages in tiny pieces': ({ socket }) => {
		for (let piece = 0; piece < 100; piece += 1)
			socket.send(new Uint8Array([7]), { fin: piece === 99 });
	},
	'one message without an end': ({ socket }) => socket.send(new Uint8Array(60_000), { fin: false }),
	'coming and going': ({ socket }) => socket.terminate()
};

function varint(number: number): number[] {
	return number < 128 ? [number] : [(number & 127) | 128, ...varint(Math.floor(number / 128))];
}

/** One socket that attacks until it is cut off or time is over. */
async function ram(attack: Attack): Promise<void> {
	const url = `${orders.address.replace('http', 'ws')}/sync`;
	const headers = { cookie: orders.cookie, origin: orders.address };
	const socket = new WebSocket(url, { headers, perMessageDeflate: false });
	let isClosed = false;
	socket.on('error', () => undefined);
	const closed = new Promise<void>((resolve) =>
		socket.on('close', (code) => {
			closes[code] = (closes[code] ?? 0) + 1;
			isClosed = true;
			resolve();
		})
	);
	await Promise.race([new Promise((resolve) => socket.on('open', resolve)), closed]);
	const device = newDeviceId(random.bytes);
	const send = (frame: MuxFrame) => {
		if (socket.readyState === WebSocket.OPEN) socket.send(writeFrame(frame));
	};
	const control = (what: unknown) => send({ op: 'control', text: JSON.stringify(what) });
	control({ type: 'hello', device, protocol: PROTOCOL_VERSION, sentMs: 1 });
	for (let round = 0; !isOver() && !isClosed; round += 1) {
		if (socket.readyState === WebSocket.OPEN) attack({ socket, device, send, control }, round);
		while (socket.bufferedAmount > 2_000_000 && !isOver() && !isClosed) await sleep(2);
		await sleep(1);
	}
	socket.resume();
	await Promise.race([closed, sleep(Math.max(0, endMs + 1_000 - Date.now()))]);
	socket.terminate();
}

async function siege(attack: Attack): Promise<void> {
	while (!isOver()) {
		await ram(attack);
		await sleep(20);
	}
}

async function floodHttp(): Promise<void> {
	while (!isOver()) {
		const answer = await fetch(`${orders.address}/api/session`, {
			headers: { cookie: orders.cookie }
		}).catch(() => undefined);
		await answer?.arrayBuffer();
		closes[answer?.status ?? 0] = (closes[answer?.status ?? 0] ?? 0) + 1;
	}
}

async function guessPasswords(): Promise<void> {
	while (!isOver()) {
		const answer = await fetch(`${orders.address}/api/sign-in`, {
			method: 'POST',
			headers: { origin: orders.address, 'content-type': 'application/json' },
			body: JSON.stringify({ name: `guess${Math.random()}`, password: 'wrong wrong wrong' })
		}).catch(() => undefined);
		await answer?.arrayBuffer();
		closes[answer?.status ?? 0] = (closes[answer?.status ?? 0] ?? 0) + 1;
	}
}

const attack = ATTACKS[orders.attack];
const attackers = Array.from({ length: 16 }, () => {
	if (orders.attack === 'requests') return floodHttp();
	if (orders.attack === 'guesses') return guessPasswords();
	if (attack === undefined) throw new Error(`no such attack: ${orders.attack}`);
	return siege(attack);
});
await Promise.all(attackers);
process.stdout.write(`${JSON.stringify(closes)}\n`);
process.exit(0);
