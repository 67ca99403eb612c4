import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TEXT_LIMITS } from '#lib/domain/changes/bodies.ts';
import { isId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { Capability } from '#lib/domain/policy/capabilities.ts';
import { isStamp } from '#lib/domain/stamp.ts';
import { isThumb } from '#lib/domain/ticket/attachment.ts';
import {
	PORTAL_LIMITS,
	type AskRequest,
	type RateRequest,
	type SayRequest
} from '#lib/protocol/portal.ts';
import { LARGEST_FILE } from '#lib/protocol/uploads.ts';
import { faultIn, portalForm } from '../channels/portal/form.ts';
import { ask, rate, say, type Asker, type HandedIn } from '../channels/portal/hand-in.ts';
import { takerFor } from '../channels/portal/taker.ts';
import { listRequests, ownRequest, readRequest, type Onlooker } from '../channels/portal/view.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { etagAnswer } from './etag-answer.ts';
import { HttpError } from './http-error.ts';
import { language, line, readBody, readParams, readQuery } from './read-input.ts';
import { ratingFields } from './rating-routes.ts';
import { callerOf } from './route-access.ts';

const id = z.string().refine(isId, 'must be an id');
const anyText = z
	.string('must be text')
	.max(PORTAL_LIMITS.text, `must have at most ${PORTAL_LIMITS.text} characters`);
const text = anyText.refine((value) => value.trim() !== '', 'must not be empty');
const params = z.strictObject({ id: z.string().max(60) });
const query = z.strictObject({ before: z.string().refine(isStamp, 'must be a stamp').optional() });
const files = z
	.array(
		z.strictObject({
			id,
			name: line(1, TEXT_LIMITS.fileName),
			type: line(1, 127),
			size: z.number().int().min(1).max(LARGEST_FILE),
			sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256'),
			thumb: z.string().refine(isThumb, 'is no small picture').exactOptional()
		})
	)
	.max(PORTAL_LIMITS.files);
const answers = z.record(
	z.string().max(60),
	z.union([z.string().max(TEXT_LIMITS.words), z.number(), z.boolean()])
);
export const askBody = z.strictObject({
	id,
	change: id,
	subject: line(1, PORTAL_LIMITS.subject),
	text,
	files: files.default([]),
	type: z.string().max(60).nullable().default(null),
	custom: answers.default({}),
	language
}) satisfies z.ZodType<AskRequest>;
const sayBody = z
	.strictObject({ change: id, text: anyText, files: files.default([]), language })
	.refine(
		({ text: words, files: sent }) => words.trim() !== '' || sent.length > 0,
		'says nothing'
	) satisfies z.ZodType<SayRequest>;
const rateBody: z.ZodType<RateRequest> = z.strictObject({ change: id, ...ratingFields });

/** Where somebody asks: in the portal of their organisation, or whoever runs the server. */
export interface RequestPlace {
	readonly prefix: '/api/portal' | '/api/provider';
	readonly access: { readonly read: Capability; readonly write: Capability };
	readonly askBody: z.ZodType<AskRequest>;
	/** Whose eyes see what was asked. */
	readonly viewerOf: (request: FastifyRequest) => Onlooker & Asker;
	/** Who takes what is asked. */
	readonly takerOf: (unit: OrgUnit, request: FastifyRequest) => TeamId | null;
	/** Sees to it that whoever writes is known where they ask. */
	readonly greet: (request: FastifyRequest) => Promise<void>;
}

export interface PortalParts {
	readonly orgs: OrgRegistry;
	readonly now: () => number;
	readonly isUploaded: (
		org: string,
		file: { readonly thread: string; readonly id: string; readonly sha256: string }
	) => boolean;
}

/** What those whom the organisation serves ask and are told: their own requests, and of these what is said to them. */
export function portalRoutes({ orgs, now, isUploaded }: PortalParts): RegisterRoutes {
	const viewerOf = (request: FastifyRequest): Onlooker => {
		const { session } = callerOf(request);
		const person: PersonId = session.personId;
		return {
			unit: orgs.get(session.orgId).unit,
			person,
			nowMs: now(),
			isUploaded: (thread, { id: file, sha256 }) =>
				isUploaded(session.orgId, { thread, id: file, sha256 })
		};
	};
	return (app, { factsOf }) =>
		requestRoutes(app, {
			...{ prefix: '/api/portal', askBody, viewerOf },
			access: { read: 'portal.read', write: 'portal.write' },
			takerOf: (unit, request) => takerFor(unit, factsOf(request).address),
			greet: async () => undefined
		});
}

/** Asking, and reading what became of it. */
export function requestRoutes(app: FastifyInstance, place: RequestPlace): void {
	const { prefix, viewerOf, takerOf } = place;
	const read = { config: { access: place.access.read } } as const;
	const write = { config: { access: place.access.write } } as const;
	app.get(`${prefix}/form`, read, async (request, reply) => {
		const { unit } = viewerOf(request);
		return etagAnswer(portalForm(unit, takerOf(unit, request)), request, reply);
	});
	app.get(`${prefix}/requests`, read, async (request, reply) => {
		const { before } = readQuery(query, request);
		return etagAnswer(listRequests(viewerOf(request), before), request, reply);
	});
	app.get(`${prefix}/requests/:id`, read, async (request, reply) =>
		etagAnswer(found(readRequest(viewerOf(request), idOf(request))), request, reply)
	);
	app.post(`${prefix}/requests`, write, async (request) => {
		const viewer = viewerOf(request);
		const asked = readBody(place.askBody, request);
		const taker = takerOf(viewer.unit, request);
		const fault = faultIn(viewer.unit, asked, taker);
		if (fault !== undefined && ownRequest(viewer, asked.id) === undefined)
			throw new HttpError('invalid-input', `${fault}: is not as asked.`, { field: fault });
		await place.greet(request);
		settle(await ask(viewer, asked, taker));
		return found(readRequest(viewer, asked.id));
	});
	app.post(`${prefix}/requests/:id/messages`, write, async (request) => {
		const [viewer, request_] = [viewerOf(request), idOf(request)];
		found(ownRequest(viewer, request_));
		await place.greet(request);
		settle(await say(viewer, request_, readBody(sayBody, request)));
		return found(readRequest(viewer, request_));
	});
	app.post(`${prefix}/requests/:id/rating`, write, async (request) => {
		const [viewer, request_] = [viewerOf(request), idOf(request)];
		found(ownRequest(viewer, request_));
		settle(await rate(viewer, request_, readBody(rateBody, request)));
		return found(readRequest(viewer, request_));
	});
}

const idOf = (request: FastifyRequest): string => readParams(params, request).id;

/** What is not this person's is answered as what does not exist. */
function found<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new HttpError('not-found');
	return value;
}

function settle(outcome: HandedIn): void {
	if (outcome === 'closed') throw new HttpError('portal-closed');
	if (outcome === 'refused') throw new HttpError('request-refused');
}
