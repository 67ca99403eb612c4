import type {
	ImportAnswer,
	ImportFailuresAnswer,
	ImportsAnswer
} from '#lib/protocol/mail-import.ts';
import { REST_ERROR_CODES, type ErrorAnswer } from '#lib/protocol/rest.ts';
import type { FailureCode } from '#lib/session/api.ts';

export type Answer<Value> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: FailureCode };

export interface UploadRequest {
	readonly team: string;
	readonly files: readonly File[];
	readonly onProgress: (sentBytes: number) => void;
	readonly signal: AbortSignal;
}

/** What the screen needs of the server; a test gives its own. */
export interface MailApi {
	list(): Promise<Answer<ImportsAnswer>>;
	pause(id: string): Promise<Answer<ImportAnswer>>;
	resume(id: string): Promise<Answer<ImportAnswer>>;
	failures(id: string, after: number): Promise<Answer<ImportFailuresAnswer>>;
	upload(request: UploadRequest): Promise<Answer<ImportAnswer>>;
}

/** The part an answer must have; the server's own types vouch for the rest. */
function answerOf<Value>(status: number, body: unknown, part: keyof Value & string): Answer<Value> {
	const isObject = typeof body === 'object' && body !== null;
	if (status === 200 && isObject && part in body) return { ok: true, value: body as Value };
	if (!isObject || !('error' in body))
		return { ok: false, code: status >= 502 && status <= 504 ? 'network' : 'internal-error' };
	const { code } = (body as ErrorAnswer).error;
	return { ok: false, code: REST_ERROR_CODES.find((known) => known === code) ?? 'internal-error' };
}

async function call<Value>(
	method: 'GET' | 'POST',
	path: string,
	part: keyof Value & string
): Promise<Answer<Value>> {
	try {
		const response = await fetch(path, { method, credentials: 'same-origin', cache: 'no-store' });
		const body: unknown = await response.json().catch(() => null);
		return answerOf(response.status, body, part);
	} catch {
		return { ok: false, code: 'network' };
	}
}

/** `fetch` cannot tell how much of a large file has been sent. */
function upload({ team, files, onProgress, signal }: UploadRequest): Promise<Answer<ImportAnswer>> {
	const form = new FormData();
	for (const file of files) form.append('files', file, file.name);
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		request.open('POST', `/api/imports?team=${encodeURIComponent(team)}`);
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded }) => onProgress(loaded);
		request.onload = () => resolve(answerOf(request.status, request.response, 'id'));
		request.onerror = request.onabort = () => resolve({ ok: false, code: 'network' });
		signal.addEventListener('abort', () => request.abort(), { once: true });
		request.send(form);
	});
}

export const mailApi: MailApi = {
	list: () => call('GET', '/api/imports', 'imports'),
	pause: (id) => call('POST', `/api/imports/${id}/cancel`, 'id'),
	resume: (id) => call('POST', `/api/imports/${id}/resume`, 'id'),
	failures: (id, after) => call('GET', `/api/imports/${id}/failures?after=${after}`, 'failures'),
	upload
};

/** Where the source of a message that was not read can be saved from. */
export function sourceHref(importId: string, number: number): string {
	return `/api/imports/${importId}/failures/${number}/source`;
}
