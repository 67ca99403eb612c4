import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { guardOutbox, type Vector } from '../pipeline/guard.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { decodeVector, encodeVector, joinVectors } from '../pipeline/vector.ts';
import { WORK } from './budget.ts';
import type { Identity, Port } from './peer.ts';
import { EMPTY_STEP_2, writeStep1, type SyncMessage } from './sync-messages.ts';

/** One outbox that some socket has open. Tabs of a device share it. */
interface OpenOutbox {
	readonly ports: Set<Port>;
	/** What is durable: the receipt. */
	durable: Vector;
	/** What is durable or on its way to the disk. */
	taken: Vector;
}

/** Takes outbox entries in and gives receipts: the server's sync step 1 of that outbox. */
export class OutboxDesk {
	readonly #unit: OrgUnit;
	readonly #open = new Map<string, OpenOutbox>();

	constructor(unit: OrgUnit) {
		this.#unit = unit;
	}

	/** Opens a channel to the `number`-th outbox of a device that belongs to the identity. */
	open(device: string, number: number, owner: OutboxOwner) {
		const name = outboxName(device, number);
		const outbox = this.#open.get(name) ?? this.#load(name, device, number);
		const { port } = owner;
		outbox.ports.add(port);
		return {
			receive: (message: SyncMessage) =>
				this.#receive({ ...owner, outbox, device, number }, message),
			closed: () => {
				outbox.ports.delete(port);
				if (outbox.ports.size === 0) this.#open.delete(name);
			}
		};
	}

	/** Asks every open outbox for what is not saved, as after trouble with the disk. */
	askAgain(): void {
		for (const outbox of this.#open.values())
			for (const port of outbox.ports) port.send(receipt(outbox));
	}

	#load(name: string, device: string, number: number): OpenOutbox {
		const stored = this.#unit.store.vector(device, number);
		const vector = (stored && decodeVector(stored)) ?? new Map<number, number>();
		const outbox: OpenOutbox = { ports: new Set(), durable: vector, taken: vector };
		this.#open.set(name, outbox);
		return outbox;
	}

	#receive(channel: OutboxChannel, message: SyncMessage): void {
		const { outbox, port } = channel;
		if (message.kind === 'step-1') {
			port.send(EMPTY_STEP_2);
			port.send(receipt(outbox));
			return;
		}
		if (message.kind !== 'step-2' && message.kind !== 'update') return;
		const guarded = guardOutbox(message.update, outbox.taken);
		if (guarded.ok) {
			const count = guarded.value.entries.length;
			if (count > 0 && channel.spend(count * WORK.entry)) this.#submit(channel, guarded.value);
			return;
		}
		// An update may overtake the answer to our step 1; asking again brings all of it in order.
		if (guarded.refusal === 'gap' && message.kind === 'update') port.send(receipt(outbox));
		else port.close(CODES[guarded.refusal], guarded.refusal);
	}

	#submit(
		{ outbox, device, number, identity, port }: OutboxChannel,
		{ entries, vector }: { entries: readonly unknown[]; vector: Vector }
	): void {
		const after = outbox.taken;
		outbox.taken = vector;
		const sender = {
			author: identity.person,
			device,
			revoked: identity.mode === 'deliver-only'
		};
		const stop = this.#unit.watch.startReceipt();
		this.#unit.submit({ sender, entries, outbox: { number, after, vector } }).then(
			() => {
				outbox.durable = joinVectors(outbox.durable, vector);
				for (const each of outbox.ports) each.send(receipt(outbox));
				stop();
			},
			() => {
				outbox.taken = outbox.durable;
				// The disk takes nothing now. A receipt asks for these again when it does.
				if (this.#unit.trouble !== undefined) return;
				port.close(CLOSE.restarting, 'not saved, send again');
			}
		);
	}
}

/** Through whom an outbox is open. */
interface OutboxOwner {
	readonly identity: Identity;
	readonly port: Port;
	/** Pays for work; false when there was too much of it, and then the socket is closed. */
	readonly spend: (work: number) => boolean;
}

interface OutboxChannel extends OutboxOwner {
	readonly outbox: OpenOutbox;
	readonly device: string;
	readonly number: number;
}

const CODES = { 'bad-update': CLOSE.badUpdate, gap: CLOSE.gap, full: CLOSE.full } as const;

const receipt = (outbox: OpenOutbox) => writeStep1(encodeVector(outbox.durable));
