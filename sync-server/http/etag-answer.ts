import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Asked again and again: who has this answer already gets no bytes. */
export function etagAnswer(value: object, request: FastifyRequest, reply: FastifyReply) {
	const body = JSON.stringify(value);
	const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	reply.header('etag', etag);
	if (request.headers['if-none-match'] === etag) return reply.code(304).send();
	return reply.type('application/json; charset=utf-8').send(body);
}
