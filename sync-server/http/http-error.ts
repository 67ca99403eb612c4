import type { QueryProblem } from '#lib/domain/query/query.ts';
import type { ErrorAnswer, RestErrorCode } from '#lib/protocol/rest.ts';

export interface HttpErrorDetails {
	readonly field?: string;
	readonly retryAfterSeconds?: number;
	/** Where a query is wrong. */
	readonly problem?: QueryProblem;
}

/** A refusal that is told to whoever made the request. */
export class HttpError extends Error {
	readonly status: number;
	readonly code: RestErrorCode;
	readonly details: HttpErrorDetails;

	constructor(code: RestErrorCode, message?: string, details: HttpErrorDetails = {}) {
		super(message ?? refusals[code].message);
		this.name = 'HttpError';
		this.status = refusals[code].status;
		this.code = code;
		this.details = details;
	}
}

export function errorAnswer(error: HttpError): ErrorAnswer {
	return { error: { code: error.code, message: error.message, ...error.details } };
}

/** A refusal because of too many tries, saying when one may try again. */
export function tooManyTries(waitMs: number): HttpError {
	const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
	const minutes = Math.ceil(retryAfterSeconds / 60);
	const message = `There were too many tries. Wait ${minutes} min and try again.`;
	return new HttpError('too-many-tries', message, { retryAfterSeconds });
}

const refusals: Record<RestErrorCode, { status: number; message: string }> = {
	'account-blocked': {
		status: 403,
		message: 'This account is blocked. Ask an administrator of your organisation.'
	},
	'bad-request': { status: 400, message: 'The request could not be understood.' },
	'body-too-large': { status: 413, message: 'The request is too large.' },
	'code-wrong': {
		status: 403,
		message: 'This is not the code. It is printed in the terminal where the server was started.'
	},
	'demo-refused-through-proxy': {
		status: 403,
		message:
			'Demo data can only be set up when the server is reached directly, without a proxy, because its passwords are public.'
	},
	'email-taken': { status: 409, message: 'Another login uses this e-mail address.' },
	'file-damaged': {
		status: 422,
		message: 'The bytes are not those that were announced. Send them again from the beginning.'
	},
	'file-not-as-declared': { status: 422, message: 'The file is not of the type it is said to be.' },
	'file-too-large': { status: 413, message: 'The file is too large.' },
	forbidden: { status: 403, message: 'Your role does not allow this.' },
	'internal-error': {
		status: 500,
		message: 'Something went wrong on the server. Nothing was changed by halves; try again.'
	},
	'invalid-input': { status: 400, message: 'Something in the request is not as it should be.' },
	'invalid-json': { status: 400, message: 'The request is not valid JSON.' },
	'link-invalid': {
		status: 404,
		message: 'This link has been used, has expired or was replaced. Ask for a new one.'
	},
	'login-shared': {
		status: 409,
		message:
			'This person also belongs to another organisation, so only they can change their password.'
	},
	'not-found': { status: 404, message: 'There is nothing at this address.' },
	'origin-refused': {
		status: 403,
		message:
			'The request did not come from a page of this server. Behind a proxy, pass on the Host header or set TRUST_PROXY.'
	},
	'password-is-user-name': { status: 400, message: 'Choose another password.' },
	'password-too-long': { status: 400, message: 'Choose a shorter password.' },
	'password-too-short': { status: 400, message: 'Choose a longer password.' },
	'password-wrong': { status: 403, message: 'The current password is not right.' },
	'portal-closed': {
		status: 409,
		message: 'Nobody takes requests here yet. Ask an administrator of your organisation.'
	},
	'request-refused': {
		status: 409,
		message: 'This was not taken. What it says is kept by whoever sent it.'
	},
	'server-busy': { status: 503, message: 'The server cannot answer now. Try again in a minute.' },
	'session-expired': { status: 401, message: 'Your session has ended. Sign in again.' },
	'session-missing': { status: 401, message: 'Sign in first.' },
	'session-revoked': {
		status: 401,
		message: 'This session was ended from another device or by an administrator.'
	},
	'setup-done': { status: 409, message: 'This server has been set up already. Sign in instead.' },
	'setup-running': { status: 409, message: 'The server is being set up right now. Wait a moment.' },
	'sso-refused': {
		status: 403,
		message: 'You cannot be signed in like this. Begin again, or sign in with your password.'
	},
	'sso-unavailable': {
		status: 503,
		message: 'The sign-in service cannot be reached. Try again, or sign in with your password.'
	},
	'sso-unknown': {
		status: 403,
		message: 'You were recognised, but have no account here. Ask an administrator.'
	},
	'too-many-files': {
		status: 429,
		message: 'You have sent very much today. Try again tomorrow.'
	},
	'too-many-requests': { status: 429, message: 'Too many requests. Wait a minute and try again.' },
	'too-many-tries': { status: 429, message: 'There were too many tries. Try again later.' },
	'unsupported-media-type': { status: 415, message: 'The request must be JSON.' },
	'upload-moved': { status: 409, message: 'Another part of the upload is wanted; ask which.' },
	'user-name-taken': { status: 409, message: 'Another login has this user name.' },
	'wrong-credentials': {
		status: 401,
		message: 'The name or the password is not right. Check both and try again.'
	}
};
