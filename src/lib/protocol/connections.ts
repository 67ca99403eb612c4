import type { IncomingMailSecrets, IncomingMailSettings } from './incoming-mail.ts';

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
	/** Where people open this server, which links in mail lead to: `https://desk.example.org`. */
	readonly site: string;
	/** In which mail is written to whoever has shown no language. */
	readonly language: 'en' | 'de' | 'ar';
}

/** Who says who people are: a provider of OpenID Connect. */
export interface OidcSettings {
	readonly issuer: string;
	readonly clientId: string;
	/** Addresses of other domains find nobody here; any do where there are none. */
	readonly domains: readonly string[];
	/** What the button says. */
	readonly label: string;
	/** Whether strangers of the domains that may sign up become requesters. */
	readonly createsRequesters: boolean;
	/** Whether those who come to the portal are sent to the provider at once. */
	readonly isAutomatic: boolean;
}

/** A proxy in front of the server that recognises people, as by Windows sign-in. */
export interface ProxySettings {
	/** The header in which it says whom. */
	readonly header: string;
	/** Addresses and networks it asks from. */
	readonly proxies: readonly string[];
	/** Windows domains and Kerberos realms whose people are meant. */
	readonly domains: readonly string[];
	readonly createsRequesters: boolean;
}

/** An ERPNext site, and whom this organisation is there. */
export interface ErpNextSettings {
	readonly url: string;
	readonly apiKey: string;
	/** What an issue becomes when its ticket is done; sites differ in which they have. */
	readonly doneStatus: 'Closed' | 'Resolved';
}

/** Those on call are told by WhatsApp (Cloud API) of tickets that nobody has outside working hours. */
export interface WhatsAppSettings {
	/** With the version: `https://graph.facebook.com/v23.0`. */
	readonly apiBase: string;
	readonly phoneNumberId: string;
	/** An approved template with two variables: the team, and its tickets. */
	readonly template: string;
	readonly language: string;
	readonly everyMinutes: number;
	/** Codes of priorities; all of them where there are none. */
	readonly priorities: readonly string[];
	/** Lines like `Hardware: +491701234567, +491709876543`; `*` for the other teams. */
	readonly onCall: readonly string[];
}

/** What each kind is set to. */
export interface ConnectionSettings {
	readonly oidc: OidcSettings;
	readonly proxy: ProxySettings;
	readonly whatsapp: WhatsAppSettings;
	readonly smtp: SmtpSettings;
	readonly 'incoming-mail': IncomingMailSettings;
	readonly erpnext: ErpNextSettings;
}
/** Each kind's secrets, as far as they are set. */
export interface ConnectionSecrets {
	readonly oidc: { readonly clientSecret?: string | undefined };
	readonly proxy: { readonly secret?: string | undefined };
	readonly whatsapp: { readonly accessToken?: string | undefined };
	readonly smtp: { readonly password?: string | undefined };
	readonly 'incoming-mail': IncomingMailSecrets;
	readonly erpnext: { readonly apiSecret?: string | undefined };
}

/** The systems outside that an organisation can be connected with. */
export const CONNECTION_KINDS = [
	'smtp',
	'oidc',
	'proxy',
	'incoming-mail',
	'erpnext',
	'whatsapp'
] as const satisfies readonly (keyof ConnectionSettings)[];
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
