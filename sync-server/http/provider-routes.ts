import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isTeamId } from '#lib/domain/ids.ts';
import { ASKED_PRIORITIES, type AskRequest } from '#lib/protocol/portal.ts';
import type { ProviderAnswer, ProviderDeskRequest } from '#lib/protocol/provider.ts';
import type { PersonFacts } from '../access/org-directory.ts';
import { isCapable } from '../access/permission.ts';
import type { Guest, Provider } from '../channels/provider/provider.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import type { RegisterRoutes } from './app.ts';
import { liveLines } from './event-lines.ts';
import { requestFileRoute, type FileRouteParts } from './file-routes.ts';
import { HttpError } from './http-error.ts';
import { lookingRoutes } from './portal-live-routes.ts';
import { askBody, requestRoutes, type PortalParts } from './portal-routes.ts';
import { readBody } from './read-input.ts';
import { callerOf } from './route-access.ts';
import { uploadsAt } from './upload-routes.ts';

const access = 'provider.ask';
const config = { access } as const;
const askedBody: z.ZodType<AskRequest> = askBody.extend({
	priority: z.enum(ASKED_PRIORITIES).default('normal')
});
const deskBody: z.ZodType<ProviderDeskRequest> = z.strictObject({
	team: z.string().refine(isTeamId, 'must be a team').nullable()
});

interface ProviderRouteParts extends PortalParts {
	readonly provider: Provider;
	readonly uploads: UploadService;
	readonly reading: FileRouteParts;
}

/** How an organisation asks whoever runs the server, and what it is told: as any requester is. */
export function providerRoutes(parts: ProviderRouteParts): RegisterRoutes[] {
	const { provider, uploads } = parts;
	const guestOf = (request: FastifyRequest): Guest => {
		const { session, login } = callerOf(request);
		const guest = provider.guestOf(session, login.email);
		if (guest === undefined) throw new HttpError('portal-closed');
		return guest;
	};
	return [
		deskRoutes(provider),
		askingRoutes(parts, guestOf),
		uploadsAt(uploads, '/api/provider/uploads', { access, uploaderOf: guestOf }),
		requestFileRoute(parts.reading, '/api/provider', { access, readerOf: guestOf })
	];
}

function deskRoutes(provider: Provider): RegisterRoutes {
	return (app) => {
		app.get('/api/provider', { config }, async (request): Promise<ProviderAnswer> => {
			const { session, login } = callerOf(request);
			return provider.describe(session, login);
		});
		const manage = { config: { access: 'org.manage' } } as const;
		app.put('/api/provider/desk', manage, async (request): Promise<ProviderAnswer> => {
			const { session, login } = callerOf(request);
			if (!login.isPlatformAdmin) throw new HttpError('forbidden');
			const { team } = readBody(deskBody, request);
			if (!provider.setDesk(session.orgId, team))
				throw new HttpError('invalid-input', 'team: takes no requests.', { field: 'team' });
			return provider.describe(session, login);
		});
	};
}

function askingRoutes(
	{ provider, orgs, now, isUploaded }: ProviderRouteParts,
	guestOf: (request: FastifyRequest) => Guest
): RegisterRoutes {
	const viewerOf = (request: FastifyRequest) => {
		const { org, unit, person, address } = guestOf(request);
		return {
			...{ unit, person, address },
			nowMs: now(),
			isUploaded: (thread: string, file: { readonly id: string; readonly sha256: string }) =>
				isUploaded(org, { thread, id: file.id, sha256: file.sha256 })
		};
	};
	return (app, deps) => {
		requestRoutes(app, {
			...{ prefix: '/api/provider', askBody: askedBody, viewerOf },
			access: { read: access, write: access },
			takerOf: (unit) => provider.takerIn(unit),
			greet: (request) => provider.greet(guestOf(request), callerOf(request).session)
		});
		lookingRoutes(app, deps, { prefix: '/api/provider', access, askerOf: guestOf });
		const listen = { config, exposeHeadRoute: false } as const;
		const answer = liveLines(deps, (session) => ({
			open(line) {
				const guest = provider.guestOf(session);
				if (guest === undefined) throw new HttpError('portal-closed');
				const isGood = () =>
					line.isGood() &&
					provider.guestOf(session) !== undefined &&
					mayAsk(orgs.person(session.orgId, session.personId));
				return guest.portal.open({ ...line, person: guest.person, isGood });
			}
		}));
		app.get('/api/provider/events', listen, answer);
	};
}

const mayAsk = (person: PersonFacts | undefined): boolean =>
	person !== undefined && isCapable(person, access);
