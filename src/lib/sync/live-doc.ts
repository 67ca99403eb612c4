import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, writeSyncStep1 } from 'y-protocols/sync';
import { messageSync, WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { COMPARE, readCompare, writeCompare, type DocumentState } from '#lib/protocol/compare.ts';
import type { ChannelOptions } from './mux-channel.ts';
import type { MuxSocket } from './mux-socket.ts';

/** Stands where a server's address would; the BroadcastChannel of a document is named by it too. */
const ADDRESS = 'offhook';
/** A lost line is the mux's to mend; the provider only has to ask for its channel again. */
const LONGEST_PAUSE_MS = 1_000;

export interface LiveOptions extends ChannelOptions {
	/** Whether other tabs get the document's updates directly. */
	readonly shared?: boolean;
	readonly onSynced?: (synced: boolean) => void;
	/** The server will not have this channel; it stays closed until `resume`. */
	readonly onFinal?: (code: number) => void;
	/** The server's state vector, each time it states one. */
	readonly onStateVector?: (vector: Map<number, number>) => void;
	/** What the server had when it answered `compare`; all it knows of has been taken in. */
	readonly onCompared?: (state: DocumentState) => void;
	/** Something arrived that may show what other people are doing here. */
	readonly onPresence?: () => void;
}

/** A document connected to the server through the mux. */
export class LiveDoc {
	readonly #provider: WebsocketProvider;
	readonly #doc: Y.Doc;

	constructor(mux: MuxSocket, doc: Y.Doc, name: string, options: LiveOptions) {
		this.#doc = doc;
		this.#provider = new WebsocketProvider(ADDRESS, name, doc, {
			connect: false,
			disableBc: options.shared !== true,
			maxBackoffTime: LONGEST_PAUSE_MS,
			WebSocketPolyfill: mux.channelClass(options)
		});
		const { awareness } = this.#provider;
		awareness.setLocalState(null);
		awareness.on('change', () => options.onPresence?.());
		tellOnlyOneself(this.#provider);
		// The mux notices a dead line for all channels, and the server says when somebody has left;
		// these timers would end idle channels and hide people who sit still.
		clearInterval(this.#provider._checkInterval);
		clearInterval(awareness._checkInterval);
		this.#provider.on('sync', (synced) => options.onSynced?.(synced));
		this.#provider.on('closed', ({ code }) => options.onFinal?.(code));
		if (options.onStateVector !== undefined) watchVector(this.#provider, options.onStateVector);
		if (options.onCompared !== undefined) watchComparison(this.#provider, options.onCompared);
		this.#provider.connect();
	}

	get synced(): boolean {
		return this.#provider.synced;
	}

	/** Who is here, and what they do; nothing of it is kept. */
	get awareness() {
		return this.#provider.awareness;
	}

	/** From now on the channel asks for the document under this name. */
	rename(name: string): void {
		this.#provider.roomname = name;
	}

	/** Tries again after a final close. */
	resume(): void {
		this.#provider.connect();
	}

	/** Asks the server what it has; it answers with what we lack and its own state vector. */
	resync(): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, messageSync);
		writeSyncStep1(encoder, this.#doc);
		this.#send(encoding.toUint8Array(encoder));
	}

	/** Asks the server what the document holds, once everything of it is here. */
	compare(): void {
		if (this.synced) this.#send(writeCompare({ kind: 'ask' }));
	}

	/** Tells the server that this copy differs from its answer. */
	differs(state: DocumentState): void {
		this.#send(writeCompare({ kind: 'differs', ...state }));
	}

	/** What this device tells the others here; null for nothing. */
	setPresence(state: Record<string, unknown> | null): void {
		this.#provider.awareness.setLocalState(state);
	}

	/** What the other connections here tell. */
	presence(): unknown[] {
		const own = this.#doc.clientID;
		return [...this.#provider.awareness.getStates()]
			.filter(([client]) => client !== own)
			.map(([, state]) => state);
	}

	stop(): void {
		this.#provider.destroy();
		this.#provider.awareness.destroy();
	}

	#send(bytes: Uint8Array<ArrayBuffer>): void {
		if (this.#provider.wsconnected) this.#provider.ws?.send(bytes);
	}
}

/** Passes on this device's own presence alone; the provider would echo everybody's. */
function tellOnlyOneself(provider: WebsocketProvider): void {
	const { awareness } = provider;
	const tell = provider._awarenessUpdateHandler;
	const own = (clients: readonly number[]) =>
		clients.filter((client) => client === awareness.clientID);
	awareness.off('update', tell);
	awareness.on('update', (update: PresenceUpdate, origin: unknown) => {
		const mine = {
			added: own(update.added),
			updated: own(update.updated),
			removed: own(update.removed)
		};
		if (mine.added.length + mine.updated.length + mine.removed.length > 0) tell(mine, origin);
	});
}

interface PresenceUpdate {
	readonly added: number[];
	readonly updated: number[];
	readonly removed: number[];
}

/** An answer that comes before the document is whole again belongs to nothing that was asked. */
function watchComparison(
	provider: WebsocketProvider,
	onCompared: (state: DocumentState) => void
): void {
	provider.messageHandlers[COMPARE] = (_encoder, decoder, of) => {
		const message = readCompare(decoder);
		if (message?.kind === 'state' && of.synced) onCompared(message);
	};
}

/** Tells every state vector that comes from the server and not from another tab. */
function watchVector(
	provider: WebsocketProvider,
	onStateVector: (vector: Map<number, number>) => void
): void {
	const inner = provider.messageHandlers[messageSync];
	if (inner === undefined) return;
	provider.messageHandlers[messageSync] = (...message) => {
		const [, decoder, , fromServer] = message;
		const vector = fromServer ? peekVector(decoder) : undefined;
		inner(...message);
		if (vector !== undefined) onStateVector(vector);
	};
}

function peekVector(decoder: decoding.Decoder): Map<number, number> | undefined {
	const ahead = decoding.clone(decoder);
	if (decoding.readVarUint(ahead) !== messageYjsSyncStep1) return undefined;
	return Y.decodeStateVector(decoding.readVarUint8Array(ahead));
}
