import type { Environment } from './environment.ts';
import { Listeners } from './listeners.ts';

export interface LineState {
	readonly kind: 'connected' | 'connecting' | 'offline';
	/** Since when, ms since 1970; of *offline* since the connection was lost, in this visit or before it. */
	readonly since: number;
}

type LineEnvironment = Pick<Environment, 'now' | 'timers' | 'hasNetwork'>;

/** Shorter gaps happen all the time and mean nothing to people. */
const OFFLINE_AFTER_MS = 3_000;

/** Says whether this device and the server are talking; *offline* only when it lasts. */
export class Line {
	readonly #environment: LineEnvironment;
	readonly #changed = new Listeners();
	#state: LineState;
	#cancel: (() => void) | undefined;

	/** `metMs` is when the server was last met before this, if it ever was. */
	constructor(environment: LineEnvironment, metMs = Infinity) {
		this.#environment = environment;
		this.#state = { kind: 'offline', since: Math.min(metMs, environment.now()) };
	}

	get state(): LineState {
		return this.#state;
	}

	readonly onChange = this.#changed.add;

	/** The device is trying; it says so until it has been trying for too long. */
	trying(): void {
		if (this.#cancel !== undefined) return;
		const { timers, hasNetwork } = this.#environment;
		const since = this.#lostMs;
		// Without a network there is nothing to be patient for.
		const patienceMs = hasNetwork() ? OFFLINE_AFTER_MS : 0;
		this.#cancel = timers.after(patienceMs, () => this.#set('offline', since));
		this.#set('connecting', since);
	}

	connected(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#set('connected', this.#environment.now());
	}

	/** The connection is gone for now. */
	lost(): void {
		if (this.#state.kind === 'connected') this.trying();
	}

	stopped(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		if (this.#state.kind !== 'offline') this.#set('offline', this.#lostMs);
	}

	/** What is not connected has been so since before now. */
	get #lostMs(): number {
		const { kind, since } = this.#state;
		return kind === 'connected' ? this.#environment.now() : since;
	}

	#set(kind: LineState['kind'], since: number): void {
		this.#state = { kind, since };
		this.#changed.emit();
	}
}
