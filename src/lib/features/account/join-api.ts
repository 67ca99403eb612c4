import type { ForgottenAnswer, ForgottenRequest } from '#lib/protocol/rest.ts';
import type {
	JoinAnswer,
	JoinRequest,
	SignUpAnswer,
	SignUpRequest
} from '#lib/protocol/sign-up.ts';
import { call, decoder, nothing } from '#lib/session/api.ts';

const join = decoder<JoinAnswer>({ orgName: 'string', email: 'string', name: 'string' });
const signUp = decoder<SignUpAnswer>({ orgName: 'string', isOpen: 'boolean' });

const forgotten = decoder<ForgottenAnswer>({ isMailed: 'boolean' });

/** What somebody asks of the server who has no account yet, or cannot get into it. */
export const joinApi = {
	look: (token: string) => call('GET', `/api/join/${encodeURIComponent(token)}`, join),
	join: (token: string, request: JoinRequest) =>
		call('POST', `/api/join/${encodeURIComponent(token)}`, nothing, request),
	lookAtSignUp: (org: string | null) =>
		call('GET', `/api/sign-up${org === null ? '' : `?org=${encodeURIComponent(org)}`}`, signUp),
	signUp: (request: SignUpRequest) => call('POST', '/api/sign-up', nothing, request),
	lookAtForgotten: () => call('GET', '/api/forgotten-password', forgotten),
	forgotten: (request: ForgottenRequest) =>
		call('POST', '/api/forgotten-password', nothing, request)
} as const;
