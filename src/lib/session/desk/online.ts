import * as Y from 'yjs';
import { readOnline } from '#lib/documents/live-doc.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { Cached } from '#lib/reactive/cached.ts';
import { LiveDoc } from '#lib/sync/live-doc.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import type { MuxSocket } from '#lib/sync/mux-socket.ts';

/** Who of my teams is here now. Never kept: offline nobody can tell. */
export class Online {
	readonly #mux: MuxSocket;
	readonly #floors = new Map<TeamId, Floor>();
	readonly #changed = new Listeners();
	readonly #people: Cached<ReadonlySet<PersonId>>;
	readonly #stopLine: () => void;

	constructor(mux: MuxSocket) {
		this.#mux = mux;
		this.#people = new Cached(() => this.#read(), this.#changed.add);
		this.#stopLine = mux.line.onChange(() => this.#changed.emit());
	}

	get people(): ReadonlySet<PersonId> {
		return this.#people.value;
	}

	follow(teams: Iterable<TeamId>): void {
		const wanted = new Set(teams);
		for (const team of wanted)
			if (!this.#floors.has(team))
				this.#floors.set(team, new Floor(this.#mux, team, () => this.#changed.emit()));
		for (const [team, floor] of this.#floors) {
			if (wanted.has(team)) continue;
			floor.stop();
			this.#floors.delete(team);
		}
		this.#changed.emit();
	}

	stop(): void {
		this.#stopLine();
		for (const floor of this.#floors.values()) floor.stop();
		this.#floors.clear();
		this.#people.stop();
	}

	#read(): ReadonlySet<PersonId> {
		if (this.#mux.line.state.kind === 'offline') return new Set();
		return new Set([...this.#floors.values()].flatMap((floor) => [...floor.people()]));
	}
}

/** The floor of one team. A generation begins with an empty document, or the gone would stay. */
class Floor {
	readonly #mux: MuxSocket;
	readonly #team: TeamId;
	readonly #changed: () => void;
	#doc = new Y.Doc();
	#live: LiveDoc;
	#generation: number | undefined;
	#isStopped = false;

	constructor(mux: MuxSocket, team: TeamId, changed: () => void) {
		this.#mux = mux;
		this.#team = team;
		this.#changed = changed;
		this.#live = this.#open();
	}

	people(): Iterable<PersonId> {
		return readOnline(this.#doc).keys();
	}

	stop(): void {
		this.#isStopped = true;
		this.#live.stop();
		this.#doc.destroy();
	}

	#open(): LiveDoc {
		const doc = (this.#doc = new Y.Doc());
		doc.on('update', this.#changed);
		this.#generation = undefined;
		return new LiveDoc(this.#mux, doc, `live.${this.#team}`, {
			onOpened: (generation) => {
				const isAnother = this.#generation !== undefined && this.#generation !== generation;
				this.#generation = generation;
				if (isAnother) this.#startOver(doc);
			},
			onFinal: (code) => {
				if (code === CLOSE.replaced) this.#startOver(doc);
			}
		});
	}

	/** Not at once: the provider is in the middle of telling. */
	#startOver(doc: Y.Doc): void {
		queueMicrotask(() => {
			if (this.#isStopped || this.#doc !== doc) return;
			this.#live.stop();
			doc.destroy();
			this.#live = this.#open();
			this.#changed();
		});
	}
}
