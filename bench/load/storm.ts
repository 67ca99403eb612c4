// Many devices connect at once and want the same documents; they are synced when they have all.
import { randomFillSync } from 'node:crypto';
import { newDeviceId } from '../../src/lib/domain/ids.ts';
import type { Known, Person } from '../content/content.ts';
import { generate } from './generator.ts';
import { dialAll, NOTHING, type Hearing, type Line, type Target } from './line.ts';
import { Replies, writeStep2 } from './replies.ts';

export interface StormJob {
	readonly target: Target;
	readonly people: readonly Person[];
	readonly documents: readonly Known[];
	/** Whether the devices have everything already. */
	readonly resumed: boolean;
	readonly limitMs: number;
}

export interface StormResult {
	/** By device, how long it took until it had all. */
	readonly syncedMs: readonly number[];
	readonly bytesIn: number;
	readonly bytesOut: number;
	/** Bytes of documents that the devices were made to send. */
	readonly uploaded: number;
	readonly lost: number;
}

/** What one device has so far of each document. */
class Progress {
	readonly #bytes = new Map<string, number>();
	readonly #answered = new Set<string>();

	add(name: string, bytes: number): void {
		this.#bytes.set(name, (this.#bytes.get(name) ?? 0) + bytes);
	}

	answered(name: string): void {
		this.#answered.add(name);
	}

	/** The answer alone proves nothing: a server may answer before it has read its disk. */
	has(name: string, size: number): boolean {
		return this.#answered.has(name) && (this.#bytes.get(name) ?? 0) >= size * 0.9;
	}
}

const randomBytesInto = (bytes: Uint8Array<ArrayBuffer>) => randomFillSync(bytes);

await generate<StormJob, StormResult>(async ({ target, people, documents, resumed, limitMs }) => {
	const replies = new Replies(documents);
	const names = documents.map(({ name }) => name);
	const wanted = documents.map(({ name, generation, rev }) => ({
		name,
		...(resumed && { held: { name: `${name}.${generation}`, rev } }),
		vector: resumed ? replies.vector(name) : NOTHING
	}));
	const needed = (name: string) => (resumed ? 0 : (replies.sizes.get(name) ?? 0));

	return async () => {
		const startedMs = performance.now();
		const progress = new Map<Line, Progress>();
		const synced = new Map<Line, number>();
		let [uploaded, lost] = [0, 0];
		const done = Promise.withResolvers<void>();
		const hearing: Hearing = {
			message(line, name, message) {
				const here = progress.get(line) ?? new Progress();
				progress.set(line, here);
				if (message.kind === 'step-1') {
					const holds = resumed || here.has(name, needed(name));
					const reply = holds ? replies.to(name, message.vector) : new Uint8Array([0, 0]);
					// An update begins with the number of clients whose structs it brings; the rest are deletes.
					if (reply[0] !== 0) uploaded += reply.byteLength;
					line.say(name, writeStep2(reply));
					return;
				}
				if (message.kind !== 'step-2' && message.kind !== 'update') return;
				here.add(name, message.update.byteLength);
				if (message.kind === 'step-2') here.answered(name);
				if (synced.has(line) || !names.every((each) => here.has(each, needed(each)))) return;
				synced.set(line, performance.now() - startedMs);
				if (synced.size === people.length) done.resolve();
			},
			lost: () => (lost += 1)
		};
		const calls = people.map((known) => {
			// Who has nothing is a device that the server has never met.
			const person = resumed ? known : { ...known, device: newDeviceId(randomBytesInto) };
			return { target, person, documents: wanted, hearing };
		});
		const lines = dialAll(calls);
		const timer = setTimeout(done.resolve, limitMs);
		await done.promise;
		clearTimeout(timer);
		const total = (key: 'bytesIn' | 'bytesOut') => lines.reduce((sum, line) => sum + line[key], 0);
		return {
			syncedMs: [...synced.values()],
			bytesIn: total('bytesIn'),
			bytesOut: total('bytesOut'),
			uploaded,
			lost
		};
	};
});
