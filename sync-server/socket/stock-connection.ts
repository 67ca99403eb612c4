import { CLOSE } from '#lib/protocol/close-codes.ts';
import { ConnectionBudget } from './budget.ts';
import { openChannel, type Channel } from './channel.ts';
import type { ConnectionOptions } from './connection.ts';
import type { Client } from './org-hub.ts';
import type { Identity } from './peer.ts';

/** One document on a socket of its own, as stock y-websocket clients have it. */
export class StockConnection implements Client {
	readonly identity: Identity;
	readonly #options: ConnectionOptions;
	readonly #budget: ConnectionBudget;
	readonly #channel: Channel | undefined;
	#isClosed = false;

	constructor(options: ConnectionOptions, document: string) {
		this.#options = options;
		this.identity = options.identity;
		this.#budget = new ConnectionBudget(options.now(), options.personBudget);
		const opened = openChannel(document, {
			hub: options.hub,
			client: this,
			port: {
				send: (...pieces) => this.#send(pieces),
				close: (code, reason) => this.disconnect(code, reason)
			},
			device: undefined,
			spend: (work) => this.#spend(work),
			nowMs: options.now()
		});
		if (opened.ok) {
			this.#channel = opened.channel;
			options.hub.clients.add(this);
		} else {
			this.#channel = undefined;
			this.disconnect(opened.code, opened.reason);
		}
	}

	/** A stock client says what it wants in the address. */
	get isGreeted(): boolean {
		return true;
	}

	receive(bytes: Uint8Array): void {
		if (this.#isClosed) return;
		if (this.#budget.take(bytes.byteLength, this.#options.now())) this.#channel?.receive(bytes);
		else this.disconnect(CLOSE.limit, 'too much at once');
	}

	closed(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#options.hub.clients.delete(this);
		this.#channel?.closed();
	}

	/** A stock client keeps nothing that we know of. */
	erase(): void {}

	/** Nor does it understand words about the disk; its receipts simply do not come. */
	tellTrouble(): void {}

	#spend(work: number): boolean {
		const isPaid = this.#budget.spend(work, this.#options.now());
		if (!isPaid) this.disconnect(CLOSE.limit, 'too much at once');
		return isPaid;
	}

	#send(pieces: Uint8Array[]): void {
		if (this.#isClosed) return;
		const { peer } = this.#options;
		if (this.#budget.isPiledUp(peer)) this.disconnect(CLOSE.limit, 'reads too slowly');
		else peer.send(...pieces);
	}

	disconnect(code: number, reason: string): void {
		if (this.#isClosed) return;
		this.closed();
		this.#options.peer.close(code, reason);
	}
}
