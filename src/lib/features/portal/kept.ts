/** Where a portal keeps things between visits; `localStorage` in the product. */
export type KeptStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What begins so was told by the server, and can be had again. */
export const ANSWER = 'request.';

/** What one person has on this device in the portal: JSON values under names. */
export class Kept {
	readonly #store: KeptStore;
	readonly #prefix: string;
	/** What the device would not take lasts for the visit. */
	readonly #visit = new Map<string, string>();

	constructor(store: KeptStore, person: string, area = 'portal') {
		this.#store = store;
		this.#prefix = `offhook.${area}.${person}.`;
	}

	/** Whether a name belongs to what this person has here. */
	owns(key: string | null): boolean {
		return key === null || key.startsWith(this.#prefix);
	}

	read(name: string): unknown {
		try {
			const text = this.#visit.get(name) ?? this.#store.getItem(this.#prefix + name);
			const value: unknown = JSON.parse(text ?? 'null');
			return value;
		} catch {
			return null;
		}
	}

	write(name: string, value: unknown): void {
		const text = JSON.stringify(value);
		try {
			this.#store.setItem(this.#prefix + name, text);
			this.#visit.delete(name);
		} catch {
			if (this.#makesRoom(name)) this.write(name, value);
			else this.#visit.set(name, text);
		}
	}

	/** One thing that can be had again makes way for what cannot. */
	#makesRoom(name: string): boolean {
		const [answer] = this.names(ANSWER);
		if (answer === undefined || name.startsWith(ANSWER)) return false;
		this.remove(answer);
		return true;
	}

	remove(name: string): void {
		this.#visit.delete(name);
		this.#store.removeItem(this.#prefix + name);
	}

	/** Names that begin so. */
	names(start = ''): string[] {
		const stored = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at));
		const own = stored.flatMap((key) =>
			key?.startsWith(this.#prefix + start) ? [key.slice(this.#prefix.length)] : []
		);
		const visited = [...this.#visit.keys()].filter((name) => name.startsWith(start));
		return [...new Set([...own, ...visited])];
	}
}
