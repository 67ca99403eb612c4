import * as encoding from 'lib0/encoding';
import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import type { Known } from '../content/content.ts';

/** Sync step 2 as a client sends it. */
export function writeStep2(update: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint8Array(encoder, update);
	});
}

/** What a device that holds a document answers to a server's sync step 1, made once for all devices. */
export class Replies {
	readonly #docs = new Map<string, Y.Doc>();
	readonly #answers = new Map<string, Uint8Array>();
	/** Bytes of each document's whole state. */
	readonly sizes = new Map<string, number>();

	constructor(documents: readonly Known[]) {
		for (const { name, state } of documents) {
			const doc = new Y.Doc();
			const bytes = readFileSync(state);
			Y.applyUpdate(doc, bytes);
			this.#docs.set(name, doc);
			this.sizes.set(name, bytes.byteLength);
		}
	}

	doc(name: string): Y.Doc {
		const doc = this.#docs.get(name);
		if (doc === undefined) throw new Error(`no state of ${name}`);
		return doc;
	}

	vector(name: string): Uint8Array {
		return Y.encodeStateVector(this.doc(name));
	}

	/** The update in step 2 of a device that holds all of the document. */
	to(name: string, serverVector: Uint8Array): Uint8Array {
		const key = `${name} ${Buffer.from(serverVector).toString('base64')}`;
		const known = this.#answers.get(key);
		if (known !== undefined) return known;
		const answer = Y.encodeStateAsUpdate(this.doc(name), serverVector);
		this.#answers.set(key, answer);
		return answer;
	}
}
