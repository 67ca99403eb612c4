import { z } from 'zod';
import type { PushKeyAnswer, PushRequest } from '#lib/protocol/portal.ts';
import type { Push } from '../channels/push/push.ts';
import type { RegisterRoutes } from './app.ts';
import { line, readBody } from './read-input.ts';
import { callerOf, type RouteAccess } from './route-access.ts';

/** A public key of P-256, uncompressed, and 16 bytes that both sides know (RFC 8291), as base64url. */
const bytes = (count: number) =>
	z
		.string()
		.max(100)
		.regex(/^[\w-]+$/)
		.refine((text) => Buffer.from(text, 'base64url').length === count, 'has another length');

/** How a requester's browser says that it wants to be told while nobody looks. */
export const portalPushRoutes = (push: Push): RegisterRoutes =>
	pushRoutes(push, '/api/portal/push', { read: 'portal.read', write: 'portal.write' });

/** The same of somebody of the staff; what theirs says is told in the language that it names. */
export const staffPushRoutes = (push: Push): RegisterRoutes =>
	pushRoutes(push, '/api/staff/push', { read: 'workspace.read', write: 'workspace.read' });

function pushRoutes(
	push: Push,
	path: string,
	{ read: reads, write: writes }: Readonly<Record<'read' | 'write', RouteAccess>>
): RegisterRoutes {
	const body: z.ZodType<PushRequest> = z.strictObject({
		endpoint: z.string().max(1_000).refine(push.isEndpoint, 'is no push service'),
		keys: z.strictObject({ p256dh: bytes(65), auth: bytes(16) }),
		words: line(1, 120)
	});
	const read = { config: { access: reads } } as const;
	const write = { config: { access: writes } } as const;
	return (app, { factsOf }) => {
		app.get(path, read, async (): Promise<PushKeyAnswer> => ({ key: await push.publicKey() }));
		app.post(path, write, async (request, reply) => {
			const { publicId: sessionId, orgId, personId } = callerOf(request).session;
			const { endpoint, keys, words } = readBody(body, request);
			const { isHttps, host } = factsOf(request);
			const origin = `${isHttps ? 'https' : 'http'}://${host}`;
			push.subscribe({ sessionId, orgId, personId, endpoint, ...keys, words, origin });
			return reply.code(204).send();
		});
		app.delete(path, write, async (request, reply) => {
			push.endSession(callerOf(request).session.publicId);
			return reply.code(204).send();
		});
	};
}
