import type {
	AskRequest,
	PortalFormAnswer,
	RateRequest,
	RequestAnswer,
	RequestsAnswer,
	SayRequest
} from '#lib/protocol/portal.ts';
import { answerWithinMs, decodeFailure, type Failure, type FailureCode } from '#lib/session/api.ts';
import { locale } from '#lib/ui/messages.svelte.ts';
import type { Place } from './place.ts';

/** An answer with its tag, `same` when it is the one that the tag names, or why there is none. */
export type Answer<Value> =
	| { readonly ok: true; readonly value: Value; readonly tag: string }
	| { readonly ok: true; readonly value: null; readonly tag: string }
	| Failure;

/** Who is answered so has no access any more. */
export const LOST: ReadonlySet<FailureCode> = new Set([
	'session-missing',
	'session-expired',
	'session-revoked',
	'account-blocked',
	'forbidden'
]);
/** The portal's side of the server. Reads take the tag of the answer that is here already. */
export interface PortalApi {
	list(tag: string, before?: string): Promise<Answer<RequestsAnswer>>;
	read(id: string, tag: string): Promise<Answer<RequestAnswer>>;
	ask(asked: AskRequest): Promise<Answer<RequestAnswer>>;
	say(id: string, said: SayRequest): Promise<Answer<RequestAnswer>>;
	rate(id: string, rated: RateRequest): Promise<Answer<RequestAnswer>>;
	form(tag: string): Promise<Answer<PortalFormAnswer>>;
	/** Notes that this person has seen a request up to a message; false when it could not be told. */
	seen(id: string, message: string): Promise<boolean>;
	/** Lets the team see that this person types; whether it comes there does not matter. */
	typing(id: string): void;
}

interface Call {
	readonly tag?: string;
	readonly body?: unknown;
}

/** Asks one side of the server. */
type Caller = <Value>(
	path: string,
	isOne: (value: unknown) => value is Value,
	call: Call
) => Promise<Answer<Value>>;

async function ask<Value>(
	path: string,
	isOne: (value: unknown) => value is Value,
	{ tag = '', body }: Call
): Promise<Answer<Value>> {
	try {
		const response = await fetch(path, {
			credentials: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.timeout(answerWithinMs),
			...(body === undefined ? reading(tag) : writing(body))
		});
		if (response.status === 304) return { ok: true, value: null, tag };
		const answer: unknown = await response.json().catch(() => null);
		if (!response.ok) return decodeFailure(answer, response.status);
		if (!isOne(answer)) return { ok: false, code: 'internal-error' };
		return { ok: true, value: answer, tag: response.headers.get('etag') ?? '' };
	} catch (cause) {
		const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
		return { ok: false, code: isTimeout ? 'timeout' : 'network' };
	}
}

const reading = (tag: string): RequestInit =>
	tag === '' ? {} : { headers: { 'if-none-match': tag } };
const writing = (body: unknown): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body)
});

const hasList = (value: unknown, key: string): boolean =>
	typeof value === 'object' &&
	value !== null &&
	Array.isArray(new Map(Object.entries(value)).get(key));
/** Whether it has the part that screens read first; the server's own types vouch for the rest. */
export const isRequests = (value: unknown): value is RequestsAnswer => hasList(value, 'requests');
export const isRequest = (value: unknown): value is RequestAnswer =>
	hasList(value, 'messages') && hasList(value, 'events');
export const isForm = (value: unknown): value is PortalFormAnswer => hasList(value, 'fields');

/** The side of the server where one asks. */
export function portalApi(root: Place['api']): PortalApi {
	const call: Caller = (path, isOne, one) => ask(root + path, isOne, one);
	return {
		list: (tag, before) =>
			call(`/requests${before === undefined ? '' : `?before=${before}`}`, isRequests, { tag }),
		read: (id, tag) => call(`/requests/${encodeURIComponent(id)}`, isRequest, { tag }),
		ask: (asked) => call('/requests', isRequest, { body: { ...asked, language: locale.code } }),
		say: (id, said) =>
			call(`/requests/${encodeURIComponent(id)}/messages`, isRequest, {
				body: { ...said, language: locale.code }
			}),
		rate: (id, rated) =>
			call(`/requests/${encodeURIComponent(id)}/rating`, isRequest, { body: rated }),
		form: (tag) => call('/form', isForm, { tag }),
		async seen(id, message) {
			const answer = await fetch(`${root}/requests/${encodeURIComponent(id)}/seen`, {
				credentials: 'same-origin',
				signal: AbortSignal.timeout(answerWithinMs),
				...writing({ message })
			}).catch(() => null);
			// What the server does not take it will never take.
			return answer !== null && (answer.ok || answer.status === 404);
		},
		typing: (id) =>
			void fetch(`${root}/requests/${encodeURIComponent(id)}/typing`, {
				credentials: 'same-origin',
				signal: AbortSignal.timeout(answerWithinMs),
				...writing({})
			}).catch(() => undefined)
	};
}
