import type { QueryProblem } from '#lib/domain/query/query.ts';

/**
 * What the REST routes under `/api` take and give. Times are milliseconds since 1970 by the
 * server's clock. Requests are checked on the server against schemas that must agree with these
 * types; a request with an unknown key is refused.
 */

/**
 * Every code an error answer can carry. Codes are stable: screens translate by code, the English
 * message is for logs and for people who call the API by hand.
 */
export const REST_ERROR_CODES = [
	'account-blocked',
	'bad-request',
	'body-too-large',
	'code-wrong',
	'demo-refused-through-proxy',
	'email-taken',
	'file-damaged',
	'file-not-as-declared',
	'file-too-large',
	'forbidden',
	'internal-error',
	'invalid-input',
	'invalid-json',
	'link-invalid',
	'login-shared',
	'not-found',
	'origin-refused',
	'password-is-user-name',
	'password-too-long',
	'password-too-short',
	'password-wrong',
	'portal-closed',
	'request-refused',
	'server-busy',
	'session-expired',
	'session-missing',
	'session-revoked',
	'setup-done',
	'setup-running',
	'sso-refused',
	'sso-unavailable',
	'sso-unknown',
	'too-many-files',
	'too-many-requests',
	'too-many-tries',
	'unsupported-media-type',
	'upload-moved',
	'user-name-taken',
	'wrong-credentials'
] as const;
export type RestErrorCode = (typeof REST_ERROR_CODES)[number];

/** The body of every answer with status 400 or above. `field` names the input at fault, dotted. */
export interface ErrorAnswer {
	readonly error: {
		readonly code: RestErrorCode;
		readonly message: string;
		readonly field?: string;
		/** After how many seconds trying again can succeed. */
		readonly retryAfterSeconds?: number;
		/** Where a query is wrong, and why, as a stable code. */
		readonly problem?: QueryProblem;
	};
}

/** `POST /api/sign-in`. `name` is a user name or an e-mail address. */
export interface SignInRequest {
	readonly name: string;
	readonly password: string;
	/** The organisation to enter; the last used one when left out. */
	readonly orgId?: string;
}

/** `GET /api/sign-in/ways`: how one can sign in besides by password. */
export interface SignInWaysAnswer {
	/** A provider of identities, with the words of its button. */
	readonly provider: {
		readonly label: string;
		/** Whether those who come to the portal are sent there at once. */
		readonly isAutomatic: boolean;
	} | null;
	/** Whether the proxy in front of the server says who is there. */
	readonly isByProxy: boolean;
}

/** One organisation a login may enter. */
export interface MembershipAnswer {
	readonly orgId: string;
	readonly orgName: string;
	readonly personId: string;
}

/** `GET /api/session`, and what signing in, switching and first set-up answer: who am I. */
export interface WhoAnswer {
	readonly login: {
		readonly id: string;
		readonly userName: string;
		readonly email: string | null;
		readonly isPlatformAdmin: boolean;
	};
	readonly org: { readonly id: string; readonly slug: string; readonly name: string };
	readonly person: { readonly id: string; readonly name: string; readonly role: string };
	readonly memberships: readonly MembershipAnswer[];
	/** The session's public id: it names the session in lists, it opens nothing. */
	readonly session: { readonly publicId: string; readonly expiresAt: number };
	readonly isDemo: boolean;
	/** For how many days without the server this device may show what it holds. */
	readonly deviceLeaseDays: number;
	readonly serverTimeMs: number;
}

/** `POST /api/session/org`. */
export interface SwitchOrgRequest {
	readonly orgId: string;
}

/** One entry of `GET /api/sessions`. */
export interface SessionAnswer {
	readonly publicId: string;
	readonly isCurrent: boolean;
	readonly orgName: string;
	readonly userAgent: string;
	readonly address: string;
	readonly createdAt: number;
	readonly lastSeenAt: number;
	readonly expiresAt: number;
}

/** `GET /api/sessions`. */
export interface SessionsAnswer {
	readonly sessions: readonly SessionAnswer[];
}

/** `POST /api/sessions/end-others` and `POST /api/password`: how many other sessions ended. */
export interface EndedAnswer {
	readonly ended: number;
}

/** `POST /api/password`. */
export interface ChangePasswordRequest {
	readonly currentPassword: string;
	readonly newPassword: string;
}

/** `POST /api/people/:personId/reset-link`: shown once, the server keeps only its hash. */
export interface MailedLinkAnswer {
	readonly to: string;
	readonly expiresAt: number;
}

/** A link with which somebody sets a new password, once. */
export interface ResetLinkAnswer {
	/** The path to open, to be appended to the address people use for this server. */
	readonly path: string;
	readonly expiresAt: number;
}

/** `GET /api/forgotten-password`: whether anybody here gets such a link by mail. */
export interface ForgottenAnswer {
	readonly isMailed: boolean;
}

/** `POST /api/forgotten-password`: the answer is the same for every name. */
export interface ForgottenRequest {
	/** A user name or an e-mail address. */
	readonly name: string;
	/** In which they ask, for whoever is not known to use another: a tag. */
	readonly language?: string;
}

/** `GET /api/reset/:token`: whose password the link sets. */
export interface ResetAnswer {
	readonly userName: string;
	readonly name: string;
	readonly orgName: string;
	readonly expiresAt: number;
}

/** `POST /api/reset/:token`. */
export interface ResetRequest {
	readonly password: string;
}

/** `GET /api/setup`. */
export interface SetupAnswer {
	readonly isNeeded: boolean;
	readonly isDemoAvailable: boolean;
}

/** `POST /api/setup`. */
export interface SetupRequest {
	/** The one-time code printed in the server's terminal. */
	readonly code: string;
	readonly orgName: string;
	readonly admin: {
		readonly name: string;
		readonly userName: string;
		readonly email?: string;
		readonly password: string;
	};
}

/** `POST /api/setup/demo`, and `POST /api/setup/code`, which only says whether the code is right. */
export interface SetupCodeRequest {
	readonly code: string;
}

/** One login of a server that was set up with demo data. */
export interface DemoLoginAnswer {
	readonly name: string;
	readonly role: string;
	readonly userName: string;
	readonly password: string;
}

/** `GET /api/demo-logins`; the route answers 404 on any other server. */
export interface DemoLoginsAnswer {
	readonly logins: readonly DemoLoginAnswer[];
}

/** `GET /api/health`. */
export interface HealthAnswer {
	/** `read-only` comes with status 503: the disk takes nothing now. */
	readonly status: 'ok' | 'read-only';
	readonly serverTimeMs: number;
}

/** One entry of `GET /api/held-effects`: what a change would have done, and perhaps has. */
export interface HeldEffectAnswer {
	readonly id: number;
	readonly kind:
		'account.create' | 'account.update' | 'account.block' | 'mail.reply' | 'mail.welcome';
	/** What the change was about, as `person.<id>` or `ticket.<id>`. */
	readonly target: string;
	readonly author: string;
	/** When the change was made. */
	readonly madeMs: number;
}

/** `GET /api/held-effects`. */
export interface HeldEffectsAnswer {
	readonly effects: readonly HeldEffectAnswer[];
}
