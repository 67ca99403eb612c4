import * as encoding from 'lib0/encoding';

/** Parts of a Yjs update (yjs INTERNALS.md, encoding V1) that no honest client would put together. */
type Write = (encoder: encoding.Encoder) => void;

export const GC = 0;
export const DELETED = 1;
const JSON_CONTENT = 2;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const DOC = 9;
const HAS_ORIGIN = 0b1000_0000;

export interface Run {
	readonly client: number;
	readonly clock: number;
	readonly structs: readonly Write[];
	/** How many structs it says there are; by default what is true. */
	readonly announced?: number;
}

export interface DeletedRange {
	readonly client: number;
	readonly clock: number;
	readonly length: number;
}

export function update(runs: readonly Run[], deletes: readonly DeletedRange[] = []): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, runs.length);
	for (const { client, clock, structs, announced } of runs) {
		encoding.writeVarUint(encoder, announced ?? structs.length);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		for (const write of structs) write(encoder);
	}
	encoding.writeVarUint(encoder, deletes.length);
	for (const { client, clock, length } of deletes) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarUint(encoder, length);
	}
	return encoding.toUint8Array(encoder);
}

/** Where a struct says it belongs: a root by name, a parent, or after another struct. */
type At =
	| { readonly root: string; readonly key?: string }
	| { readonly parent: readonly [number, number]; readonly key?: string }
	| { readonly origin: readonly [number, number] };

function item(content: number, at: At, write: Write): Write {
	return (encoder) => {
		const key = 'key' in at ? at.key : undefined;
		const flags = ('origin' in at ? HAS_ORIGIN : 0) | (key === undefined ? 0 : 0b0010_0000);
		encoding.writeUint8(encoder, content | flags);
		if ('origin' in at) writePlace(encoder, at.origin);
		else if ('root' in at) {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, at.root);
		} else {
			encoding.writeVarUint(encoder, 0);
			writePlace(encoder, at.parent);
		}
		if (key !== undefined) encoding.writeVarString(encoder, key);
		write(encoder);
	};
}

function writePlace(encoder: encoding.Encoder, [client, clock]: readonly [number, number]): void {
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
}

export const run = (content: typeof GC | typeof DELETED, length: number): Write => {
	return (encoder) => {
		encoding.writeUint8(encoder, content);
		if (content === DELETED) {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, 'changes');
		}
		encoding.writeVarUint(encoder, length);
	};
};

export const any = (at: At, ...values: readonly unknown[]): Write =>
	item(ANY, at, (encoder) => {
		encoding.writeVarUint(encoder, values.length);
		for (const value of values) encoding.writeAny(encoder, value as never);
	});

/** Values written by hand, as an encoder that recurses could not write them. */
export const anyBytes = (at: At, bytes: Uint8Array): Write =>
	item(ANY, at, (encoder) => {
		encoding.writeVarUint(encoder, 1);
		encoding.writeUint8Array(encoder, bytes);
	});

export const json = (at: At, text: string): Write =>
	item(JSON_CONTENT, at, (encoder) => {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, text);
	});

export const string = (at: At, text: string): Write =>
	item(STRING, at, (encoder) => encoding.writeVarString(encoder, text));

/** A mark that begins or ends. */
export const format = (at: At, mark: string, value: string): Write =>
	item(FORMAT, at, (encoder) => {
		encoding.writeVarString(encoder, mark);
		encoding.writeVarString(encoder, value);
	});

/** A node of a text. */
export const node = (at: At, name: string): Write =>
	item(TYPE, at, (encoder) => {
		encoding.writeVarUint(encoder, 3);
		encoding.writeVarString(encoder, name);
	});

/** A shared map in another. */
export const map = (at: At): Write =>
	item(TYPE, at, (encoder) => encoding.writeVarUint(encoder, 1));

export const subdocument = (at: At, guid: string): Write =>
	item(DOC, at, (encoder) => {
		encoding.writeVarString(encoder, guid);
		encoding.writeAny(encoder, { autoLoad: true });
	});

/** One value in so many lists, one in the other. */
export function nestedLists(depth: number): Uint8Array {
	const encoder = encoding.createEncoder();
	for (let level = 0; level < depth; level += 1) {
		encoding.writeUint8(encoder, 117);
		encoding.writeVarUint(encoder, 1);
	}
	encoding.writeUint8(encoder, 126);
	return encoding.toUint8Array(encoder);
}

/** An object with this key, which an ordinary writer would take for a prototype. */
export function objectWithKey(key: string, value: unknown): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeUint8(encoder, 118);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarString(encoder, key);
	encoding.writeAny(encoder, value as never);
	return encoding.toUint8Array(encoder);
}
