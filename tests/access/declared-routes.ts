import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { startServer, type TestServer } from '../support/server.ts';

/** A running server with every route that it has, as `METHOD /path`. */
export interface ServerWithRoutes {
	readonly test: TestServer;
	readonly routes: ReadonlySet<string>;
}

/** Starts a server, and hears of its routes as they are declared. */
export async function startWithRoutes(): Promise<ServerWithRoutes> {
	const routes = new Set<string>();
	function collect(message: unknown): void {
		const { fastify } = message as { fastify: FastifyInstance };
		fastify.addHook('onRoute', ({ method, url }) => {
			for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`);
		});
	}
	const initialization = channel('fastify.initialization');
	initialization.subscribe(collect);
	const test = await startServer();
	initialization.unsubscribe(collect);
	return { test, routes };
}
