import { CLOSE } from '#lib/protocol/close-codes.ts';
import { bringsNothingNew } from '../pipeline/guard.ts';
import type { Projector } from '../projections/projector.ts';
import { decodeVector, encodeVector } from '../pipeline/vector.ts';
import type { Port } from './peer.ts';
import { EMPTY_STEP_2, writeStep1, writeUpdate, type SyncMessage } from './sync-messages.ts';

/** Answers one channel of a server-written document, which nobody but the server writes. */
export function answerReader(
	projector: Projector,
	name: string,
	port: Port,
	message: SyncMessage
): void {
	if (message.kind === 'step-1') answerStep1(projector, name, port, message.vector);
	else if (message.kind === 'step-2' || message.kind === 'update')
		refuseUpload(projector, name, port, message);
}

function answerStep1(projector: Projector, name: string, port: Port, bytes: Uint8Array): void {
	const vector = decodeVector(bytes);
	const answer = vector && projector.answer(name, (client) => vector.get(client) ?? 0);
	if (answer === undefined) {
		port.close(CLOSE.badUpdate, 'not a state vector');
		return;
	}
	for (const update of answer.updates) port.send(writeUpdate(update));
	port.send(EMPTY_STEP_2);
	port.send(writeStep1(encodeVector(new Map([[answer.client, answer.clock]]))));
}

/** A level client answers our step 1 with nothing new; whatever is new was not made by the server. */
function refuseUpload(
	projector: Projector,
	name: string,
	port: Port,
	message: Extract<SyncMessage, { update: Uint8Array; kind: 'step-2' | 'update' }>
): void {
	const head = projector.head(name);
	const isHarmless =
		message.kind === 'step-2' &&
		head !== undefined &&
		bringsNothingNew(message.update, head.client, head.clock);
	if (!isHarmless) port.close(CLOSE.badUpdate, 'only the server writes this document');
}
