// People who have a team on their screens, some of whom change tickets; how long it takes until a
// change of one is with the others.
import * as Y from 'yjs';
import { TEAM_ROWS } from '../../src/lib/documents/team-doc.ts';
import type { Known, Person } from '../content/content.ts';
import { percentile, sharedMs, sleep } from '../measure/numbers.ts';
import { generate } from './generator.ts';
import { dialAll, NOTHING, type Hearing, type Line, type Target } from './line.ts';
import { marksIn } from './marks.ts';
import { Replies, writeStep2 } from './replies.ts';
import { Author, RowAuthor } from './writer.ts';

export interface FanOutJob {
	readonly target: Target;
	readonly people: readonly Person[];
	readonly team: Known;
	readonly seconds: number;
	/** Changes a second of each of these people; none when they only look. */
	readonly perSecond: number;
	/** Each writer has tickets of their own. */
	readonly tickets: readonly string[];
}

export interface FanOutResult {
	readonly changes: number;
	readonly deliveries: number;
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	/** The same until a real document has it and its observers were told. */
	readonly screenP99: number;
	/** The 95th percentile of the first and of the last third of the changes. */
	readonly firstP95: number;
	readonly lastP95: number;
	/** Since the last change was made, until the last delivery. */
	readonly drainMs: number;
	readonly lost: number;
}

/** Nobody works within the second in which they come. */
const SETTLING_MS = 1_000;
/** After the last change, when nothing has arrived for so long, nothing will. */
const QUIET_MS = 1_500;

class Latencies {
	readonly all: number[] = [];
	readonly first: number[] = [];
	readonly last: number[] = [];
	readonly screen: number[] = [];
	lastMs = 0;

	note(mark: number, startMs: number, wholeMs: number): void {
		this.lastMs = sharedMs();
		const [madeMs, latency] = [mark / 1_000, this.lastMs - mark / 1_000];
		this.all.push(latency);
		if (madeMs < startMs + wholeMs / 3) this.first.push(latency);
		else if (madeMs > startMs + (wholeMs * 2) / 3) this.last.push(latency);
	}
}

/** A document that really takes in what one line hears. */
function witness(state: Y.Doc, latencies: Latencies): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(state));
	const rows = doc.getMap<{ subject?: string }>(TEAM_ROWS);
	rows.observe(({ keysChanged }) => {
		for (const key of keysChanged) {
			const [mark] = marksIn(Buffer.from(String(rows.get(key)?.subject)));
			if (mark !== undefined) latencies.screen.push(sharedMs() - mark / 1_000);
		}
	});
	return doc;
}

interface Voice {
	readonly line: Line;
	readonly mark: Author['mark'];
	readonly tickets: readonly string[];
}

async function write(voices: readonly Voice[], job: FanOutJob): Promise<number> {
	const gapMs = 1_000 / job.perSecond;
	const startMs = sharedMs();
	let changes = 0;
	await Promise.all(
		voices.map(async ({ line, mark, tickets }, index) => {
			for (let made = 0; made < job.perSecond * job.seconds; made += 1) {
				const dueMs = startMs + made * gapMs + (index / voices.length) * gapMs;
				await sleep(Math.max(0, dueMs - sharedMs()));
				const ticket = tickets[made % tickets.length] ?? '';
				const said = mark(ticket, Math.round(sharedMs() * 1_000));
				line.say(said.document, said.bytes);
				changes += 1;
			}
		})
	);
	return changes;
}

await generate<FanOutJob, FanOutResult>(async (job) => {
	const { target, people, team } = job;
	const replies = new Replies([team]);
	const latencies = new Latencies();
	const ready = Promise.withResolvers<void>();
	const synced = new Set<Line>();
	const seen = witness(replies.doc(team.name), latencies);
	const isOurs = target.protocol === 'offhook';
	const isWriting = job.perSecond > 0;
	const authors = new Map(people.map((person) => [person, new Author(person)]));
	let [startMs, lost] = [0, 0];
	const hearing: Hearing = {
		message(line, name, message, bytes) {
			if (message.kind === 'step-1' && name === team.name)
				line.say(name, writeStep2(replies.to(name, message.vector)));
			if (message.kind === 'step-2' && name === team.name) {
				synced.add(line);
				if (synced.size === people.length) ready.resolve();
			}
			if (message.kind !== 'update' || name !== team.name) return;
			for (const mark of marksIn(bytes)) latencies.note(mark, startMs, job.seconds * 1_000);
			if (line === lines[0] && !isWriting) Y.applyUpdate(seen, message.update);
		},
		lost: () => (lost += 1)
	};
	const { name, generation, rev } = team;
	const held = { name: `${name}.${generation}`, rev };
	const lines = dialAll(
		people.map((person) => {
			const outbox = { name: authors.get(person)?.outbox ?? '', vector: NOTHING };
			const documents = [{ name, held, vector: replies.vector(name) }];
			return {
				target,
				person,
				hearing,
				documents: isOurs && isWriting ? [...documents, outbox] : documents
			};
		})
	);
	await ready.promise;
	await sleep(SETTLING_MS);
	const share = Math.floor(job.tickets.length / people.length);
	const voices = lines.map((line, index): Voice => {
		const tickets = job.tickets.slice(index * share, (index + 1) * share);
		const author = authors.get(line.person);
		if (isOurs && author !== undefined)
			return { line, tickets, mark: (ticket, mark) => author.mark(ticket, mark) };
		const doc = new Y.Doc();
		if (isWriting) Y.applyUpdate(doc, Y.encodeStateAsUpdate(replies.doc(name)));
		const row = new RowAuthor(doc, name);
		return { line, tickets, mark: (ticket, mark) => row.mark(ticket, mark) };
	});

	return async () => {
		startMs = sharedMs();
		const changes = isWriting ? await write(voices, job) : (await sleep(job.seconds * 1_000), 0);
		const endMs = sharedMs();
		while (sharedMs() - Math.max(endMs, latencies.lastMs) < QUIET_MS) await sleep(50);
		return {
			changes,
			deliveries: latencies.all.length,
			p50: percentile(latencies.all, 0.5),
			p95: percentile(latencies.all, 0.95),
			p99: percentile(latencies.all, 0.99),
			screenP99: percentile(latencies.screen, 0.99),
			firstP95: percentile(latencies.first, 0.95),
			lastP95: percentile(latencies.last, 0.95),
			drainMs: Math.max(0, latencies.lastMs - endMs),
			lost
		};
	};
});
