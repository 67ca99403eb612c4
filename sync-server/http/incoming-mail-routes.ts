import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { z } from 'zod';
import type { IncomingMailAnswer } from '#lib/protocol/incoming-mail.ts';
import { addressKey } from '../access/address-key.ts';
import { createTryCounter } from '../access/try-counter.ts';
import type { MailConnection } from '../channels/mail/incoming/mail-connection.ts';
import type { MailDoor } from '../channels/mail/incoming/mail-door.ts';
import { isProved, readClaim, type Claim } from '../channels/mail/incoming/proof.ts';
import { unwrap } from '../channels/mail/incoming/unwrap.ts';
import { MAIL_LIMITS } from '../channels/mail/limits.ts';
import type { RegisterRoutes, RouteDeps } from './app.ts';
import { HttpError, tooManyTries } from './http-error.ts';
import { readParams } from './read-input.ts';

const MINUTE_MS = 60_000;
/** Messages an organisation takes in a minute; more have to wait at whoever delivers them. */
const MAILS_PER_MINUTE = 300;
/** Bodies that are held at once before it is known who sent them, of one address and altogether. */
const BODIES_PER_ADDRESS = 4;
const BODIES = 12;
/** Room for what services put around a message, and for its quotes in JSON. */
const BODY_LIMIT = MAIL_LIMITS.bytes + 2 * 1024 * 1024;

const params = z.object({ org: z.string().max(60) });

declare module 'fastify' {
	interface FastifyRequest {
		mailClaim: Claim | null;
	}
}

/** Where a mail service hands messages in. What it is answered says whether to send one again. */
export function incomingMailRoutes(door: MailDoor, connection: MailConnection): RegisterRoutes {
	return (app, deps) => {
		const { now, factsOf } = deps;
		const takePlace = countBodies();
		const take = receiving(door, connection, deps);
		app.register(async (scope) => {
			readBodiesAsTheyAre(scope);
			const route = {
				method: 'POST' as const,
				bodyLimit: BODY_LIMIT,
				config: { access: 'signed' as const },
				// Before the body is read: whoever shows nothing that could be right sends none.
				preParsing: async (
					request: FastifyRequest,
					reply: FastifyReply,
					payload: RequestPayload
				) => {
					request.mailClaim = readClaim(request.headers, now()) ?? null;
					if (request.mailClaim === null) throw unproved();
					takePlace(addressKey(factsOf(request).address), reply);
					return payload;
				},
				handler: take
			};
			scope.route({ ...route, url: '/api/mail/:org/incoming' });
			// Mailgun sends the raw message to what ends like this, and only there.
			scope.route({ ...route, url: '/api/mail/:org/incoming/mime' });
		});
	};
}

/** What is signed are the bytes, so nothing may read them before. */
function readBodiesAsTheyAre(scope: FastifyInstance): void {
	scope.decorateRequest('mailClaim', null);
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body)
	);
}

function receiving(door: MailDoor, connection: MailConnection, { platform, now }: RouteDeps) {
	const rate = createTryCounter({ max: MAILS_PER_MINUTE, windowMs: MINUTE_MS, now });
	/** The organisation that a request is for, if it shows that it comes from its mail service. */
	const orgOf = (request: FastifyRequest, body: Buffer) => {
		const { org: name } = readParams(params, request);
		const { mailClaim: claim } = request;
		const org = platform.orgs.listReady().find(({ id, slug }) => name === id || name === slug)?.id;
		const known = org && connection.find(org);
		if (!org || !known || claim === null) throw unproved();
		if (claim.kind === 'token' && known.settings.proof !== 'key') throw unproved();
		if (!isProved(claim, body, known.keys)) {
			connection.refused(org);
			throw unproved();
		}
		return { org, known, nonce: claim.kind === 'signature' ? claim.signature : null };
	};
	return async (request: FastifyRequest, reply: FastifyReply): Promise<IncomingMailAnswer> => {
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const { org, known, nonce } = orgOf(request, body);
		const waitMs = rate.take(org);
		if (waitMs > 0) throw tooManyTries(waitMs);
		const unwrapped = unwrap(request.headers['content-type'] ?? '', body);
		if (unwrapped === undefined)
			throw new HttpError('invalid-input', 'There is no raw message in this request.');
		const received = await door.receive(org, { ...unwrapped, nonce, ...known });
		if (received === 'closed')
			throw new HttpError('request-refused', 'No team takes mail here now. Send it again later.');
		connection.worked(org);
		// Services that wrap messages take nothing but 200 for done, and would send them again.
		reply.code(unwrapped.isBare ? 202 : 200);
		return received;
	};
}

const unproved = (): HttpError =>
	new HttpError('wrong-credentials', 'The signature or the key is not right, or too old.');

/** Counts bodies that are being received; whoever has too many under way has to wait. */
function countBodies() {
	const taken = new Map<string, number>();
	let all = 0;
	return (address: string, reply: FastifyReply): void => {
		const own = taken.get(address) ?? 0;
		if (own >= BODIES_PER_ADDRESS || all >= BODIES) throw new HttpError('too-many-requests');
		taken.set(address, own + 1);
		all += 1;
		reply.raw.once('close', () => {
			all -= 1;
			const left = (taken.get(address) ?? 1) - 1;
			if (left === 0) taken.delete(address);
			else taken.set(address, left);
		});
	};
}
