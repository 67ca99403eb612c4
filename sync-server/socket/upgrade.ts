import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Sessions } from '../access/sessions.ts';
import { plainAnswer } from '../http/plain-answer.ts';
import { isSameOrigin, type ReadRequestFacts } from '../http/request-facts.ts';
import type { SocketWatch } from '../observe/watch.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { AddressLimit } from './address-limit.ts';
import { Connection } from './connection.ts';
import { watchLife } from './life.ts';
import type { Identity, Peer } from './peer.ts';
import { createPlaces, type Place } from './person-budgets.ts';
import { StockConnection } from './stock-connection.ts';
import { createWire, type Send } from './wire.ts';

export interface SocketParts {
	readonly sessions: Sessions;
	readonly orgs: OrgRegistry;
	readonly readFacts: ReadRequestFacts;
	readonly limits: SocketLimits;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
	readonly watch: SocketWatch;
}

export interface SocketLimits {
	/** Sockets one address may ask for. */
	readonly requestsPerMinute: number;
	/** Multiplies what one person may send and make the server do. */
	readonly personAllowance: number;
}

/** A message in more pieces than this was cut up to cost time. */
const FRAGMENTS_LIMIT = 128;
/** Whoever is told to go has this long to do so. */
const CLOSE_WITHIN_MS = 2_000;
/** A close frame holds 123 bytes of reason, and a character takes up to three. */
const REASON_LENGTH = 40;
// A constant of its own, because the types of ws do not know of the last one.
const socketOptions = {
	noServer: true,
	maxPayload: LIMITS.messageBytes + 1_024,
	maxFragments: FRAGMENTS_LIMIT,
	perMessageDeflate: false,
	closeTimeout: CLOSE_WITHIN_MS
};
const PATH = /^\/sync(?:\/([^/?]+))?(?:\?.*)?$/;

export interface Sockets {
	/** How many are open. */
	count(): number;
	close(): void;
}

interface Receiver {
	readonly isGreeted: boolean;
	receive(bytes: Uint8Array): void;
	disconnect(code: number, reason: string): void;
	closed(): void;
}

/** Takes WebSockets at `/sync` (many documents) and `/sync/<document>` (a stock y-websocket client). */
export function attachSockets(server: Server, parts: SocketParts): Sockets {
	const sockets = new WebSocketServer(socketOptions);
	const { now, watch, limits } = parts;
	const accept = createAccept(parts);
	const send = createWire((run) => void setImmediate(run));
	const addresses = new AddressLimit(limits.requestsPerMinute);

	async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const path = PATH.exec(request.url ?? '');
		const facts = parts.readFacts(request);
		if (!addresses.take(facts.address, now())) return plainAnswer(socket, 429);
		if (path === null || !isSameOrigin(request, facts)) return plainAnswer(socket, 403);
		const document = readDocument(path[1]);
		if (document === null) return plainAnswer(socket, 400);
		const identity = await identify(parts, request);
		if (socket.destroyed) return;
		sockets.handleUpgrade(request, socket, head, (opened) => {
			opened.binaryType = 'nodebuffer';
			// Broken frames and the like: the close event follows.
			opened.on('error', () => opened.terminate());
			watch.opened(identity);
			const peer = peerOf(opened, { outlet: socket, send }, watch, identity);
			// A browser cannot read a refused upgrade, only a close code.
			if (identity === undefined) peer.close(CLOSE.signedOut, 'sign in again');
			else accept(opened, { peer, identity, document });
		});
	}

	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		upgrade(request, socket, head).catch((error: unknown) => {
			parts.report(error, 'upgrade');
			socket.destroy();
		});
	});
	return {
		count: () => sockets.clients.size,
		close() {
			for (const socket of sockets.clients) socket.close(CLOSE.restarting, 'going down');
			sockets.close();
		}
	};
}

/** Gives each socket its place and its receiver, until it closes. */
function createAccept(parts: SocketParts) {
	const receiverFor = createReceivers(parts);
	const places = createPlaces(parts.now, parts.limits.personAllowance);
	return (socket: WebSocket, { peer, identity, document }: Accepted): void => {
		const place = places.take(identity, peer);
		if (place === undefined) {
			peer.close(CLOSE.limit, 'too many sockets');
			return;
		}
		const receiver = receiverFor({ peer, identity, document, place });
		receiveFrom(socket, receiver, parts);
		socket.on('close', () => {
			receiver.closed();
			place.leave();
		});
		watchLife(socket, receiver, parts.after);
	};
}

/** The document in an address; undefined when it names none, null when it cannot be read. */
function readDocument(text: string | undefined): string | null | undefined {
	try {
		return text === undefined ? undefined : decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return null;
		throw error;
	}
}

interface Accepted {
	readonly peer: Peer;
	readonly identity: Identity;
	readonly document: string | undefined;
}

/** Makes what takes in the messages of a socket. */
function createReceivers({ orgs, sessions, now }: SocketParts) {
	return ({ peer, place, identity, document }: Accepted & { place: Place }): Receiver => {
		const { hub } = orgs.get(identity.org);
		const { bindDevice } = sessions;
		const personBudget = place.budget;
		const options = { hub, identity, peer, now, bindDevice, personBudget };
		return document === undefined
			? new Connection(options)
			: new StockConnection(options, document);
	};
}

/** An error on the way in, such as a full disk, ends this socket and no other. */
function receiveFrom(socket: WebSocket, receiver: Receiver, { report, watch }: SocketParts): void {
	socket.on('message', (data: Buffer) => {
		watch.received(data.byteLength);
		try {
			receiver.receive(new Uint8Array(data));
		} catch (error) {
			report(error, 'socket');
			socket.close(CLOSE.restarting, 'not taken, send again');
		}
	});
}

async function identify(
	parts: SocketParts,
	request: IncomingMessage
): Promise<Identity | undefined> {
	const resolution = await parts.sessions.resolve(request.headers.cookie);
	if (resolution.kind === 'active') {
		const { orgId: org, personId: person, publicId: session } = resolution.session;
		const known = parts.orgs.person(org, person);
		if (known === undefined) return undefined;
		return { org, person, session, mode: known.blocked ? 'deliver-only' : 'normal' };
	}
	if (resolution.kind !== 'revoked') return undefined;
	const { orgId: org, personId: person, publicId: session } = resolution.session;
	return { org, person, session, mode: 'deliver-only' };
}

/** Messages go around ws, which would make a write of each; it still sends all other frames. */
interface Outgoing {
	readonly outlet: Duplex;
	readonly send: Send;
}

function peerOf(
	socket: WebSocket,
	{ outlet, send }: Outgoing,
	watch: SocketWatch,
	who: Identity | undefined
): Peer {
	let isTold = false;
	socket.on('close', (code) => {
		if (!isTold) watch.closed(code, who);
	});
	return {
		send(...pieces) {
			if (socket.readyState !== socket.OPEN) return;
			watch.sent(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
			send(outlet, pieces);
		},
		close(code, reason) {
			if (!isTold) watch.closed(code, who);
			isTold = true;
			socket.close(code, reason.slice(0, REASON_LENGTH));
			// Whoever floods is not listened to while the close is on its way.
			if (code === CLOSE.limit) socket.pause();
		},
		buffered: () => socket.bufferedAmount
	};
}
