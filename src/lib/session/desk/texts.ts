import { untrack } from 'svelte';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { isPersonId, type EntityRef, type PersonId } from '#lib/domain/ids.ts';
import { readRich } from '#lib/documents/text-doc.ts';
import type { RichText } from '#lib/domain/rich-text.ts';
import type { TextVersion } from '#lib/protocol/texts.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Device } from '#lib/sync/device.ts';
import type { TextCopy } from '#lib/sync/texts/text-copy.ts';
import { readVersion, readVersions } from './texts.decode.ts';

/** How a text stands: `saved` is on the server too, `kept` on this device, `full` takes no more. */
export type TextState = 'saved' | 'sending' | 'kept' | 'full' | 'refused';

/** Whoever waits for the others' words waits so long. */
const CATCH_UP_MS = 5_000;

/** What a text on screen needs of its device. */
export type TextPlace = Pick<Device, 'texts' | 'mux' | 'environment' | 'owner'>;

/** A text on screen, live while it is; every getter is reactive. Close it when it leaves the screen. */
export class TextView {
	readonly id: string;
	readonly opened: Promise<void>;
	readonly #copy: TextCopy;
	readonly #device: TextPlace;
	readonly #state: Cached<TextState>;
	readonly #rich: Cached<RichText>;
	readonly #people: Cached<readonly PersonId[]>;

	/** It goes with what it is `of`. */
	constructor(device: TextPlace, id: string, of: EntityRef | '' = '') {
		const copy = (this.#copy = device.texts.open(id, of));
		this.#device = device;
		this.id = id;
		this.opened = copy.opened;
		const { line } = device.mux;
		this.#state = new Cached(() => this.#readState(), copy.onState, line.onChange);
		this.#rich = new Cached(() => readRich(copy.doc), copy.onState);
		// An editor with the focus says that it lost it while the screen takes it away.
		const onPresence = (moved: () => void) => copy.onPresence(() => untrack(moved));
		this.#people = new Cached(() => this.#readPeople(), onPresence);
		copy.setPresence({ viewing: true });
	}

	get doc(): Y.Doc {
		return this.#copy.doc;
	}
	get awareness(): Awareness {
		return this.#copy.awareness;
	}
	get state(): TextState {
		return this.#state.value;
	}
	/** What a message of this text would say. */
	get rich(): RichText {
		return this.#rich.value;
	}
	/** Who else has it open, each once. */
	get people(): readonly PersonId[] {
		return this.#people.value;
	}

	/** Resolves when everything written so far is on this device's disk. */
	flushed(): Promise<void> {
		return this.#copy.flushed();
	}

	/** Resolves when it is as the others have it too; or as it is here, when that takes too long. */
	async caughtUp(): Promise<void> {
		await this.opened;
		await new Promise<void>((resolve) => {
			const done = () => {
				stop();
				cancel();
				resolve();
			};
			const stop = this.#copy.onState(() => {
				if (this.#copy.isLive) done();
			});
			const cancel = this.#device.environment.timers.after(CATCH_UP_MS, done);
			if (this.#copy.isLive) done();
		});
	}

	/** Newest first; undefined when the server is out of reach. */
	async versions(): Promise<readonly TextVersion[] | undefined> {
		return readVersions(await this.#ask(''));
	}

	async version(number: number): Promise<RichText | undefined> {
		return readVersion(await this.#ask(`/${number}`));
	}

	/** Keeps the text as the server has it, under a name. */
	async keepVersion(name: string): Promise<readonly TextVersion[] | undefined> {
		const headers = { 'content-type': 'application/json' };
		return readVersions(
			await this.#ask('', { method: 'POST', headers, body: JSON.stringify({ name }) })
		);
	}

	close(): void {
		for (const cached of [this.#state, this.#rich, this.#people]) cached.stop();
		this.#copy.setPresence(null);
		this.#device.texts.release(this.#copy);
	}

	async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
		const { apiUrl, fetch } = this.#device.environment;
		try {
			const response = await fetch(`${apiUrl}/api/texts/${this.id}/versions${path}`, init);
			return response.ok ? await response.json() : undefined;
		} catch {
			return undefined;
		}
	}

	#readState(): TextState {
		const { problem, isLive, isSaved, isWriting } = this.#copy;
		if (problem !== null) return problem;
		if (isLive && isSaved) return 'saved';
		// Nobody is told that it is kept before it is on the disk.
		return isLive || isWriting ? 'sending' : 'kept';
	}

	#readPeople(): readonly PersonId[] {
		const me = this.#device.owner.person;
		const people = new Set<PersonId>();
		for (const state of this.#copy.presence())
			if (typeof state === 'object' && state !== null && 'user' in state)
				if (isPersonId(state.user) && state.user !== me) people.add(state.user);
		return [...people];
	}
}
