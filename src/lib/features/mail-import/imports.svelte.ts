import type { ImportAnswer } from '#lib/protocol/mail-import.ts';
import type { FailureCode } from '#lib/session/api.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import type { Answer, MailApi } from './mail-api.decode.ts';

type ListState =
	| { readonly kind: 'loading' }
	| { readonly kind: 'failed'; readonly code: FailureCode }
	| { readonly kind: 'ready'; readonly imports: readonly ImportAnswer[] };

export interface Sending {
	readonly name: string;
	readonly sentBytes: number;
	readonly totalBytes: number;
}

/** Whether an import moves without anybody doing anything. */
export function isMoving({ state }: ImportAnswer): boolean {
	return state === 'waiting' || state === 'reading' || state === 'importing';
}

/** Whether these files can be one import: an mbox alone, or messages. */
export function isOneImport(files: readonly { readonly name: string }[]): boolean {
	const messages = files.filter(({ name }) => name.toLowerCase().endsWith('.eml'));
	return messages.length === files.length ? files.length > 0 : files.length === 1;
}

/** The imports of my teams on the server, and the one that is being sent there. */
export class MailImports {
	readonly #api: MailApi;
	#state = $state.raw<ListState>({ kind: 'loading' });
	#sending = $state.raw<Sending | null>(null);
	#problem = $state.raw<FailureCode | 'mixed' | null>(null);
	#stop = new AbortController();

	constructor(api: MailApi) {
		this.#api = api;
	}

	get state(): ListState {
		return this.#state;
	}

	get sending(): Sending | null {
		return this.#sending;
	}

	/** Why the last files were not taken. */
	get problem(): FailureCode | 'mixed' | null {
		return this.#problem;
	}

	get isMoving(): boolean {
		return this.#state.kind === 'ready' && this.#state.imports.some(isMoving);
	}

	async load(): Promise<void> {
		const answer = await this.#api.list();
		if (answer.ok) this.#state = { kind: 'ready', imports: answer.value.imports };
		// What was seen before stays on screen while the server cannot be reached.
		else if (this.#state.kind !== 'ready') this.#state = { kind: 'failed', code: answer.code };
	}

	async send(team: string, files: readonly File[]): Promise<void> {
		const [first] = files;
		if (first === undefined || this.#sending !== null) return;
		this.#problem = isOneImport(files) ? null : 'mixed';
		if (this.#problem !== null) return;
		const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
		const show = (sentBytes: number) => {
			this.#sending = { name: first.name, sentBytes: Math.min(sentBytes, totalBytes), totalBytes };
		};
		show(0);
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		const answer = await this.#api.upload({ team, files, onProgress: show, signal });
		this.#sending = null;
		if (!answer.ok && !signal.aborted) this.#problem = answer.code;
		await this.load();
	}

	stopSending(): void {
		this.#stop.abort();
	}

	pause(id: string): Promise<void> {
		return this.#ask(this.#api.pause(id));
	}

	resume(id: string): Promise<void> {
		return this.#ask(this.#api.resume(id));
	}

	async #ask(asked: Promise<Answer<ImportAnswer>>): Promise<void> {
		const answer = await asked;
		if (!answer.ok) toast({ text: t(`errors.code.${answer.code}`), tone: 'danger' });
		await this.load();
	}
}
