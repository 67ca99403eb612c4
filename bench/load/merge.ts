// Devices that were away come back at once, each with changes of its own to the same team.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { canonicalJson } from '../../src/lib/domain/json.ts';
import { readContent } from '../../src/lib/documents/records.ts';
import { decodeVector, encodeVector } from '../../sync-server/pipeline/vector.ts';
import type { Known, Person } from '../content/content.ts';
import { generate } from './generator.ts';
import { dial, dialAll, NOTHING, type Hearing, type Line, type Target } from './line.ts';
import { writeStep1, type SyncMessage } from '../../sync-server/socket/sync-messages.ts';
import { Author } from './writer.ts';

export interface MergeJob {
	readonly target: Target;
	readonly people: readonly Person[];
	readonly team: Known;
	readonly changes: number;
	/** All devices change these tickets. */
	readonly tickets: readonly string[];
	readonly limitMs: number;
}

export interface MergeResult {
	/** Until every device had the receipt for all of its changes. */
	readonly receiptedMs: number;
	/** Until every device had everybody's changes. */
	readonly mergedMs: number;
	/** Different contents that devices ended with, one of them that of a device that came later. */
	readonly contents: number;
	readonly lost: number;
}

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

function makeChanges(author: Author, job: MergeJob, seed: number) {
	return Array.from({ length: job.changes }, (_, index) => {
		const ticket = job.tickets[(seed * 37 + index * 11) % job.tickets.length] ?? '';
		if (index % 5 === 0)
			return author.change('message.add', ticket, {
				kind: 'note',
				text: `Called back, note ${index} of ${seed}.`
			});
		if (index % 5 < 3)
			return author.change('ticket.element', ticket, {
				set: 'tags',
				element: `tag-${(seed + index) % 12}`,
				present: index % 3 !== 0
			});
		const value = PRIORITIES[(seed + index) % PRIORITIES.length] ?? 'normal';
		return author.change('ticket.field', ticket, { field: 'priority', value });
	});
}

function contentOf(base: Uint8Array, updates: readonly Uint8Array[]): string {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return canonicalJson(readContent(doc));
}

/** What somebody gets who comes when all is over. */
function newcomer(job: MergeJob): Promise<string> {
	const updates: Uint8Array[] = [];
	const [person] = job.people;
	if (person === undefined) throw new Error('there is nobody');
	return new Promise((resolve) => {
		const line: Line = dial({
			target: job.target,
			person,
			documents: [{ name: job.team.name, vector: NOTHING }],
			opened: () => undefined,
			hearing: {
				message(_line, _name, message) {
					if (message.kind === 'update') updates.push(message.update);
					if (message.kind !== 'step-2') return;
					line.close();
					resolve(contentOf(new Uint8Array([0, 0]), updates));
				},
				lost: () => undefined
			}
		});
	});
}

await generate<MergeJob, MergeResult>(async (job) => {
	const base = readFileSync(job.team.state);
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	const vector = Y.encodeStateVector(doc);
	const [[server = 0] = []] = decodeVector(vector) ?? [];
	const beyondAll = encodeVector(new Map([[server, 2 ** 31 - 1]]));
	const authors = job.people.map((person, index) => {
		const author = new Author(person);
		return { author, said: author.append(makeChanges(author, job, index)) };
	});
	const byPerson = new Map(authors.map((each) => [each.author.person, each]));
	const heard = new Map<Line, Uint8Array[]>();
	const synced = new Set<Line>();
	const ready = Promise.withResolvers<void>();
	const allReceipted = Promise.withResolvers<void>();
	const allEchoed = Promise.withResolvers<void>();
	const receipted = new Set<Line>();
	const echoed = new Set<Line>();
	let lost = 0;
	const count = job.people.length;
	function hearTeam(line: Line, message: SyncMessage): void {
		if (message.kind === 'update') heard.get(line)?.push(message.update);
		if (message.kind !== 'step-2') return;
		const answered = receipted.size === count ? echoed : synced;
		answered.add(line);
		if (answered.size === count) (answered === echoed ? allEchoed : ready).resolve();
	}
	function hearOutbox(line: Line, message: SyncMessage): void {
		if (message.kind !== 'step-1') return;
		const { author } = byPerson.get(line.person) ?? {};
		const taken = decodeVector(message.vector)?.get(author?.doc.clientID ?? 0) ?? 0;
		if (taken >= job.changes) receipted.add(line);
		if (receipted.size === count) allReceipted.resolve();
	}
	const hearing: Hearing = {
		message(line, document, message) {
			(document === job.team.name ? hearTeam : hearOutbox)(line, message);
		},
		lost: () => {
			lost += 1;
		}
	};
	const { name, generation, rev } = job.team;
	const held = { name: `${name}.${generation}`, rev };
	const lines = dialAll(
		authors.map(({ author }) => ({
			target: job.target,
			person: author.person,
			hearing,
			documents: [
				{ name, held, vector },
				{ name: author.outbox, vector: NOTHING }
			]
		}))
	);
	for (const line of lines) heard.set(line, []);
	await ready.promise;

	return async () => {
		const startedMs = performance.now();
		const limit = setTimeout(() => {
			allReceipted.resolve();
			allEchoed.resolve();
		}, job.limitMs);
		for (const line of lines) {
			const { said } = byPerson.get(line.person) ?? {};
			if (said !== undefined) line.say(said.document, said.bytes);
		}
		await allReceipted.promise;
		const receiptedMs = performance.now() - startedMs;
		// Messages keep their order, so whoever gets an answer now has had all that was told before.
		for (const line of lines) line.say(name, writeStep1(beyondAll));
		await allEchoed.promise;
		const mergedMs = performance.now() - startedMs;
		clearTimeout(limit);
		const streams = new Map<string, readonly Uint8Array[]>();
		for (const updates of heard.values()) {
			const hash = createHash('sha256');
			for (const update of updates) hash.update(update);
			streams.set(hash.digest('hex'), updates);
		}
		const contents = new Set([...streams.values()].map((updates) => contentOf(base, updates)));
		contents.add(await newcomer(job));
		return { receiptedMs, mergedMs, contents: contents.size, lost };
	};
});
