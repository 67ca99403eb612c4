import type { EntryDefinition } from '#lib/domain/catalogue/entry.decode.ts';
import type { Rehearsed } from '#lib/protocol/automation.ts';
import { readRehearsed } from './rehearsed.decode.ts';

export type TrialHit = Extract<Rehearsed, { kind: 'hit' }>;

/** Tries a rule on the server, which tells line by line what it would have done. */
export class Trial {
	#hits = $state.raw<readonly TrialHit[]>([]);
	#progress = $state.raw<{ readonly done: number; readonly all: number }>();
	#end = $state.raw<Extract<Rehearsed, { kind: 'end' }>>();
	#hasFailed = $state(false);
	#abort: AbortController | undefined;

	get hits(): readonly TrialHit[] {
		return this.#hits;
	}

	/** How far it is; undefined while nothing is being tried. */
	get progress(): { readonly done: number; readonly all: number } | undefined {
		return this.#progress;
	}

	get end(): Extract<Rehearsed, { kind: 'end' }> | undefined {
		return this.#end;
	}

	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	/** What was found for a rule that has been changed since says nothing any more. */
	clear(): void {
		this.cancel();
		this.#hits = [];
		this.#end = undefined;
		this.#hasFailed = false;
	}

	/** Hanging up ends the work on the server, too. */
	cancel(): void {
		this.#abort?.abort();
		this.#abort = undefined;
		this.#progress = undefined;
	}

	async start(entry: EntryDefinition): Promise<void> {
		this.clear();
		const abort = new AbortController();
		this.#abort = abort;
		this.#progress = { done: 0, all: 0 };
		try {
			const response = await fetch('/api/rules/try', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(entry),
				signal: abort.signal
			});
			if (!response.ok || response.body === null) throw new TypeError('no answer');
			await this.#read(response.body, abort.signal);
			if (this.#end === undefined) throw new TypeError('cut off');
		} catch {
			if (!abort.signal.aborted) this.#hasFailed = true;
		}
		if (this.#abort === abort) this.#progress = undefined;
	}

	async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<void> {
		const reader = body.pipeThrough(new TextDecoderStream()).getReader();
		let rest = '';
		for (;;) {
			const { done, value } = await reader.read();
			if (done || signal.aborted) return;
			const lines = (rest + value).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) this.#take(readRehearsed(line));
		}
	}

	#take(line: Rehearsed | undefined): void {
		if (line?.kind === 'progress') this.#progress = { done: line.done, all: line.all };
		if (line?.kind === 'hit') this.#hits = [...this.#hits, line];
		if (line?.kind === 'end') this.#end = line;
	}
}
