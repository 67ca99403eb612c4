/**
 * Systems outside Offhook that an organisation is connected with: one of each kind, with settings
 * that administrators read and secrets that nobody reads back. Times are ms since 1970.
 */

/** Where mail is sent through (RFC 5321). */
export interface SmtpSettings {
	readonly host: string;
	readonly port: number;
	/** `tls` from the first byte (RFC 8314), `starttls` required (RFC 3207), or in the open. */
	readonly security: 'tls' | 'starttls' | 'none';
	/** Nobody signs in when it is empty. */
	readonly user: string;
	/** The address that mail comes from. */
	readonly from: string;
	readonly fromName: string;
}

/** What each kind is set to. */
export interface ConnectionSettings {
	readonly smtp: SmtpSettings;
}
/** Each kind's secrets, as far as they are set. */
export interface ConnectionSecrets {
	readonly smtp: { readonly password?: string | undefined };
}

export const CONNECTION_KINDS = ['smtp'] as const satisfies readonly (keyof ConnectionSettings)[];
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/**
 * Why a connection does not work: nobody there, too slow, its certificate not believed, its name
 * lying inside the server's own network, the secrets not taken, an answer not understood, asked too
 * often, switched off over there, or this server's key to the secrets lost.
 */
export const CONNECTION_TROUBLES = [
	'unreachable',
	'timeout',
	'certificate',
	'address-inside',
	'refused',
	'answer',
	'too-often',
	'not-found',
	'secrets-unreadable'
] as const;
export type ConnectionTroubleCode = (typeof CONNECTION_TROUBLES)[number];

/** What went wrong, with the other system's own words where it has any (at most 300 characters). */
export interface ConnectionTrouble {
	readonly code: ConnectionTroubleCode;
	readonly detail: string;
}

/** How a connection fares. */
export interface ConnectionState {
	readonly kind: ConnectionKind;
	readonly isSet: boolean;
	readonly changedAt: number | null;
	/** When it last worked, and last did not, and why. */
	readonly workedAt: number | null;
	readonly failedAt: number | null;
	readonly trouble: ConnectionTrouble | null;
}

/** `GET /api/connections`. */
export interface ConnectionsAnswer {
	readonly connections: readonly ConnectionState[];
}

/** `GET`, `PUT` and `DELETE /api/connections/:kind`. Secrets are told by their names only. */
export interface ConnectionAnswer extends ConnectionState {
	readonly settings: Readonly<Record<string, unknown>> | null;
	readonly secrets: readonly string[];
}

/** `PUT /api/connections/:kind`. A secret left out stays as it is; null takes it away. */
export interface PutConnectionRequest {
	readonly settings: unknown;
	readonly secrets?: Readonly<Record<string, string | null>>;
}

/** `POST /api/connections/:kind/try`: whether it works now. */
export interface TryConnectionAnswer {
	readonly trouble: ConnectionTrouble | null;
}
