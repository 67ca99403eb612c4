import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId, isTeamId } from '#lib/domain/ids.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { can } from '#lib/domain/policy/can.ts';
import type {
	ImportAnswer,
	ImportFailuresAnswer,
	ImportsAnswer
} from '#lib/protocol/mail-import.ts';
import type { ImportService } from '../channels/mail/import-service.ts';
import type { BlobStore } from '../persistence/blobs/blob-store.ts';
import type { FailureRow, ImportRow } from '../persistence/imports.ts';
import type { RegisterRoutes } from './app.ts';
import { awaitLargeBody } from './body-time.ts';
import { filePolicy, sendDownload } from './download.ts';
import { HttpError } from './http-error.ts';
import { receiveMail, UPLOAD_LIMITS } from './import-upload.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

export interface ImportRouteParts {
	readonly imports: ImportService;
	readonly blobs: BlobStore;
	/** Uploaded mail lies here until it is imported. */
	readonly uploadFolder: string;
	/** A person as policy sees them now. */
	readonly actorOf: (org: string, person: string) => Actor | undefined;
	readonly isTeamInUse: (org: string, team: string) => boolean;
	/** Somebody was given a mail as it came. */
	readonly onGiven: (org: string, person: string, mail: string) => void;
}

const FAILURES_AT_ONCE = 100;
const id = z.string().refine(isId, 'is not an id');
const importParams = z.object({ id });
const failureParams = z.object({ id, number: z.coerce.number().int().min(0) });
const uploadQuery = z.object({ team: z.string().refine(isTeamId, 'is not a team') });
const failuresQuery = z.object({ after: z.coerce.number().int().min(-1).default(-1) });
const session = { config: { access: 'session' } } as const;

/** Mail import, for those who may import into a team: its supervisors and administrators. */
export function importRoutes(parts: ImportRouteParts): RegisterRoutes {
	return (app) => {
		app.register(async (scope) => {
			await scope.register(multipart, { limits: UPLOAD_LIMITS });
			const bodyLimit = UPLOAD_LIMITS.fileSize;
			scope.post('/api/imports', { ...session, bodyLimit }, (request) => upload(parts, request));
		});
		app.get('/api/imports', session, async (request): Promise<ImportsAnswer> => {
			const { orgId, personId } = callerOf(request).session;
			const own = parts.imports.store(orgId).list();
			const seen = own.filter(({ team }) => mayImport(parts, { orgId, personId }, team));
			return { imports: seen.map(toAnswer) };
		});
		app.get('/api/imports/:id', session, async (request) => toAnswer(importOf(parts, request)));
		app.post('/api/imports/:id/cancel', session, async (request) => {
			const row = importOf(parts, request);
			const { orgId } = callerOf(request).session;
			parts.imports.pause(orgId, row.id);
			return toAnswer(await parts.imports.ended(orgId, row.id));
		});
		app.post('/api/imports/:id/resume', session, async (request) => {
			parts.imports.resume(callerOf(request).session.orgId, importOf(parts, request).id);
			return toAnswer(importOf(parts, request));
		});
		failureRoutes(parts, app);
	};
}

function failureRoutes(parts: ImportRouteParts, app: Parameters<RegisterRoutes>[0]): void {
	const address = '/api/imports/:id/failures';
	app.get(address, session, async (request): Promise<ImportFailuresAnswer> => {
		const row = importOf(parts, request);
		const { after } = parseQuery(failuresQuery, request);
		const store = parts.imports.store(callerOf(request).session.orgId);
		const found = store.failures(row.id, FAILURES_AT_ONCE + 1, after);
		return {
			failures: found.slice(0, FAILURES_AT_ONCE).map(toFailure),
			more: found.length > FAILURES_AT_ONCE
		};
	});
	const options = { ...session, onSend: filePolicy };
	app.get(`${address}/:number/source`, options, async (request, reply) => {
		const { orgId, personId } = callerOf(request).session;
		const { number } = readParams(failureParams, request);
		const { id: from } = importOf(parts, request);
		const failure = parts.imports.store(orgId).failure(from, number);
		const blob = failure?.sha256 ? await parts.blobs.open(orgId, failure.sha256) : undefined;
		if (blob === undefined) throw new HttpError('not-found');
		parts.onGiven(orgId, personId, `${from}.${number}`);
		return sendDownload(reply, blob, { name: `message-${number}.eml`, type: 'message/rfc822' });
	});
}

async function upload(parts: ImportRouteParts, request: FastifyRequest): Promise<ImportAnswer> {
	const { orgId, personId } = callerOf(request).session;
	const { team } = parseQuery(uploadQuery, request);
	const isAllowed = mayImport(parts, { orgId, personId }, team) && parts.isTeamInUse(orgId, team);
	if (!isAllowed) throw new HttpError('forbidden');
	if (!request.isMultipart()) throw new HttpError('unsupported-media-type');
	awaitLargeBody(request);
	const importId = parts.imports.newId();
	const mail = await receiveMail(request, join(parts.uploadFolder, orgId, importId));
	const facts = { ...mail, team, uploaded: true, startedBy: personId };
	return toAnswer(parts.imports.start(orgId, importId, facts));
}

/** The import that a request names. One into a team that is not the caller's is not there for them. */
function importOf(parts: ImportRouteParts, request: FastifyRequest): ImportRow {
	const { orgId, personId } = callerOf(request).session;
	const row = parts.imports.store(orgId).get(readParams(importParams, request).id);
	if (row === undefined || !mayImport(parts, { orgId, personId }, row.team))
		throw new HttpError('not-found');
	return row;
}

function mayImport(
	parts: ImportRouteParts,
	{ orgId, personId }: { readonly orgId: string; readonly personId: string },
	team: string
): boolean {
	const actor = parts.actorOf(orgId, personId);
	return actor !== undefined && isTeamId(team) && can(actor, { do: 'mail.import', team }).allowed;
}

function parseQuery<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
	const parsed = schema.safeParse(request.query);
	if (parsed.success) return parsed.data;
	const field = parsed.error.issues[0]?.path.map(String).join('.') ?? 'query';
	throw new HttpError('invalid-input', `${field}: is not as it should be.`, { field });
}

function toAnswer(row: ImportRow): ImportAnswer {
	const { id, team, label, state, problem, total, imported, duplicates, failed } = row;
	const { totalBytes, doneBytes, createdMs, updatedMs } = row;
	const counts = { total, imported, duplicates, failed, totalBytes, doneBytes };
	return { id, team, label, state, problem, ...counts, createdMs, updatedMs };
}

function toFailure({ seq, sha256, ...row }: FailureRow): ImportFailuresAnswer['failures'][number] {
	const { name, offset, length, reason, detail } = row;
	return { number: seq, name, offset, length, reason, detail, hasSource: sha256 !== null };
}
