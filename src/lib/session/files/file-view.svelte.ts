import type { Desk } from '../desk.ts';
import type { FileRecord } from './desk-files.svelte.ts';

/** Where a file is, as far as is known: `coming` files are still being uploaded by somebody. */
export type FilePlace = 'asking' | 'here' | 'coming' | 'unreachable';

const FIRST_LOOK_MS = 2_000;
const LAST_LOOK_MS = 60_000;

/** One file of a message on screen: from this device if it lies here, else from the server. */
export class FileView {
	readonly #desk: Desk;
	readonly #id: string;
	readonly #href: string;
	#place = $state<FilePlace>('asking');
	#url = $state<string | null>(null);

	/** Call it while a component is made. `isSettled`: the server has had it for long. */
	constructor(desk: Desk, file: { id: string; href: string; isSettled: boolean }) {
		this.#desk = desk;
		this.#id = file.id;
		this.#href = file.href;
		if (file.isSettled) this.#place = 'here';
		// Bytes on the disk get an address that must be given back.
		$effect(() => {
			if (this.#isLocal) return this.#openLocal();
		});
		// The server is asked until the file is there; the timers belong to the screen.
		$effect(() => {
			if (this.#isLocal || this.#place === 'here') return;
			if (desk.connection.kind === 'offline') this.#place = 'unreachable';
			else return this.#look();
		});
	}

	/** My own copy, with how far it is on its way. */
	get record(): FileRecord | undefined {
		return this.#desk.files.get(this.#id);
	}

	get place(): FilePlace {
		return this.#isLocal ? 'here' : this.#place;
	}

	/** Where it can be shown or downloaded from; null while it cannot. */
	get src(): string | null {
		if (this.#isLocal) return this.#url;
		return this.#place === 'here' ? this.#href : null;
	}

	readonly #isLocal = $derived.by(() => this.record !== undefined);

	#openLocal(): () => void {
		let isGone = false;
		void this.#desk.files.bytes(this.#id).then((bytes) => {
			if (bytes !== undefined && !isGone) this.#url = URL.createObjectURL(bytes);
		});
		return () => {
			isGone = true;
			if (this.#url !== null) URL.revokeObjectURL(this.#url);
			this.#url = null;
		};
	}

	#look(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isGone = false;
		const ask = async (nextMs: number) => {
			const place = await this.#desk.files.ask(this.#href);
			if (isGone) return;
			timer = setTimeout(() => void ask(Math.min(LAST_LOOK_MS, nextMs * 2)), nextMs);
			this.#place = place;
		};
		void ask(FIRST_LOOK_MS);
		return () => {
			isGone = true;
			clearTimeout(timer);
		};
	}
}
