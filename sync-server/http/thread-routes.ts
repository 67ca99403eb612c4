import { z } from 'zod';
import { parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import { isStamp } from '#lib/domain/stamp.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { readRecordPage, readThreadPage } from '../projections/thread-page.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams, readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';
import type { FastifyRequest } from 'fastify';

const params = z.object({ ref: z.string().max(60) });
const query = z.object({ before: z.coerce.number().int().min(1).max(1_000_000_000) });

const record = z.object({ before: z.string().refine(isStamp) });

const session = { config: { access: 'session' } } as const;
const THREADS = ['ticket', 'channel', 'contact'] as const;
type ThreadKind = (typeof THREADS)[number];

/** Pages of messages that are too old for a thread's document, and of what was done to a ticket before. */
export function threadRoutes(orgs: OrgRegistry): RegisterRoutes {
	const threadOf = (request: FastifyRequest, kinds: readonly ThreadKind[]) => {
		const { session: caller } = callerOf(request);
		const ref = parseEntityRef(readParams(params, request).ref);
		const { hub, unit, exports } = orgs.get(caller.orgId);
		const kind = kinds.find((known) => known === ref?.kind);
		if (ref === undefined || kind === undefined) throw new HttpError('not-found');
		if (!hub.mayRead(caller.personId, { kind, id: ref.id })) throw new HttpError('not-found');
		const target: EntityRef = `${kind}.${ref.id}`;
		exports.part(caller.personId, target);
		return { store: unit.store, target };
	};
	return (app) => {
		app.get('/api/threads/:ref/messages', session, (request) => {
			const { before } = readQuery(query, request);
			const { store, target } = threadOf(request, THREADS);
			return readThreadPage(store, target, before);
		});
		app.get('/api/threads/:ref/changes', session, (request) => {
			const { before } = readQuery(record, request);
			const { store, target } = threadOf(request, ['ticket']);
			return readRecordPage(store, target, before);
		});
	};
}
