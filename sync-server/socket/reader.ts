import { CLOSE } from '#lib/protocol/close-codes.ts';
import { writeCompare } from '#lib/protocol/compare.ts';
import { bringsNothingNew } from '../pipeline/guard.ts';
import type { Answer } from '../projections/projector.ts';
import { decodeVector, encodeVector } from '../pipeline/vector.ts';
import type { Port } from './peer.ts';
import { EMPTY_STEP_2, writeStep1, writeUpdateHead, type SyncMessage } from './sync-messages.ts';

/** Where server-written documents come from: the projections on disk, or what lives in memory. */
export interface DocumentSource {
	head(
		name: string
	): { generation: number; rev: number; client: number; clock: number } | undefined;
	answer(name: string, clockOf: (client: number) => number): Answer | undefined;
	/** The hash of the content as of `head`. */
	hash(name: string): string | undefined;
}

/** Hears that something of a document was given, and whether it was all of it. */
export type OnGiven = (isWhole: boolean) => void;

/** Answers one channel of a server-written document, which nobody but the server writes. */
export function answerReader(
	source: DocumentSource,
	name: string,
	{ port, onGiven }: { readonly port: Port; readonly onGiven: OnGiven },
	message: SyncMessage
): void {
	if (message.kind === 'step-1') answerStep1(source, name, { port, onGiven }, message.vector);
	else if (message.kind === 'step-2' || message.kind === 'update')
		refuseUpload(source, name, port, message);
	else if (message.kind === 'ask') answerComparison(source, name, port);
}

/** Everything that was told of the document went out on this port before. */
function answerComparison(source: DocumentSource, name: string, port: Port): void {
	const head = source.head(name);
	const hash = source.hash(name);
	if (head === undefined || hash === undefined) return;
	port.send(writeCompare({ kind: 'state', rev: head.rev, hash }));
}

function answerStep1(
	source: DocumentSource,
	name: string,
	{ port, onGiven }: { readonly port: Port; readonly onGiven: OnGiven },
	bytes: Uint8Array
): void {
	const vector = decodeVector(bytes);
	const answer = vector && source.answer(name, (client) => vector.get(client) ?? 0);
	if (answer === undefined) {
		port.close(CLOSE.badUpdate, 'not a state vector');
		return;
	}
	const known = vector?.get(answer.client) ?? 0;
	if (known < answer.clock) onGiven(known === 0);
	for (const update of answer.updates) port.send(writeUpdateHead(update), update);
	port.send(EMPTY_STEP_2);
	port.send(writeStep1(encodeVector(new Map([[answer.client, answer.clock]]))));
}

/** A level client answers our step 1 with nothing new; whatever is new was not made by the server. */
function refuseUpload(
	source: DocumentSource,
	name: string,
	port: Port,
	message: Extract<SyncMessage, { update: Uint8Array; kind: 'step-2' | 'update' }>
): void {
	const head = source.head(name);
	const isHarmless =
		message.kind === 'step-2' &&
		head !== undefined &&
		bringsNothingNew(message.update, head.client, head.clock);
	if (!isHarmless) port.close(CLOSE.badUpdate, 'only the server writes this document');
}
