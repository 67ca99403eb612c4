import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId, parseEntityRef } from '#lib/domain/ids.ts';
import { LARGEST_FILE, PIECE_TYPE } from '#lib/protocol/uploads.ts';
import type { Uploader, UploadService } from '../uploads/upload-service.ts';
import type { RegisterRoutes } from './app.ts';
import { awaitLargeBody } from './body-time.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams, readQuery } from './read-input.ts';
import { callerOf, type RouteAccess } from './route-access.ts';

const id = z.string().refine(isId, 'is not an id');
const params = z.object({ id });
const query = z.object({ offset: z.coerce.number().int().min(0).max(LARGEST_FILE) });
const body = z.strictObject({
	id,
	thread: z.string().max(60).refine(isThread, 'is no thread'),
	sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256'),
	size: z.number().int().min(1).max(LARGEST_FILE),
	type: z
		.string()
		.max(127)
		.regex(/^[\x21-\x7e]+\/[\x20-\x7e]+$/, 'is no type of a file')
});
/** The way files take to the server, for everybody who is signed in. */
export function uploadRoutes(uploads: UploadService): RegisterRoutes {
	return uploadsAt(uploads, '/api/uploads', { access: 'session', uploaderOf: callerIn });
}

/** Whose files come this way. */
interface Way {
	readonly access: RouteAccess;
	readonly uploaderOf: (request: FastifyRequest) => Uploader;
}

/** The same by another address. */
export function uploadsAt(
	uploads: UploadService,
	address: string,
	{ access, uploaderOf }: Way
): RegisterRoutes {
	const session = { config: { access } } as const;
	return (app) => {
		app.post(address, session, (request) =>
			uploads.begin(uploaderOf(request), readBody(body, request))
		);
		app.get(`${address}/:id`, session, (request) =>
			uploads.state(uploaderOf(request), readParams(params, request).id)
		);
		app.register(async (scope) => {
			scope.addContentTypeParser(PIECE_TYPE, (_request, payload, done) => done(null, payload));
			scope.patch(`${address}/:id`, session, async (request) => {
				const upload = readParams(params, request).id;
				const { offset } = readQuery(query, request);
				// Who has no such upload is told so before a byte is read.
				await uploads.state(uploaderOf(request), upload);
				const { body: bytes } = request;
				if (!(bytes instanceof Readable)) throw new HttpError('unsupported-media-type');
				awaitLargeBody(request);
				return uploads.take(uploaderOf(request), upload, offset, bytes);
			});
		});
	};
}

function callerIn(request: FastifyRequest): Uploader {
	const { orgId, personId } = callerOf(request).session;
	return { org: orgId, person: personId };
}

function isThread(text: string): boolean {
	const ref = parseEntityRef(text);
	return ref?.kind === 'ticket' || ref?.kind === 'channel';
}
