import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { BucketError } from '../persistence/blobs/s3-blobs.ts';
import { storageTrouble } from '../persistence/storage-trouble.ts';
import { errorAnswer, HttpError } from './http-error.ts';

const codeByFrameworkCode: ReadonlyMap<string, ConstructorParameters<typeof HttpError>[0]> =
	new Map([
		['FST_ERR_CTP_BODY_TOO_LARGE', 'body-too-large'],
		['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported-media-type'],
		['FST_ERR_CTP_INVALID_JSON_BODY', 'invalid-json'],
		['FST_ERR_CTP_EMPTY_JSON_BODY', 'invalid-json']
	]);

/** Reports a fault of ours. Called with no personal data: the route's pattern, never its URL. */
export type ReportError = (error: unknown, route: string) => void;

export function answerErrors(app: FastifyInstance, reportError: ReportError): void {
	app.setErrorHandler((error: FastifyError, request, reply) => {
		const refusal = toHttpError(error);
		if (refusal.status >= 500) {
			reportError(error, `${request.method} ${request.routeOptions.url ?? 'unknown'}`);
		}
		sendError(reply, refusal);
	});
}

export function sendError(reply: FastifyReply, refusal: HttpError): void {
	const { retryAfterSeconds } = refusal.details;
	if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
	reply.code(refusal.status).type('application/json').send(errorAnswer(refusal));
}

function toHttpError(error: FastifyError): HttpError {
	if (error instanceof HttpError) return error;
	const known = codeByFrameworkCode.get(error.code);
	if (known !== undefined) return new HttpError(known);
	if (error instanceof SyntaxError) return new HttpError('invalid-json');
	const status = error.statusCode ?? 500;
	if (status === 503 || isOfStorage(error)) return new HttpError('server-busy');
	return new HttpError(status >= 400 && status < 500 ? 'bad-request' : 'internal-error');
}

/** Nothing is wrong with the request: what it needs is not there at the moment. */
function isOfStorage(error: unknown): boolean {
	return storageTrouble(error) !== undefined || error instanceof BucketError;
}
