import { z } from 'zod';
import {
	CONNECTION_KINDS,
	CONNECTION_TROUBLES,
	type ConnectionAnswer,
	type ConnectionKind,
	type ConnectionSecrets,
	type ConnectionSettings,
	type ConnectionState,
	type ConnectionTrouble
} from '#lib/protocol/connections.ts';
import type { ConnectionRow, ConnectionRows } from '../persistence/platform/connection-rows.ts';
import { KINDS, secretNames } from './kinds.ts';
import type { Seal } from './sealed.ts';

/** A connection as the server uses it. */
export interface Connection<Kind extends ConnectionKind> {
	readonly settings: ConnectionSettings[Kind];
	readonly secrets: ConnectionSecrets[Kind];
}

/** What an administrator gave: `secrets` replaces those named, and takes away those that are null. */
export interface Given<Kind extends ConnectionKind> {
	readonly settings: ConnectionSettings[Kind];
	readonly secrets: Readonly<Record<string, string | null>>;
}

const LONGEST_DETAIL = 300;
const troubleText = z.object({ code: z.enum(CONNECTION_TROUBLES), detail: z.string() });
const secretTexts = z.record(z.string(), z.string());

/** Connections as they are kept: one of each kind for an organisation. */
export class ConnectionStore {
	readonly #rows: ConnectionRows;
	readonly #seal: Seal;
	readonly #now: () => number;

	constructor(rows: ConnectionRows, seal: Seal, now: () => number) {
		this.#rows = rows;
		this.#seal = seal;
		this.#now = now;
	}

	/** Undefined when it is not set, or its secrets cannot be read. */
	find<Kind extends ConnectionKind>(org: string, kind: Kind): Connection<Kind> | undefined {
		const row = this.#rows.find(org, kind);
		const secrets = row && this.#secretsIn(row);
		if (row === undefined || secrets === undefined) return undefined;
		const rules = KINDS[kind];
		return {
			settings: rules.settings.parse(JSON.parse(row.settings)),
			secrets: rules.secrets.parse(secrets)
		};
	}

	list(org: string): ConnectionState[] {
		return CONNECTION_KINDS.map((kind) => this.#state(kind, this.#rows.find(org, kind)));
	}

	/** Everything but the secrets, of which it tells the names. */
	describe(org: string, kind: ConnectionKind): ConnectionAnswer {
		const row = this.#rows.find(org, kind);
		const secrets = (row && this.#secretsIn(row)) ?? {};
		const settings = row && { ...KINDS[kind].settings.parse(JSON.parse(row.settings)) };
		return {
			...this.#state(kind, row),
			settings: settings ?? null,
			secrets: Object.keys(secrets)
		};
	}

	/** A secret that was given for one place and would go to another now, by its name. */
	misdirected<Kind extends ConnectionKind>(
		org: string,
		kind: Kind,
		{ settings, secrets }: Given<Kind>
	): string | undefined {
		const before = this.find(org, kind);
		const { toldTo } = KINDS[kind];
		if (before === undefined || toldTo === undefined) return undefined;
		if (toldTo(before.settings) === toldTo(settings)) return undefined;
		return Object.keys(before.secrets).find((name) => secrets[name] === undefined);
	}

	put<Kind extends ConnectionKind>(org: string, kind: Kind, given: Given<Kind>): void {
		const row = this.#rows.find(org, kind);
		const kept = new Map(Object.entries((row && this.#secretsIn(row)) ?? {}));
		for (const name of secretNames(kind)) {
			const secret = given.secrets[name];
			if (secret === null) kept.delete(name);
			else if (secret !== undefined) kept.set(name, secret);
		}
		const text = JSON.stringify(Object.fromEntries(kept));
		this.#rows.put({
			orgId: org,
			kind,
			settings: JSON.stringify(given.settings),
			secrets: kept.size === 0 ? null : this.#seal.seal(placeOf(org, kind), text),
			changedAt: this.#now()
		});
	}

	remove(org: string, kind: ConnectionKind): void {
		this.#rows.remove(org, kind);
	}

	/** Notes how it went, for administrators to see. */
	note(org: string, kind: ConnectionKind, trouble?: ConnectionTrouble): void {
		if (trouble === undefined) return this.#rows.worked(org, kind, this.#now());
		const detail = trouble.detail.slice(0, LONGEST_DETAIL);
		const text = JSON.stringify({ ...trouble, detail });
		this.#rows.failed(org, kind, { at: this.#now(), trouble: text });
	}

	#state(kind: ConnectionKind, row: ConnectionRow | undefined): ConnectionState {
		const isLost = row !== undefined && this.#secretsIn(row) === undefined;
		const noted = readTrouble(row?.trouble ?? null);
		return {
			kind,
			isSet: row !== undefined,
			changedAt: row?.changedAt ?? null,
			workedAt: row?.workedAt ?? null,
			failedAt: row?.failedAt ?? null,
			trouble: isLost ? { code: 'secrets-unreadable', detail: '' } : noted
		};
	}

	/** Undefined when they cannot be read, as without the key that sealed them. */
	#secretsIn({ orgId, kind, secrets }: ConnectionRow): Record<string, string> | undefined {
		if (secrets === null) return {};
		const opened = this.#seal.open(placeOf(orgId, kind), secrets);
		return opened === undefined ? undefined : secretTexts.parse(JSON.parse(opened));
	}
}

const placeOf = (org: string, kind: string): string => `${org}/${kind}`;

function readTrouble(text: string | null): ConnectionTrouble | null {
	return text === null ? null : troubleText.parse(JSON.parse(text));
}
