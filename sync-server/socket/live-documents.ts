import * as Y from 'yjs';
import { LIVE_PEOPLE } from '#lib/documents/live-doc.ts';
import { contentHash } from '#lib/documents/content-hash.ts';
import { rootMap } from '#lib/documents/records.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { generationAfter } from '../projections/generation.ts';
import type { Answer } from '../projections/projector.ts';
import { encodeVector } from '../pipeline/vector.ts';

/** Told when a live document has changed, or has been replaced by a new generation. */
export type LiveListener = (name: string, update: Uint8Array | 'replaced') => void;

export interface LiveParts {
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	/** The teams on whose floor a person is. */
	readonly teamsOf: (person: string) => Iterable<TeamId>;
	/** Whether there is such a team: no document of any other is ever made. */
	readonly hasTeam: (id: string) => boolean;
	readonly onChange: LiveListener;
}

interface LiveDocument {
	doc: Y.Doc;
	generation: number;
	writes: number;
	isScheduled: boolean;
	/** People to be written: since when they are here, or null once they are gone. */
	readonly unwritten: Map<string, number | null>;
}

/** At most ten writes a second. */
const BATCH_MS = 100;
/** A person whose last tab has closed is gone after this; a reload is no absence. */
const GONE_MS = 5_000;
/** Overwritten values cost memory for ever, so the document is begun anew after this many. */
const WRITES_LIMIT = 20_000;

/** The `live` documents of an organisation: presence, in memory. */
export class LiveDocuments {
	readonly #parts: LiveParts;
	readonly #documents = new Map<string, LiveDocument>();
	/** Connections and since when, by person; none for `GONE_MS` means gone. */
	readonly #here = new Map<string, { connections: number; sinceMs: number }>();

	constructor(parts: LiveParts) {
		this.#parts = parts;
	}

	/** A tab of this person has connected. */
	connected(person: string): void {
		const here = this.#here.get(person);
		if (here !== undefined) {
			here.connections += 1;
			return;
		}
		const sinceMs = this.#parts.now();
		this.#here.set(person, { connections: 1, sinceMs });
		this.#note(person, sinceMs);
	}

	/** A tab of this person has gone. */
	disconnected(person: string): void {
		const here = this.#here.get(person);
		if (here === undefined) return;
		here.connections -= 1;
		if (here.connections > 0) return;
		this.#parts.after(GONE_MS, () => {
			if (this.#here.get(person) !== here || here.connections > 0) return;
			this.#here.delete(person);
			this.#note(person, null);
		});
	}

	/** Whether somebody is here, or was a moment ago. */
	isHere(person: string): boolean {
		return this.#here.has(person);
	}

	/** This person has come to teams or left them. */
	moved(person: string): void {
		const teams = new Set<string>(this.#parts.teamsOf(person));
		const here = this.#here.get(person);
		for (const name of this.#documents.keys()) {
			const isTheirs = here !== undefined && teams.has(teamIn(name));
			this.#noteIn(name, person, isTheirs ? here.sinceMs : null);
		}
	}

	head(name: string) {
		if (!this.#parts.hasTeam(teamIn(name))) return undefined;
		const { doc, generation } = this.#open(name);
		const client = doc.clientID;
		return { generation, rev: 0, client, clock: Y.getState(doc.store, client) };
	}

	answer(name: string, clockOf: (client: number) => number): Answer | undefined {
		const head = this.head(name);
		if (head === undefined) return undefined;
		const has = encodeVector(new Map([[head.client, clockOf(head.client)]]));
		// Always, for who has gone is a delete, which no state vector tells.
		return { ...head, updates: [Y.encodeStateAsUpdate(this.#open(name).doc, has)] };
	}

	hash(name: string): string | undefined {
		return this.head(name) && contentHash(this.#open(name).doc);
	}

	/** Where nobody has looked yet, whoever looks first is told of all who are here. */
	#note(person: string, sinceMs: number | null): void {
		if (this.#documents.size === 0) return;
		for (const team of this.#parts.teamsOf(person)) {
			const name = `live.${team}`;
			if (this.#documents.has(name)) this.#noteIn(name, person, sinceMs);
		}
	}

	#noteIn(name: string, person: string, sinceMs: number | null): void {
		const live = this.#open(name);
		live.unwritten.set(person, sinceMs);
		if (live.isScheduled) return;
		live.isScheduled = true;
		this.#parts.after(BATCH_MS, () => this.#write(name, live));
	}

	#write(name: string, live: LiveDocument): void {
		live.isScheduled = false;
		live.writes += live.unwritten.size;
		const tell = (update: Uint8Array) => this.#parts.onChange(name, update);
		live.doc.on('update', tell);
		live.doc.transact(() => {
			const people = rootMap(live.doc, LIVE_PEOPLE);
			for (const [person, sinceMs] of live.unwritten)
				if (sinceMs === null) people.delete(person);
				else people.set(person, sinceMs);
		});
		live.doc.off('update', tell);
		live.unwritten.clear();
		if (live.writes < WRITES_LIMIT) return;
		this.#documents.delete(name);
		this.#open(name, live.generation);
		this.#parts.onChange(name, 'replaced');
	}

	#open(name: string, previous = 0): LiveDocument {
		const known = this.#documents.get(name);
		if (known !== undefined) return known;
		const doc = new Y.Doc();
		const live: LiveDocument = {
			doc,
			generation: generationAfter(previous, this.#parts.now()),
			writes: 0,
			isScheduled: false,
			unwritten: new Map()
		};
		const team = teamIn(name);
		doc.transact(() => {
			for (const [person, { sinceMs }] of this.#here)
				for (const of of this.#parts.teamsOf(person))
					if (of === team) rootMap(doc, LIVE_PEOPLE).set(person, sinceMs);
		});
		this.#documents.set(name, live);
		return live;
	}
}

const teamIn = (name: string): string => name.slice('live.'.length);
