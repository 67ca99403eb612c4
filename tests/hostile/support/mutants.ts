import * as Y from 'yjs';
import { OUTBOX_ARRAY } from '#lib/documents/outbox-doc.ts';
import { readFrame } from '#lib/protocol/mux.ts';
import { bringsNothingNew, guardOutbox } from '../../../sync-server/pipeline/guard.ts';
import { decodeVector } from '../../../sync-server/pipeline/vector.ts';
import { readSyncMessage } from '../../../sync-server/socket/sync-messages.ts';
import { seededRandom } from '../../support/org.ts';

/** What the server has, and an honest update that goes beyond it. */
interface Honest {
	readonly state: Uint8Array;
	readonly vector: ReadonlyMap<number, number>;
	readonly update: Uint8Array;
}

/** Honest updates, and ones that were injured on the way. */
export function createMutants(seed: number) {
	const { next } = seededRandom(seed);
	const below = (limit: number) => Math.floor(next() * limit);

	function aValue(): unknown {
		const options = [
			below(1_000),
			'text'.repeat(below(5)),
			{ id: 'abc', body: { a: [1, null, true], b: 'ü' } },
			[1.5, -3, { k: 'v' }],
			null
		];
		return options[below(options.length)];
	}

	/** Up to three tabs append to one outbox; some of it has reached the server. */
	function anHonestUpdate(): Honest {
		const doc = new Y.Doc();
		const append = (times: number) => {
			for (let index = 0; index < times; index += 1) {
				doc.clientID = [7, 200, 70_000][below(3)] ?? 7;
				const list = Array.from({ length: 1 + below(3) }, aValue);
				doc.getArray(OUTBOX_ARRAY).push(list);
			}
		};
		append(below(4));
		const state = Y.encodeStateAsUpdate(doc);
		const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
		append(1 + below(4));
		const isDifference = next() < 0.6;
		const since = isDifference ? Y.encodeStateVectorFromUpdate(state) : undefined;
		return { state, vector, update: Y.encodeStateAsUpdate(doc, since) };
	}

	const INTERESTING = [
		0, 1, 2, 5, 7, 8, 9, 10, 40, 72, 116, 117, 118, 122, 127, 128, 136, 200, 255
	];

	/** Numbers that announce much: 2^14, 2^28, 2^53 - 1, and one without an end. */
	const LARGE = [
		[128, 128, 1],
		[128, 128, 128, 128, 1],
		[255, 255, 255, 255, 255, 255, 255, 15],
		[255, 255, 255, 255, 255, 255, 255, 255, 255, 255]
	];

	/** One to three small injuries, some with parts of another update. */
	function injure(update: Uint8Array, stranger: Uint8Array): Uint8Array {
		let bytes = [...update];
		for (let injuries = 1 + below(3); injuries > 0; injuries -= 1) {
			const at = below(bytes.length);
			const byte = INTERESTING[below(INTERESTING.length)] ?? 0;
			const kind = below(8);
			if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
			else if (kind === 1) bytes[at] = byte;
			else if (kind === 2) bytes.splice(at, 1);
			else if (kind === 3) bytes.splice(at, 0, byte);
			else if (kind === 4) bytes = bytes.slice(0, at);
			else if (kind === 5) bytes.splice(at, 0, ...bytes.slice(at, at + below(12)));
			else if (kind === 6) bytes.splice(at, 1, ...(LARGE[below(LARGE.length)] ?? []));
			else
				bytes.splice(at, below(20), ...stranger.slice(below(stranger.length)).slice(0, below(20)));
		}
		return new Uint8Array(bytes);
	}

	return { honest: anHonestUpdate, injure };
}

const text = (value: unknown) => JSON.stringify(value) ?? 'undefined';

/** The values a real document holds beyond what was known, and whether it is whole. */
function asYjs({ state, vector }: Honest, update: Uint8Array) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	Y.applyUpdate(doc, update);
	const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
	const entries: string[] = [];
	for (let item = doc.getArray(OUTBOX_ARRAY)._start; item !== null; item = item.right)
		for (const [offset, value] of item.content.getContent().entries())
			if (item.id.clock + offset >= (vector.get(item.id.client) ?? 0)) entries.push(text(value));
	const after = Y.decodeStateVector(Y.encodeStateVector(doc));
	const reloaded = new Y.Doc();
	Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(doc));
	const isReadable = text(reloaded.getArray(OUTBOX_ARRAY)) === text(doc.getArray(OUTBOX_ARRAY));
	return { isWhole, isReadable, entries: entries.sort(), after, roots: [...doc.share.keys()] };
}

/** What is wrong with how the guard took one update; undefined when nothing is. */
export function faultOf(honest: Honest, update: Uint8Array): string | undefined {
	const before = text([...honest.vector]);
	const guarded = guardOutbox(update, honest.vector);
	// Whatever reads bytes of clients beside the guard says no, and does not throw.
	readFrame(update);
	readSyncMessage(update);
	decodeVector(update);
	bringsNothingNew(update, 7, 2);
	if (text([...honest.vector]) !== before) return 'changed what it was told';
	if (!guarded.ok) return undefined;
	const real = asYjs(honest, update);
	if (!real.isWhole) return 'left something pending';
	if (!real.isReadable) return 'is unreadable once written';
	if (text(guarded.value.entries.map(text).sort()) !== text(real.entries))
		return 'took other entries';
	const [mine, theirs] = [guarded.value.vector, real.after].map((vector) => [...vector].sort());
	if (text(mine) !== text(theirs)) return 'moved to another vector';
	return text(real.roots) === text([OUTBOX_ARRAY]) ? undefined : 'made other roots';
}

/** Making an honest update takes longer than judging its mutants. */
const MUTANTS_OF_ONE = 10;

/** Sends mutants through the guard: how many were taken, and the first that was taken wrongly. */
export function fuzzGuard(seed: number, runs: number): { taken: number; fault?: string } {
	const { honest, injure } = createMutants(seed);
	let taken = 0;
	let one = honest();
	let stranger = one.update;
	for (let run = 0; run < runs; run += 1) {
		if (run % MUTANTS_OF_ONE === 0) {
			stranger = one.update;
			one = honest();
		}
		const mutant = injure(one.update, stranger);
		let fault: string | undefined;
		try {
			fault = faultOf(one, mutant);
		} catch (error) {
			fault = `threw ${String(error)}`;
		}
		if (fault !== undefined)
			return { taken, fault: `seed ${seed}, run ${run}: ${fault}: ${[...mutant].join(',')}` };
		if (guardOutbox(mutant, one.vector).ok) taken += 1;
	}
	return { taken };
}
