import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Sessions } from '../access/sessions.ts';
import { isSameOrigin, type ReadRequestFacts } from '../http/request-facts.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { Awareness } from './awareness.ts';
import { Connection } from './connection.ts';
import type { Identity, Peer } from './peer.ts';
import { StockConnection } from './stock-connection.ts';

export interface SocketParts {
	readonly sessions: Sessions;
	readonly orgs: OrgRegistry;
	readonly readFacts: ReadRequestFacts;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
}

/** Sockets one session may have: tabs, and stock clients with one document each. */
const SOCKETS_PER_SESSION = 64;
/** A message in more pieces than this was cut up to cost memory. */
const FRAGMENTS_LIMIT = 1_024;
/** A close frame holds 123 bytes of reason, and a character takes up to three. */
const REASON_LENGTH = 40;
const PATH = /^\/sync(?:\/([^/?]+))?(?:\?.*)?$/;

interface Receiver {
	receive(bytes: Uint8Array): void;
	closed(): void;
}

/** Takes WebSockets at `/sync` (many documents) and `/sync/<document>` (a stock y-websocket client). */
export function attachSockets(server: Server, parts: SocketParts): { close(): void } {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: LIMITS.messageBytes + 1_024,
		maxFragments: FRAGMENTS_LIMIT,
		perMessageDeflate: false
	});
	const receiverFor = createReceivers(parts);
	const counts = new Map<string, number>();

	function accept(socket: WebSocket, identity: Identity, document: string | undefined): void {
		const open = counts.get(identity.session) ?? 0;
		if (open >= SOCKETS_PER_SESSION) {
			socket.close(CLOSE.limit, 'too many sockets');
			return;
		}
		counts.set(identity.session, open + 1);
		const receiver = receiverFor(socket, identity, document);
		receiveFrom(socket, receiver, parts.report);
		// Broken frames and the like: the close event follows.
		socket.on('error', () => socket.terminate());
		socket.on('close', () => {
			receiver.closed();
			const left = (counts.get(identity.session) ?? 1) - 1;
			if (left === 0) counts.delete(identity.session);
			else counts.set(identity.session, left);
		});
	}

	async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const path = PATH.exec(request.url ?? '');
		if (path === null || !isSameOrigin(request, parts.readFacts(request))) {
			socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
			return;
		}
		const identity = await identify(parts, request);
		if (socket.destroyed) return;
		sockets.handleUpgrade(request, socket, head, (opened) => {
			opened.binaryType = 'nodebuffer';
			// A browser cannot read a refused upgrade, only a close code.
			if (identity === undefined) opened.close(CLOSE.signedOut, 'sign in again');
			else accept(opened, identity, path[1] && decodeURIComponent(path[1]));
		});
	}

	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		upgrade(request, socket, head).catch(() => socket.destroy());
	});
	return {
		close() {
			for (const socket of sockets.clients) socket.close(CLOSE.restarting, 'going down');
			sockets.close();
		}
	};
}

/** Makes what takes in the messages of a socket; an organisation's sockets share its awareness. */
function createReceivers({ orgs, sessions, now, after }: SocketParts) {
	const rooms = new Map<string, Awareness>();
	return (socket: WebSocket, identity: Identity, document: string | undefined): Receiver => {
		const { hub } = orgs.get(identity.org);
		const awareness = rooms.get(identity.org) ?? new Awareness(after);
		rooms.set(identity.org, awareness);
		const { bindDevice } = sessions;
		const options = { hub, awareness, identity, peer: peerOf(socket), now, bindDevice };
		return document === undefined
			? new Connection(options)
			: new StockConnection(options, document);
	};
}

/** An error on the way in, such as a full disk, ends this socket and no other. */
function receiveFrom(socket: WebSocket, receiver: Receiver, report: SocketParts['report']): void {
	socket.on('message', (data: Buffer) => {
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

function peerOf(socket: WebSocket): Peer {
	return {
		send: (bytes) => socket.send(bytes),
		close: (code, reason) => socket.close(code, reason.slice(0, REASON_LENGTH)),
		buffered: () => socket.bufferedAmount
	};
}
