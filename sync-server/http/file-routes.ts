import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId, isPersonId, parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import type { Capability } from '#lib/domain/policy/capabilities.ts';
import type { FileStateAnswer } from '#lib/protocol/uploads.ts';
import type { BlobStore, OpenBlob } from '../persistence/blobs/blob-store.ts';
import type { RegisterRoutes } from './app.ts';
import { filePolicy, sendDownload } from './download.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

/** A file of a message, as its thread knows it. */
export interface ThreadFile {
	readonly name: string;
	readonly type: string;
	readonly role: string;
	readonly sha256: string;
	/** Who says that it belongs to the message. */
	readonly by: string;
	/** The thread it was sent to, which is another one for words that were split off. */
	readonly sentTo: EntityRef;
}

/** Where a file is: its message is named, so that finding it does not grow with the thread. */
export interface FilePlace {
	readonly thread: EntityRef;
	readonly message: string;
	readonly file: string;
}

export interface FileRouteParts {
	readonly blobs: BlobStore;
	readonly mayRead: (org: string, person: string, thread: EntityRef) => boolean;
	/** Whether this person asked that, and what is in the message is for them. */
	readonly mayReadInPortal: (org: string, person: string, place: FilePlace) => boolean;
	readonly findFile: (org: string, place: FilePlace) => ThreadFile | undefined;
	/** Somebody of the staff was given a file. */
	readonly onGiven: (org: string, person: string, place: Omit<FilePlace, 'message'>) => void;
	/** Whether somebody has sent these bytes as this file of this thread. */
	readonly isUploaded: (
		org: string,
		file: { readonly thread: string; readonly id: string; readonly sha256: string }
	) => boolean;
}

const params = z.object({
	ref: z.string().max(60),
	message: z.string().refine(isId, 'is not an id'),
	file: z.string().refine(isId, 'is not an id')
});

const portalParams = params
	.omit({ ref: true })
	.extend({ id: z.string().refine(isId, 'is not an id') });

/** The bytes of files in tickets and channels, for whoever may read these. */
export function fileRoutes(parts: FileRouteParts): RegisterRoutes {
	return (app) => {
		const address = '/api/threads/:ref/messages/:message/files/:file';
		const options = { config: { access: 'session' }, onSend: filePolicy } as const;
		app.get(address, options, async (request, reply) => {
			const { found, blob, place } = await openFile(parts, request);
			if (blob === undefined) throw new HttpError('not-found');
			const { orgId, personId } = callerOf(request).session;
			parts.onGiven(orgId, personId, place);
			return sendDownload(reply, blob, { ...found, isSafePage: found.role === 'html' });
		});
		const access = { config: { access: 'session' } } as const;
		app.get(`${address}/state`, access, async (request): Promise<FileStateAnswer> => {
			const { blob } = await openFile(parts, request);
			return { isHere: blob !== undefined };
		});
		requestFileRoute(parts, '/api/portal', {
			access: 'portal.read',
			readerOf: (request) => {
				const { orgId: org, personId: person } = callerOf(request).session;
				return { org, person };
			}
		})(app);
	};
}

/** Who reads files of what they asked. */
interface Reading {
	readonly access: Capability;
	readonly readerOf: (request: FastifyRequest) => { readonly org: string; readonly person: string };
}

/** The bytes of files in requests, for whoever asked. */
export function requestFileRoute(
	parts: FileRouteParts,
	prefix: string,
	{ access, readerOf }: Reading
): (app: FastifyInstance) => void {
	return (app) => {
		const options = { config: { access }, onSend: filePolicy } as const;
		const address = `${prefix}/requests/:id/messages/:message/files/:file`;
		app.get(address, options, async (request, reply) => {
			const { org, person } = readerOf(request);
			const { id, message, file } = readParams(portalParams, request);
			const place: FilePlace = { thread: `ticket.${id}`, message, file };
			if (!parts.mayReadInPortal(org, person, place)) throw new HttpError('not-found');
			const { found, blob } = await openPlace(parts, org, place);
			// Pages and sources of mails are for the staff.
			if (blob === undefined || found.role !== 'file') throw new HttpError('not-found');
			return sendDownload(reply, blob, found);
		});
	};
}

async function openFile(parts: FileRouteParts, request: FastifyRequest) {
	const { orgId, personId } = callerOf(request).session;
	const { ref, message, file } = readParams(params, request);
	const thread = parseEntityRef(ref);
	if (thread === undefined || (thread.kind !== 'ticket' && thread.kind !== 'channel'))
		throw new HttpError('not-found');
	const target: EntityRef = `${thread.kind}.${thread.id}`;
	if (!parts.mayRead(orgId, personId, target)) throw new HttpError('not-found');
	const place = { thread: target, message, file };
	return { place, ...(await openPlace(parts, orgId, place)) };
}

/**
 * A file that a message names. Anybody may write any hash into a message, so the bytes are given
 * only if somebody has sent them to this very place; what the server itself said, it also kept.
 */
async function openPlace(
	{ blobs, findFile, isUploaded }: FileRouteParts,
	org: string,
	place: FilePlace
): Promise<{ found: ThreadFile; blob: OpenBlob | undefined }> {
	const found = findFile(org, place);
	if (found === undefined) throw new HttpError('not-found');
	const { sha256, by, sentTo } = found;
	const file = { thread: sentTo, id: place.file, sha256 };
	const isThere = !isPersonId(by) || isUploaded(org, file);
	return { found, blob: isThere ? await blobs.open(org, sha256) : undefined };
}
