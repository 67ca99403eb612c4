import { z } from 'zod';
import { isId, parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import type { BlobStore } from '../persistence/blobs.ts';
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
	readonly findFile: (org: string, place: FilePlace) => ThreadFile | undefined;
}

const params = z.object({
	ref: z.string().max(60),
	message: z.string().refine(isId, 'is not an id'),
	file: z.string().refine(isId, 'is not an id')
});

/** The bytes of files in tickets and channels, for whoever may read these. */
export function fileRoutes({ blobs, mayRead, findFile }: FileRouteParts): RegisterRoutes {
	return (app) => {
		const options = { config: { access: 'session' }, onSend: filePolicy } as const;
		app.get('/api/threads/:ref/messages/:message/files/:file', options, async (request, reply) => {
			const { session } = callerOf(request);
			const { ref, message, file } = readParams(params, request);
			const thread = parseEntityRef(ref);
			if (thread === undefined || (thread.kind !== 'ticket' && thread.kind !== 'channel'))
				throw new HttpError('not-found');
			const target: EntityRef = `${thread.kind}.${thread.id}`;
			if (!mayRead(session.orgId, session.personId, target)) throw new HttpError('not-found');
			const found = findFile(session.orgId, { thread: target, message, file });
			const blob = found && (await blobs.open(session.orgId, found.sha256));
			if (found === undefined || blob === undefined) throw new HttpError('not-found');
			return sendDownload(reply, blob, { ...found, isSafePage: found.role === 'html' });
		});
	};
}
