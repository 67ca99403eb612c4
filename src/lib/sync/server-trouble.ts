import type { STORAGE_TROUBLES } from '#lib/protocol/control.ts';
import { Listeners } from './listeners.ts';
import type { MuxSocket } from './mux-socket.ts';

/** Why the server saves nothing now, as far as this tab has been told. */
export type Trouble = Exclude<(typeof STORAGE_TROUBLES)[number], 'none'>;

/** Remembers what the server says about its disk; what it said ends with the connection. */
export class ServerTrouble {
	readonly #changed = new Listeners();
	#trouble: Trouble | null = null;

	constructor(mux: Pick<MuxSocket, 'onControl' | 'onClosed'>) {
		mux.onControl((message) => {
			if (message.type === 'storage')
				this.#set(message.trouble === 'none' ? null : message.trouble);
		});
		mux.onClosed(() => this.#set(null));
	}

	get trouble(): Trouble | null {
		return this.#trouble;
	}

	readonly onChange = this.#changed.add;

	#set(trouble: Trouble | null): void {
		if (trouble === this.#trouble) return;
		this.#trouble = trouble;
		this.#changed.emit();
	}
}
