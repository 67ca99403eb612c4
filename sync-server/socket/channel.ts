import { CLOSE } from '#lib/protocol/close-codes.ts';
import { documentName, parseDocumentName, type DocumentRef } from '#lib/protocol/document-names.ts';
import { WORK } from './budget.ts';
import type { Client, OrgHub } from './org-hub.ts';
import type { Port } from './peer.ts';
import { answerReader } from './reader.ts';
import { readSyncMessage, type SyncMessage } from './sync-messages.ts';

/** An open channel: what it does with bytes, and what when it closes. */
export interface Channel {
	receive(bytes: Uint8Array): void;
	closed(): void;
}

export type OpenedChannel =
	| { ok: true; channel: Channel; generation: number; rev: number }
	| { ok: false; code: number; reason: string };

/** What a channel may be opened with. */
export interface Opening {
	readonly hub: OrgHub;
	readonly client: Client;
	readonly port: Port;
	/** The device of the connection; a stock client's is the one its outbox names. */
	readonly device: string | undefined;
	/** Pays for work; false when there was too much of it, and then the socket is closed. */
	readonly spend: (work: number) => boolean;
	readonly nowMs: number;
	/** Documents of which the device has said that it holds an older generation. */
	readonly held?: ReadonlySet<string>;
}

/** Opens a document for a client by any of its names. */
export function openChannel(name: string, opening: Opening): OpenedChannel {
	const parsed = parseDocumentName(name);
	if (parsed === undefined)
		return { ok: false, code: CLOSE.unknownDocument, reason: 'no such document' };
	if (parsed.type === 'outbox') return openOutbox(parsed.device, parsed.index, opening);
	return parsed.ref.kind === 'text'
		? openText(parsed.ref, opening)
		: openProjection(parsed, opening);
}

function openOutbox(device: string, number: number, opening: Opening): OpenedChannel {
	const { hub, client, port } = opening;
	const { person } = client.identity;
	const owner = hub.unit.store.deviceOwner(device);
	const isForeign = owner === undefined ? false : owner !== person;
	if (isForeign || (opening.device !== undefined && opening.device !== device))
		return { ok: false, code: CLOSE.forbidden, reason: 'not an outbox of this device' };
	if (owner === undefined) hub.unit.store.setDevice(device, person, opening.nowMs);
	const outbox = hub.outboxes.open(device, number, {
		identity: client.identity,
		port,
		spend: opening.spend
	});
	return {
		ok: true,
		generation: number,
		rev: 0,
		channel: {
			receive: withMessage(port, outbox.receive),
			closed: outbox.closed
		}
	};
}

/** A text: whoever may read it writes along. It has no generations. */
function openText(ref: DocumentRef, opening: Opening): OpenedChannel {
	const { hub, client, port } = opening;
	const { person, mode } = client.identity;
	if (mode !== 'normal' || !hub.mayRead(person, ref))
		return { ok: false, code: CLOSE.forbidden, reason: 'not yours to read' };
	const text = hub.texts.open(ref.id, person, paying(port, opening));
	const presence = hub.awareness.join(documentName(ref), person, port);
	return {
		ok: true,
		generation: 0,
		rev: 0,
		channel: {
			receive: withMessage(port, (message) => {
				if (message.kind === 'awareness') presence.receive(message.update);
				else if (message.kind === 'query-awareness') presence.tell();
				else if (opening.spend(WORK.entry)) text.receive(message);
			}),
			closed: () => {
				text.closed();
				presence.leave();
			}
		}
	};
}

function openProjection(
	parsed: Extract<NonNullable<ReturnType<typeof parseDocumentName>>, { type: 'projection' }>,
	opening: Opening
): OpenedChannel {
	const { hub, client, port } = opening;
	const name = documentName(parsed.ref);
	if (client.identity.mode !== 'normal' || !hub.mayRead(client.identity.person, parsed.ref))
		return { ok: false, code: CLOSE.forbidden, reason: 'not yours to read' };
	const source = hub.source(parsed.ref.kind);
	const head = source.head(name);
	if (head === undefined)
		return { ok: false, code: CLOSE.unknownDocument, reason: 'no such document' };
	if (parsed.generation !== null && parsed.generation !== head.generation)
		return { ok: false, code: CLOSE.replaced, reason: 'new generation' };
	const unsubscribe = hub.subscribe(name, client, port);
	const presence = hub.awareness.join(name, client.identity.person, port);
	const isHeld = opening.held?.has(name) === true;
	const reader = {
		port: paying(port, opening),
		onGiven: (isWhole: boolean) => hub.onGiven?.(client.identity.person, name, isWhole && !isHeld)
	};
	return {
		ok: true,
		generation: head.generation,
		rev: head.rev,
		channel: {
			receive: withMessage(port, (message) => {
				if (message.kind === 'awareness') presence.receive(message.update);
				else if (message.kind === 'query-awareness') presence.tell();
				else if (message.kind === 'differs') hub.differences += 1;
				else answerReader(source, name, reader, message);
			}),
			closed: () => {
				unsubscribe();
				presence.leave();
			}
		}
	};
}

/** A port whose bytes are paid for: what a reader asks for, not what it is told of its own accord. */
function paying(port: Port, { spend }: Opening): Port {
	return {
		send: (...pieces) => {
			const size = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
			if (spend(size / WORK.answerBytes)) port.send(...pieces);
		},
		close: port.close
	};
}

function withMessage(
	port: Port,
	receive: (message: SyncMessage) => void
): (bytes: Uint8Array) => void {
	return (bytes) => {
		const message = readSyncMessage(bytes);
		if (message === undefined) port.close(CLOSE.badUpdate, 'not a message');
		else receive(message);
	};
}
