import type {
	ChangePasswordRequest,
	DemoLoginsAnswer,
	EndedAnswer,
	ErrorAnswer,
	ResetAnswer,
	ResetLinkAnswer,
	ResetRequest,
	RestErrorCode,
	SessionsAnswer,
	SetupAnswer,
	SetupCodeRequest,
	SetupRequest,
	SignInRequest,
	SignInWaysAnswer,
	SwitchOrgRequest,
	WhoAnswer
} from '#lib/protocol/rest.ts';
import type { SearchAnswer } from '#lib/protocol/search.ts';
import { REST_ERROR_CODES } from '#lib/protocol/rest.ts';

/** Why there was no answer to use: the server's reason, or that it could not be reached. */
export type FailureCode = RestErrorCode | 'network' | 'timeout';

export interface Failure {
	readonly ok: false;
	readonly code: FailureCode;
	/** The input at fault, as the server names it. */
	readonly field?: string;
	readonly retryAfterSeconds?: number;
}

export type ApiResult<Value> = { readonly ok: true; readonly value: Value } | Failure;

type Decode<Value> = (body: unknown) => Value | null;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A person waits for these; past this they would rather be told. */
export const answerWithinMs = 15_000;

/** One request of the REST API. */
export async function call<Value>(
	method: Method,
	path: string,
	decode: Decode<Value>,
	body?: unknown
): Promise<ApiResult<Value>> {
	try {
		const response = await fetch(path, {
			method,
			credentials: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.timeout(answerWithinMs),
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
		});
		const answer: unknown =
			response.status === 204 ? null : await response.json().catch(() => null);
		if (!response.ok) return decodeFailure(answer, response.status);
		const value = decode(answer);
		return value === null ? { ok: false, code: 'internal-error' } : { ok: true, value };
	} catch (cause) {
		const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
		return { ok: false, code: isTimeout ? 'timeout' : 'network' };
	}
}

/** Why a request failed, from the body and status of its answer. */
export function decodeFailure(answer: unknown, status: number): Failure {
	// A proxy in front of a stopped server answers for it, without our body.
	if (!hasParts<ErrorAnswer>(answer, { error: 'object' }))
		return { ok: false, code: status >= 502 && status <= 504 ? 'network' : 'internal-error' };
	const { code, field, retryAfterSeconds } = answer.error;
	return {
		ok: false,
		code: REST_ERROR_CODES.find((known) => known === code) ?? 'internal-error',
		...(field === undefined ? {} : { field }),
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
	};
}

type Parts<Value> = { readonly [Key in keyof Value]?: 'object' | 'string' | 'number' | 'boolean' };

/** Whether an answer has the parts a screen reads first; the server's own schemas vouch for the rest. */
function hasParts<Value>(body: unknown, parts: Parts<Value>): body is Value {
	if (typeof body !== 'object' || body === null) return false;
	const found = new Map(Object.entries(body));
	return Object.entries(parts).every(([key, type]) => typeof found.get(key) === type);
}

/** Reads an answer by the parts that a screen reads first. */
export function decoder<Value>(parts: Parts<Value>): Decode<Value> {
	return (body) => (hasParts<Value>(body, parts) ? body : null);
}

export const who = decoder<WhoAnswer>({
	login: 'object',
	org: 'object',
	person: 'object',
	session: 'object'
});
const ended = decoder<EndedAnswer>({ ended: 'number' });
/** For answers that say nothing. */
export const nothing: Decode<true> = () => true;

/** The ways in besides a password; `query` names the organisation where there are several. */
export const signInWays = (query: string) =>
	call('GET', `/api/sign-in/ways${query}`, decoder<SignInWaysAnswer>({ isByProxy: 'boolean' }));

export const api = {
	whoAmI: () => call('GET', '/api/session', who),
	signIn: (request: SignInRequest) => call('POST', '/api/sign-in', who, request),
	signInWays,
	signOut: () => call('POST', '/api/sign-out', nothing, {}),
	switchOrg: (request: SwitchOrgRequest) => call('POST', '/api/session/org', who, request),
	sessions: () => call('GET', '/api/sessions', decoder<SessionsAnswer>({ sessions: 'object' })),
	endSession: (publicId: string) =>
		call('DELETE', `/api/sessions/${encodeURIComponent(publicId)}`, nothing),
	endOtherSessions: () => call('POST', '/api/sessions/end-others', ended, {}),
	changePassword: (request: ChangePasswordRequest) => call('POST', '/api/password', ended, request),
	makeResetLink: (personId: string) =>
		call(
			'POST',
			`/api/people/${encodeURIComponent(personId)}/reset-link`,
			decoder<ResetLinkAnswer>({ path: 'string', expiresAt: 'number' })
		),
	resetLink: (token: string) =>
		call(
			'GET',
			`/api/reset/${encodeURIComponent(token)}`,
			decoder<ResetAnswer>({ userName: 'string', name: 'string' })
		),
	resetPassword: (token: string, request: ResetRequest) =>
		call('POST', `/api/reset/${encodeURIComponent(token)}`, nothing, request),
	setup: () => call('GET', '/api/setup', decoder<SetupAnswer>({ isNeeded: 'boolean' })),
	setUp: (request: SetupRequest) => call('POST', '/api/setup', who, request),
	setUpDemo: (request: SetupCodeRequest) => call('POST', '/api/setup/demo', nothing, request),
	/** Tickets among all there are; `zone` is where the days of the query begin. */
	search: (query: string, zone: string) =>
		call(
			'GET',
			`/api/search?${new URLSearchParams({ q: query, zone }).toString()}`,
			decoder<SearchAnswer>({ hits: 'object', isMore: 'boolean' })
		),
	demoLogins: () => call('GET', '/api/demo-logins', decoder<DemoLoginsAnswer>({ logins: 'object' }))
} as const;

export type Api = typeof api;
