import { readFrame } from '#lib/protocol/mux.ts';
import type { PhysicalSocket } from '#lib/sync/environment.ts';
import type { Identity, Peer } from '../../sync-server/socket/peer.ts';
import { SimulatedSocket } from './socket.ts';

/** What a server does with a connection. */
export interface Receiver {
	receive(bytes: Uint8Array): void;
	closed(): void;
}
export type Accept = (peer: Peer, identity: Identity) => Receiver | undefined;

interface Line {
	readonly profile: string;
	break(code: number, lateMs?: number): void;
}

/** What may happen to updates on a line, for a while: more than a WebSocket would allow. */
export type Disorder = 'loss' | 'reorder' | 'duplicate';

const LOST = 0.4;

/**
 * The network: messages arrive in order after a random delay, or the line breaks, or (half open) it
 * swallows everything while both ends believe in it, or what was sent arrives when its sender has
 * long connected anew. For a while updates, and nothing else, may be lost, overtaken or doubled.
 */
export class Network {
	readonly #chance: () => number;
	readonly #lines = new Set<Line>();
	readonly #cut = new Set<string>();
	readonly #swallowing = new Set<string>();
	readonly #disorder = new Map<string, { kind: Disorder; untilMs: number }>();
	accept: Accept = () => undefined;

	constructor(chance: () => number) {
		this.#chance = chance;
	}

	/** Cuts a device off; `quietly` leaves it with a line that swallows what is sent. */
	cut(profile: string, quietly = false): void {
		this.#cut.add(profile);
		if (quietly) this.#swallowing.add(profile);
		else this.drop(profile);
	}

	/** Breaks the lines of a device, which may connect again at once. */
	drop(profile: string, lateMs = 0): void {
		this.#breakLines((line) => line.profile === profile, lateMs);
	}

	/** For a while updates of this device and to it are lost, overtaken or doubled. */
	disturb(profile: string, kind: Disorder, ms: number): void {
		this.#disorder.set(profile, { kind, untilMs: Date.now() + ms });
	}

	/** A line that has swallowed something never goes on as if it had not. */
	join(profile: string): void {
		this.#cut.delete(profile);
		this.#disorder.delete(profile);
		if (this.#swallowing.delete(profile)) this.drop(profile);
	}

	joinAll(): void {
		this.#disorder.clear();
		for (const profile of [...this.#cut]) this.join(profile);
	}

	/** The server's process is gone: every line breaks. */
	breakAll(): void {
		this.#breakLines(() => true);
	}

	connect(profile: string, identity: Identity): PhysicalSocket {
		const socket = new SimulatedSocket();
		const delay = (run: () => void) => void setTimeout(run, 1 + Math.floor(this.#chance() * 40));
		if (this.#cut.has(profile)) {
			delay(() => socket.break(1006));
			return socket;
		}
		const [toClient, toServer] = [inOrder(this.#chance), inOrder(this.#chance)];
		const isQuiet = () => this.#swallowing.has(profile);
		let receiver: Receiver | undefined;
		let isServerSideOpen = true;
		const hangUp = () => {
			isServerSideOpen = false;
			receiver?.closed();
		};
		const line: Line = {
			profile,
			break: (code, lateMs = 0) => {
				if (!this.#lines.delete(line)) return;
				if (lateMs === 0) hangUp();
				else setTimeout(hangUp, lateMs);
				socket.break(code);
			}
		};
		this.#lines.add(line);
		const peer: Peer = {
			send: (...pieces) =>
				this.#carry(profile, new Uint8Array(Buffer.concat(pieces)), toClient, (copy) => {
					if (this.#lines.has(line) && !isQuiet()) socket.deliver(copy);
				}),
			close: (code) => toClient(() => line.break(code)),
			buffered: () => 0
		};
		socket.onsend = (bytes) =>
			this.#carry(profile, bytes, toServer, (copy) => {
				if (isServerSideOpen && !isQuiet()) receiver?.receive(copy);
			});
		socket.onleave = () => line.break(1000);
		toClient(() => {
			if (!this.#lines.has(line)) return;
			receiver = this.accept(peer, identity);
			if (receiver === undefined) line.break(1006);
			else socket.open();
		});
		return socket;
	}

	#carry(
		profile: string,
		bytes: Uint8Array,
		inTurn: (run: () => void) => void,
		arrive: (bytes: Uint8Array) => void
	): void {
		const copy = bytes.slice();
		const kind = this.#disorderOf(profile, copy);
		if (kind === 'loss' && this.#chance() < LOST) return;
		if (kind === 'reorder') {
			setTimeout(() => arrive(copy), Math.floor(this.#chance() * 400));
			return;
		}
		inTurn(() => arrive(copy));
		if (kind === 'duplicate') setTimeout(() => arrive(copy), Math.floor(this.#chance() * 500));
	}

	#disorderOf(profile: string, bytes: Uint8Array): Disorder | undefined {
		const disorder = this.#disorder.get(profile);
		if (disorder === undefined || disorder.untilMs < Date.now()) return undefined;
		return isUpdate(bytes) ? disorder.kind : undefined;
	}

	#breakLines(is: (line: Line) => boolean, lateMs = 0): void {
		for (const line of [...this.#lines]) if (is(line)) line.break(1006, lateMs);
	}
}

/** Sync messages that bring something: those by which two sides agree where they stand are spared. */
function isUpdate(bytes: Uint8Array): boolean {
	const frame = readFrame(bytes);
	return frame?.op === 'data' && frame.bytes[0] === 0 && frame.bytes[1] === 2;
}

/** Delays each call at random, but never past one that came before it. */
function inOrder(chance: () => number): (run: () => void) => void {
	let lastMs = 0;
	return (run) => {
		const nowMs = Date.now();
		lastMs = Math.max(lastMs, nowMs + 1 + Math.floor(chance() * 60));
		setTimeout(run, lastMs - nowMs);
	};
}
