import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { TextVersionAnswer, TextVersionsAnswer } from '#lib/protocol/texts.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { line, readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';
import type { FastifyRequest } from 'fastify';

const params = z.object({
	id: z.string().refine(isId),
	number: z.coerce.number().int().min(1).max(1_000_000).optional()
});
const body = z.strictObject({ name: line(1, 80) });
const session = { config: { access: 'session' } } as const;

/** The versions of texts that are written together, for whoever writes along. */
export function textRoutes(orgs: OrgRegistry): RegisterRoutes {
	const textOf = (request: FastifyRequest) => {
		const { session: caller } = callerOf(request);
		const { id, number = 0 } = readParams(params, request);
		const { hub } = orgs.get(caller.orgId);
		if (!hub.mayRead(caller.personId, { kind: 'text', id })) throw new HttpError('not-found');
		return { texts: hub.texts, id, number, person: caller.personId };
	};
	return (app) => {
		app.get('/api/texts/:id/versions', session, (request): TextVersionsAnswer => {
			const { texts, id } = textOf(request);
			return { versions: texts.versions(id) };
		});
		app.post('/api/texts/:id/versions', session, (request): TextVersionsAnswer => {
			const { texts, id, person } = textOf(request);
			texts.keepVersion(id, readBody(body, request).name, person);
			return { versions: texts.versions(id) };
		});
		app.get('/api/texts/:id/versions/:number', session, (request): TextVersionAnswer => {
			const { texts, id, number } = textOf(request);
			const rich = texts.version(id, number);
			if (rich === undefined) throw new HttpError('not-found');
			return { rich };
		});
	};
}
