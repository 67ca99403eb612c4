import { jsonMember, type Json } from '#lib/domain/json.ts';
import type { CopyPlace } from '../copy.ts';
import { deleteDatabase } from '../databases.ts';
import type { DeviceStore } from '../device-store.ts';
import { Listeners } from '../listeners.ts';
import { TextCopy, textDatabase } from './text-copy.ts';

interface TextsPlace extends CopyPlace {
	readonly store: DeviceStore;
}

interface Open {
	readonly copy: TextCopy;
	readonly of: string;
	uses: number;
	/** What it belongs to was taken from this person: it goes when it leaves the screen. */
	isDoomed: boolean;
}

/** What this device knows of a text that lies on it. */
interface TextRecord {
	/** The document it belongs to; empty if to none of which this device has a copy of its own. */
	readonly of: string;
	/** Something was written here that the server may not have. */
	readonly isWaiting: boolean;
	readonly usedMs: number;
}

const PREFIX = 'text/';
/** How long one of them may take to get to the server before the next one is tried. */
const DELIVER_MS = 20_000;
/** A copy nobody has looked at for this long goes, unless something of it waits. */
const UNUSED_MS = 60 * 24 * 3_600_000;

/**
 * The texts on this device: which are open, and which lie on its disk. What was written in one gets to
 * the server when there is a line, whether or not anybody looks at its ticket again.
 */
export class TextCopies {
	readonly #place: TextsPlace;
	readonly #open = new Map<string, Open>();
	readonly #stated = new Listeners();
	#delivered: Promise<boolean> = Promise.resolve(true);
	#isClosed = false;

	constructor(place: TextsPlace) {
		this.#place = place;
	}

	/** How many wait may have changed. */
	readonly onState = this.#stated.add;

	/** In how many texts something was written here that the server may not have. */
	get waiting(): number {
		return this.#place.store.facts(PREFIX).filter(([, fact]) => readRecord(fact).isWaiting).length;
	}

	/** Whether words are on their way to the disk at this moment. */
	get isWriting(): boolean {
		return this.#place.watch.isWriting(textDatabase(this.#place.device, ''));
	}

	/** The text, connected until every user has released it; it goes with the document it is `of`. */
	open(id: string, of: string): TextCopy {
		const known = this.#open.get(id);
		if (known !== undefined) {
			known.uses += 1;
			return known.copy;
		}
		const copy = new TextCopy(id, this.#place, this.#record(id)?.isWaiting ?? false);
		this.#open.set(id, { copy, of, uses: 1, isDoomed: false });
		this.#note(id, of, copy.isWaiting);
		copy.onState(() => {
			if (copy.isWaiting !== this.#record(id)?.isWaiting) this.#note(id, of, copy.isWaiting);
		});
		return copy;
	}

	release(copy: TextCopy): void {
		const open = this.#open.get(copy.id);
		if (open?.copy !== copy) return;
		// What has just been written is still on its way.
		if (open.uses === 1 && copy.isWaiting && copy.isLive) void this.#deliver(copy.id, open.of);
		open.uses -= 1;
		if (open.uses > 0) return;
		this.#open.delete(copy.id);
		void copy.close().then(() => (open.isDoomed ? this.#erase(copy.id) : undefined));
	}

	/** Brings what was written here to the server; whether nothing waits any more. */
	deliver(): Promise<boolean> {
		// One after the other: a later call may know of more.
		const all = this.#delivered.then(() => this.#deliverAll());
		this.#delivered = all.catch(() => false);
		return all;
	}

	/** A document was taken from this device: its texts go, but for what is not on the server yet. */
	async dropOf(document: string): Promise<void> {
		await this.#dropIf(({ of }) => of === document);
	}

	/** Brings what waits to a server that is there, and drops copies nobody uses; one tab does this. */
	async tidy(): Promise<void> {
		const { environment, mux } = this.#place;
		const limit = environment.now() - UNUSED_MS;
		await this.#dropIf(({ usedMs }) => usedMs < limit);
		if (mux.welcome?.mode === 'normal') await this.deliver();
	}

	/** Work ends here for now: what waits stays, sealed, and the rest goes. */
	async rest(): Promise<void> {
		await this.close();
		await this.#dropIf(() => true);
	}

	async erase(): Promise<void> {
		await this.close();
		for (const [id] of await this.#records()) await this.#erase(id);
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		const all = [...this.#open.values()];
		this.#open.clear();
		await Promise.all(all.map(({ copy }) => copy.close()));
	}

	async #deliverAll(): Promise<boolean> {
		for (const [id, { isWaiting, of }] of await this.#records())
			if (isWaiting) await this.#deliver(id, of);
		return (await this.#records()).every(([, { isWaiting }]) => !isWaiting);
	}

	async #deliver(id: string, of: string): Promise<void> {
		if (this.#isClosed) return;
		const copy = this.open(id, of);
		await this.#settled(copy);
		this.release(copy);
	}

	/** Resolves when nothing of a text waits any more, or when that takes too long. */
	#settled(copy: TextCopy): Promise<void> {
		const isOver = () => !copy.isWaiting || this.#isClosed;
		return new Promise((resolve) => {
			if (isOver()) return resolve();
			const done = () => {
				stop();
				cancel();
				resolve();
			};
			const cancel = this.#place.environment.timers.after(DELIVER_MS, done);
			const stop = copy.onState(() => {
				if (isOver()) done();
			});
		});
	}

	async #dropIf(isOver: (record: TextRecord) => boolean): Promise<void> {
		for (const [id, record] of await this.#records()) {
			if (record.isWaiting || !isOver(record)) continue;
			const open = this.#open.get(id);
			if (open === undefined) await this.#erase(id);
			else open.isDoomed = true;
		}
	}

	async #erase(id: string): Promise<void> {
		const { environment, device } = this.#place;
		await deleteDatabase(environment.indexedDb, textDatabase(device, id)).catch(() => undefined);
		this.#place.store.dropFact(`${PREFIX}${id}`);
		this.#stated.emit();
	}

	#note(id: string, of: string, isWaiting: boolean): void {
		if (this.#isClosed) return;
		const wasWaiting = this.#record(id)?.isWaiting ?? false;
		const usedMs = this.#place.environment.now();
		this.#place.store.setFact(`${PREFIX}${id}`, { of, isWaiting, usedMs });
		// Opening a text moves nothing: it happens while a screen is being drawn.
		if (isWaiting !== wasWaiting) this.#stated.emit();
	}

	#record(id: string): TextRecord | undefined {
		const fact = this.#place.store.fact(`${PREFIX}${id}`);
		return fact === undefined ? undefined : readRecord(fact);
	}

	/** What another tab has noted meanwhile counts too. */
	async #records(): Promise<[id: string, record: TextRecord][]> {
		await this.#place.store.readFacts(PREFIX).catch(() => undefined);
		return this.#place.store
			.facts(PREFIX)
			.map(([key, fact]) => [key.slice(PREFIX.length), readRecord(fact)]);
	}
}

function readRecord(fact: Json): TextRecord {
	const [of, usedMs] = [jsonMember(fact, 'of'), jsonMember(fact, 'usedMs')];
	return {
		of: typeof of === 'string' ? of : '',
		isWaiting: jsonMember(fact, 'isWaiting') === true,
		usedMs: typeof usedMs === 'number' ? usedMs : 0
	};
}
