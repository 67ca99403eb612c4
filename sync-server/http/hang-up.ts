import type { FastifyInstance } from 'fastify';

/** How soon a connection is closed that has just been answered, and how long others may take. */
const IDLE_EVERY_MS = 50;
const PATIENCE_MS = 3_000;

/**
 * Closes the server and its connections: idle ones at once, one that is being answered when it has
 * been, and after a while all. Node looks for idle ones only once, and would then wait for the
 * others until they are too old.
 */
export async function hangUp(app: FastifyInstance): Promise<void> {
	const { server } = app;
	const idle = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
	const rest = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
	try {
		await app.close();
	} finally {
		clearInterval(idle);
		clearTimeout(rest);
	}
}
