import { z } from 'zod';
import { parseEntityRef } from '#lib/domain/ids.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { readThreadPage } from '../projections/thread-page.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams, readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.object({ ref: z.string().max(60) });
const query = z.object({ before: z.coerce.number().int().min(1).max(1_000_000_000) });

const THREADS = ['ticket', 'channel', 'contact'] as const;

/** Pages of messages that are too old for a thread's document. */
export function threadRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app) => {
		app.get('/api/threads/:ref/messages', { config: { access: 'session' } }, async (request) => {
			const { session } = callerOf(request);
			const ref = parseEntityRef(readParams(params, request).ref);
			const { before } = readQuery(query, request);
			const { hub, unit, exports } = orgs.get(session.orgId);
			const kind = THREADS.find((known) => known === ref?.kind);
			if (ref === undefined || kind === undefined) throw new HttpError('not-found');
			if (!hub.mayRead(session.personId, { kind, id: ref.id })) throw new HttpError('not-found');
			exports.part(session.personId, `${kind}.${ref.id}`);
			return readThreadPage(unit.store, `${kind}.${ref.id}`, before);
		});
	};
}
