import type { PhysicalSocket } from '#lib/sync/environment.ts';
import type { Identity, Peer } from '../../sync-server/socket/peer.ts';

/** What a server does with a connection. */
export interface Receiver {
	receive(bytes: Uint8Array): void;
	closed(): void;
}
export type Accept = (peer: Peer, identity: Identity) => Receiver | undefined;

interface Line {
	readonly profile: string;
	break(code: number): void;
}

/**
 * The network: messages arrive in order after a random delay, or the line breaks, or (half open) it
 * swallows everything while both ends believe in it.
 */
export class Network {
	readonly #chance: () => number;
	readonly #lines = new Set<Line>();
	readonly #cut = new Set<string>();
	readonly #swallowing = new Set<string>();
	accept: Accept = () => undefined;

	constructor(chance: () => number) {
		this.#chance = chance;
	}

	/** Cuts a device off; `quietly` leaves it with a line that swallows what is sent. */
	cut(profile: string, quietly = false): void {
		this.#cut.add(profile);
		if (quietly) this.#swallowing.add(profile);
		else this.#breakLines((line) => line.profile === profile);
	}

	/** A line that has swallowed something never goes on as if it had not. */
	join(profile: string): void {
		this.#cut.delete(profile);
		if (this.#swallowing.delete(profile)) this.#breakLines((line) => line.profile === profile);
	}

	joinAll(): void {
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
		const toClient = inOrder(this.#chance);
		const toServer = inOrder(this.#chance);
		const isQuiet = () => this.#swallowing.has(profile);
		let receiver: Receiver | undefined;
		const line: Line = {
			profile,
			break: (code) => {
				if (!this.#lines.delete(line)) return;
				receiver?.closed();
				socket.break(code);
			}
		};
		this.#lines.add(line);
		const peer: Peer = {
			send: (bytes) => {
				const copy = bytes.slice();
				toClient(() => {
					if (this.#lines.has(line) && !isQuiet()) socket.deliver(copy);
				});
			},
			close: (code) => toClient(() => line.break(code)),
			buffered: () => 0
		};
		socket.onsend = (bytes) => {
			const copy = bytes.slice();
			toServer(() => {
				if (this.#lines.has(line) && !isQuiet()) receiver?.receive(copy);
			});
		};
		socket.onleave = () => line.break(1000);
		toClient(() => {
			if (!this.#lines.has(line)) return;
			receiver = this.accept(peer, identity);
			if (receiver === undefined) line.break(1006);
			else socket.open();
		});
		return socket;
	}

	#breakLines(is: (line: Line) => boolean): void {
		for (const line of [...this.#lines]) if (is(line)) line.break(1006);
	}
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

class SimulatedSocket implements PhysicalSocket {
	binaryType: BinaryType = 'arraybuffer';
	onopen: ((event: Event) => void) | null = null;
	onmessage: ((event: MessageEvent) => void) | null = null;
	onclose: ((event: CloseEvent) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	onsend: (bytes: Uint8Array) => void = () => undefined;
	onleave: () => void = () => undefined;
	#isOver = false;

	send(bytes: Uint8Array<ArrayBuffer>): void {
		if (!this.#isOver) this.onsend(bytes);
	}

	close(): void {
		this.onleave();
		this.break(1000);
	}

	open(): void {
		if (!this.#isOver) this.onopen?.(new Event('open'));
	}

	deliver(bytes: Uint8Array): void {
		if (this.#isOver) return;
		const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
		this.onmessage?.(new MessageEvent('message', { data }));
	}

	break(code: number): void {
		if (this.#isOver) return;
		this.#isOver = true;
		// Node has no CloseEvent of its own before version 23; what is read of it is the code.
		const event = Object.assign(new Event('close'), { code, reason: '', wasClean: code === 1000 });
		this.onclose?.(event as unknown as CloseEvent);
	}
}
