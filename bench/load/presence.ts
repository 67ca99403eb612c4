// People who come to a team and stay, and what the others are told of it.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { readOnline } from '../../src/lib/documents/live-doc.ts';
import { writeAwareness } from '../../sync-server/socket/sync-messages.ts';
import type { Person } from '../content/content.ts';
import { sleep } from '../measure/numbers.ts';
import { generate } from './generator.ts';
import { dialAll, NOTHING, type Hearing, type Line, type Target } from './line.ts';

export interface PresenceJob {
	readonly target: Target;
	readonly people: readonly Person[];
	/** In it people are present: by being connected on ours, by awareness states on the peers. */
	readonly document: string;
	/** After these, it is noted what has been told; the last ends it. */
	readonly stays: readonly number[];
}

/** What all clients have been told by then. */
export interface Told {
	readonly seconds: number;
	readonly bytesIn: number;
	readonly framesIn: number;
}

export interface PresenceResult {
	readonly told: readonly Told[];
	/** How many people the first client knows to be there. */
	readonly seen: number;
	readonly lost: number;
}

/** A client of y-protocols says again that it is there after half of its time-out of 30 s. */
const RENEW_S = 15;

/** The awareness state of one client, as y-protocols writes it. */
function stateOf(client: number, clock: number, person: string): Uint8Array {
	return writeAwareness(
		encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, JSON.stringify({ user: person }));
		})
	);
}

function clientsIn(update: Uint8Array): number[] {
	const decoder = decoding.createDecoder(update);
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const client = decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
		decoding.readVarString(decoder);
		return client;
	});
}

await generate<PresenceJob, PresenceResult>(({ target, people, document, stays }) => {
	const isOurs = target.protocol === 'offhook';
	return Promise.resolve(async () => {
		const doc = new Y.Doc();
		const present = new Set<number>();
		let lost = 0;
		const hearing: Hearing = {
			message(line, _name, message) {
				if (line !== lines[0]) return;
				if (message.kind === 'update') Y.applyUpdate(doc, message.update);
				if (message.kind === 'awareness')
					for (const client of clientsIn(message.update)) present.add(client);
			},
			lost: () => (lost += 1)
		};
		const documents = [{ name: document, vector: NOTHING }];
		const lines: Line[] = dialAll(
			people.map((person) => ({ target, person, documents, hearing })),
			32
		);
		const startedMs = performance.now();
		const passed = (seconds: number) =>
			sleep(Math.max(0, startedMs + seconds * 1_000 - performance.now()));
		const total = (key: 'bytesIn' | 'framesIn') => lines.reduce((sum, line) => sum + line[key], 0);
		let isOver = false;
		async function renew(): Promise<void> {
			// So much later than the dialling that every socket is open.
			for (let clock = 1; ; clock += 1) {
				await passed((clock - 1) * RENEW_S + RENEW_S / 5);
				if (isOver) return;
				lines.forEach((line, index) =>
					line.say(document, stateOf(index + 1, clock, line.person.id))
				);
			}
		}
		if (!isOurs) void renew();
		const told: Told[] = [];
		for (const seconds of stays) {
			await passed(seconds);
			told.push({ seconds, bytesIn: total('bytesIn'), framesIn: total('framesIn') });
		}
		isOver = true;
		return { told, seen: isOurs ? readOnline(doc).size : present.size, lost };
	});
});
