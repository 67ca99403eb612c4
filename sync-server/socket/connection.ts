import type { DeviceId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import {
	readClientControl,
	type ClientControl,
	type ServerControl
} from '#lib/protocol/control.ts';
import { documentName, generationName, parseDocumentName } from '#lib/protocol/document-names.ts';
import { LIMITS, PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';
import { unlessInTrouble, type StorageTrouble } from '../persistence/storage-trouble.ts';
import { ConnectionBudget, WORK, type PersonBudget } from './budget.ts';
import { openChannel, type Channel } from './channel.ts';
import type { Client, OrgHub } from './org-hub.ts';
import type { Identity, Peer, Port } from './peer.ts';

export interface ConnectionOptions {
	readonly hub: OrgHub;
	readonly identity: Identity;
	readonly peer: Peer;
	readonly now: () => number;
	/** Notes which device a session runs on; false when the device is another person's. */
	readonly bindDevice?: (session: string, device: DeviceId) => boolean;
	/** What this connection shares with the person's others; by default nothing. */
	readonly personBudget?: PersonBudget;
}

/** What a device is to do with a copy it holds. */
type Holding = 'keep' | 'replace' | 'erase';

const NOTHING = new Uint8Array();
/** One more than the channels of one document that a tab ever has: it may open before it closes. */
const SAME_DOCUMENT_LIMIT = 3;

interface OpenDocument {
	readonly name: string;
	readonly channel: Channel;
}

/** One multiplexed socket: many documents of one tab. */
export class Connection implements Client {
	identity: Identity;
	readonly #options: ConnectionOptions;
	readonly #channels = new Map<number, OpenDocument>();
	readonly #budget: ConnectionBudget;
	#device: string | undefined;
	/** Documents that the device holds in an older generation, and takes anew. */
	readonly #held = new Set<string>();
	#isClosed = false;
	#isHere = false;

	constructor(options: ConnectionOptions) {
		this.#options = options;
		this.identity = options.identity;
		this.#budget = new ConnectionBudget(options.now(), options.personBudget);
		options.hub.clients.add(this);
	}

	/** Whether the device has said who it is. */
	get isGreeted(): boolean {
		return this.#device !== undefined;
	}

	receive(bytes: Uint8Array): void {
		if (this.#isClosed) return;
		if (!this.#budget.take(bytes.byteLength, this.#options.now())) {
			this.disconnect(CLOSE.limit, 'too much at once');
			return;
		}
		const frame = readFrame(bytes);
		if (frame === undefined) this.disconnect(CLOSE.badFrame, 'not a frame');
		else this.#handle(frame);
	}

	/** The peer is gone. */
	closed(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#options.hub.clients.delete(this);
		if (this.#isHere) this.#options.hub.live.disconnected(this.identity.person);
		for (const { channel } of this.#channels.values()) channel.closed();
		this.#channels.clear();
	}

	erase(names: readonly string[]): void {
		this.#control({ type: 'holdings', keep: [], replace: [], erase: names });
	}

	tellTrouble(trouble: StorageTrouble | undefined): void {
		this.#control({ type: 'storage', trouble: trouble ?? 'none' });
	}

	disconnect(code: number, reason: string): void {
		if (this.#isClosed) return;
		this.closed();
		this.#options.peer.close(code, reason);
	}

	#handle(frame: MuxFrame): void {
		if (frame.op === 'control') this.#handleControl(frame.text);
		else if (this.#device === undefined) this.disconnect(CLOSE.badFrame, 'say hello first');
		else if (frame.op === 'open') this.#open(frame.channel, frame.name);
		else if (frame.op === 'data') this.#channels.get(frame.channel)?.channel.receive(frame.bytes);
		else if (frame.op === 'close') this.#drop(frame.channel);
		else this.disconnect(CLOSE.badFrame, 'only the server opens');
	}

	#handleControl(text: string): void {
		const message = readClientControl(text);
		if (!message.ok) {
			this.disconnect(CLOSE.badFrame, `${message.path} ${message.problem}`);
			return;
		}
		const control = message.value;
		if (control.type === 'hello') this.#hello(control);
		else if (this.#device === undefined) this.disconnect(CLOSE.badFrame, 'say hello first');
		else if (control.type === 'holds') this.#answerHoldings(control.documents);
		else this.#control({ type: 'pong', nowMs: this.#options.now(), sentMs: control.sentMs });
	}

	#hello({ device, protocol, sentMs }: Extract<ClientControl, { type: 'hello' }>): void {
		const { hub, now } = this.#options;
		if (this.isGreeted) {
			this.disconnect(CLOSE.badFrame, 'said hello already');
			return;
		}
		const owner = hub.unit.store.deviceOwner(device);
		if (owner !== undefined && owner !== this.identity.person) {
			this.disconnect(CLOSE.foreignDevice, 'this device belongs to somebody else');
			return;
		}
		if (this.#options.bindDevice?.(this.identity.session, device) === false) {
			this.disconnect(CLOSE.foreignDevice, 'this device belongs to somebody else');
			return;
		}
		// It is noted at the next greeting if the disk takes nothing now.
		if (owner === undefined)
			unlessInTrouble(
				() => void hub.unit.store.setDevice(device, this.identity.person, now()),
				undefined
			);
		this.#device = device;
		if (protocol < PROTOCOL_VERSION && this.identity.mode === 'normal')
			this.identity = { ...this.identity, mode: 'update-needed' };
		const { mode } = this.identity;
		this.#control({
			type: 'welcome',
			nowMs: now(),
			sentMs,
			org: this.identity.org,
			person: this.identity.person,
			mode
		});
		if (hub.unit.trouble !== undefined) this.tellTrouble(hub.unit.trouble);
		if (mode !== 'normal' || this.#isHere) return;
		this.#isHere = true;
		hub.live.connected(this.identity.person);
	}

	#answerHoldings(documents: readonly { name: string; rev: number }[]): void {
		if (!this.#spend(documents.length * WORK.holding)) return;
		const answer: Record<Holding, string[]> = { keep: [], replace: [], erase: [] };
		for (const { name } of documents) answer[this.#judgeHolding(name)].push(name);
		this.#control({ type: 'holdings', ...answer });
	}

	#judgeHolding(name: string): Holding {
		const { hub } = this.#options;
		const parsed = parseDocumentName(name);
		if (parsed?.type !== 'projection') return 'keep';
		if (this.identity.mode !== 'normal') return 'keep';
		if (!hub.mayRead(this.identity.person, parsed.ref)) return 'erase';
		const head = hub.source(parsed.ref.kind).head(`${parsed.ref.kind}.${parsed.ref.id}`);
		if (head === undefined) return 'erase';
		if (generationName(parsed.ref, head.generation) === name) return 'keep';
		this.#held.add(documentName(parsed.ref));
		return 'replace';
	}

	#open(id: number, name: string): void {
		if (!this.#spend(WORK.open)) return;
		if (this.#isFull(id, name)) {
			this.#sendClose(id, CLOSE.full, 'too many documents');
			return;
		}
		const opened = openChannel(name, {
			hub: this.#options.hub,
			client: this,
			port: this.#port(id),
			device: this.#device,
			spend: (work) => this.#spend(work),
			nowMs: this.#options.now(),
			held: this.#held
		});
		if (!opened.ok) {
			this.#sendClose(id, opened.code, opened.reason);
			return;
		}
		this.#channels.set(id, { name, channel: opened.channel });
		this.#send({ op: 'opened', channel: id, generation: opened.generation, rev: opened.rev });
	}

	#isFull(id: number, name: string): boolean {
		if (this.#channels.size >= LIMITS.documentsPerSocket || this.#channels.has(id)) return true;
		let same = 0;
		for (const open of this.#channels.values()) if (open.name === name) same += 1;
		return same >= SAME_DOCUMENT_LIMIT;
	}

	/** Pays for work; false, and the connection closed, when the person has done too much of it. */
	#spend(work: number): boolean {
		const isPaid = this.#budget.spend(work, this.#options.now());
		if (!isPaid) this.disconnect(CLOSE.limit, 'too much at once');
		return isPaid;
	}

	#port(id: number): Port {
		// Of a data frame everything but the message itself is known now.
		const head = writeFrame({ op: 'data', channel: id, bytes: NOTHING });
		return {
			send: (...pieces) => this.#sendPieces(head, ...pieces),
			close: (code, reason) => {
				if (code >= 4_500) this.disconnect(code, reason);
				else {
					this.#drop(id);
					this.#sendClose(id, code, reason);
				}
			}
		};
	}

	#drop(id: number): void {
		const open = this.#channels.get(id);
		this.#channels.delete(id);
		open?.channel.closed();
	}

	#sendClose(channel: number, code: number, reason: string): void {
		this.#send({ op: 'close', channel, code, reason });
	}

	#control(message: ServerControl): void {
		this.#send({ op: 'control', text: JSON.stringify(message) });
	}

	#send(frame: MuxFrame): void {
		if (!this.#isClosed) this.#sendPieces(writeFrame(frame));
	}

	#sendPieces(...pieces: Uint8Array[]): void {
		if (this.#isClosed) return;
		const { peer } = this.#options;
		if (this.#budget.isPiledUp(peer)) this.disconnect(CLOSE.limit, 'reads too slowly');
		else peer.send(...pieces);
	}
}
