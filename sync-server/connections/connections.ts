import type { ConnectionKind, ConnectionTrouble } from '#lib/protocol/connections.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { ConnectionStore, type Connection, type Given } from './connection-store.ts';
import { openSeal } from './sealed.ts';

/** Tries a connection; undefined when it works. */
type Try<Kind extends ConnectionKind> = (
	connection: Connection<Kind>,
	org: string
) => Promise<ConnectionTrouble | undefined>;

interface Parts {
	readonly platform: Pick<Platform, 'connections'>;
	readonly dataDir: string;
	readonly now: () => number;
}

/**
 * The systems outside that organisations are connected with. Whatever speaks to one reads its settings
 * here each time it does, says how it is tried, and notes how it went.
 */
export class Connections extends ConnectionStore {
	readonly #tries: { [Kind in ConnectionKind]?: Try<Kind> } = {};
	readonly #listeners = new Set<(org: string, kind: ConnectionKind) => void>();

	constructor({ platform, dataDir, now }: Parts) {
		super(platform.connections, openSeal(dataDir), now);
	}

	/** Says how connections of a kind are tried when an administrator asks for it. */
	triedBy<Kind extends ConnectionKind>(kind: Kind, attempt: Try<Kind>): void {
		Object.assign(this.#tries, { [kind]: attempt });
	}

	/** Tries a connection now, and notes how it went; undefined when it works. */
	async attempt<Kind extends ConnectionKind>(
		org: string,
		kind: Kind
	): Promise<ConnectionTrouble | undefined> {
		const connection = this.find(org, kind);
		if (connection === undefined) return { code: 'secrets-unreadable', detail: '' };
		const trouble = await this.#tries[kind]?.(connection, org);
		this.note(org, kind, trouble);
		if (trouble === undefined) this.#tell(org, kind);
		return trouble;
	}

	/** Calls whenever one is set, changed or removed, and when somebody who tried it found that it works. */
	onChange(listener: (org: string, kind: ConnectionKind) => void): void {
		this.#listeners.add(listener);
	}

	override put<Kind extends ConnectionKind>(org: string, kind: Kind, given: Given<Kind>): void {
		super.put(org, kind, given);
		this.#tell(org, kind);
	}

	override remove(org: string, kind: ConnectionKind): void {
		super.remove(org, kind);
		this.#tell(org, kind);
	}

	#tell(org: string, kind: ConnectionKind): void {
		for (const listener of this.#listeners) listener(org, kind);
	}
}
