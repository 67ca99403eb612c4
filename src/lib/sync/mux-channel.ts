/** What a channel asks of the socket that carries it. */
export interface Carrier {
	readonly enter: (channel: MuxChannel) => void;
	readonly send: (channel: MuxChannel, bytes: Uint8Array) => void;
	readonly leave: (channel: MuxChannel) => void;
}

export interface ChannelOptions {
	/** Whether the channel may be opened now; asked again at `MuxSocket.openPending`. */
	readonly mayOpen?: () => boolean;
	/** The server's answer to `open`, before any of the document's bytes. */
	readonly onOpened?: (generation: number, rev: number) => void;
}

/**
 * One document on the shared socket, in the shape of the WebSocket that y-websocket's provider
 * takes. The states stand on the instance because the provider compares with `ws.OPEN`.
 */
export class MuxChannel {
	readonly CONNECTING = 0;
	readonly OPEN = 1;
	readonly CLOSING = 2;
	readonly CLOSED = 3;
	readyState: 0 | 1 | 2 | 3 = 0;
	binaryType: BinaryType = 'arraybuffer';
	onopen: ((event: unknown) => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: ((event: unknown) => void) | null = null;

	/** The document's name as it is put on the wire. */
	readonly name: string;
	readonly #carrier: Carrier;
	readonly #options: ChannelOptions;

	constructor(name: string, carrier: Carrier, options: ChannelOptions) {
		this.name = name;
		this.#carrier = carrier;
		this.#options = options;
		carrier.enter(this);
	}

	get mayOpen(): boolean {
		return this.#options.mayOpen?.() ?? true;
	}

	send(bytes: Uint8Array): void {
		if (this.readyState === this.OPEN) this.#carrier.send(this, bytes);
	}

	close(): void {
		if (this.readyState === this.CLOSED) return;
		this.#carrier.leave(this);
		this.shut(1000, '');
	}

	/** The server has opened the document. */
	opened(generation: number, rev: number): void {
		if (this.readyState !== this.CONNECTING) return;
		this.readyState = this.OPEN;
		this.#options.onOpened?.(generation, rev);
		this.onopen?.({});
	}

	receive(bytes: Uint8Array): void {
		if (this.readyState !== this.OPEN) return;
		this.onmessage?.({ data: bytes.slice().buffer });
	}

	/** The channel has ended, by the server's word or with the socket. */
	shut(code: number, reason: string): void {
		if (this.readyState === this.CLOSED) return;
		this.readyState = this.CLOSED;
		this.onclose?.({ code, reason });
	}
}
