import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './error-answers.ts';
import { HttpError } from './http-error.ts';
import { isApi } from './security.ts';

const SHELL = 'app.html';
/** The build puts a hash of the content into these names, so they never change. */
const IMMUTABLE = '/_app/immutable/';
const FOREVER = 'public, max-age=31536000, immutable';
/** Kept, but asked about each time: the shell and the service worker decide what version runs. */
const ASK_FIRST = 'no-cache';

/** Serves the built app. Addresses inside the app get its one page; missing files are missing. */
export function serveApp(app: FastifyInstance, buildDir: string): void {
	const hasShell = existsSync(join(buildDir, SHELL));
	if (hasShell) {
		app.register(fastifyStatic, {
			root: buildDir,
			serve: false,
			cacheControl: false,
			dotfiles: 'ignore',
			index: false
		});
		app.get('/*', { config: { access: 'public' } }, (request, reply) => sendFile(request, reply));
	}
	app.setNotFoundHandler((request, reply) => {
		// Overrules what was said of the file that is not there: it may exist a moment later.
		reply.header('cache-control', isApi(request) ? 'no-store' : ASK_FIRST);
		if (isApi(request) || !isNavigation(request)) {
			sendError(reply, new HttpError('not-found'));
		} else if (hasShell) sendShell(reply);
		else reply.code(503).type('text/plain').send('The app is not built yet. Run: npm run build\n');
	});
}

function sendFile(request: FastifyRequest, reply: FastifyReply): void {
	const path = decodedPath(request.url);
	if (path === null) return sendError(reply, new HttpError('bad-request'));
	if (isApi(request)) return sendError(reply, new HttpError('not-found'));
	if (path === '/' || path === `/${SHELL}`) return sendShell(reply);
	reply.header('cache-control', path.startsWith(IMMUTABLE) ? FOREVER : ASK_FIRST);
	reply.sendFile(path);
}

function sendShell(reply: FastifyReply): void {
	reply.header('cache-control', ASK_FIRST).sendFile(SHELL);
}

/** A person opening an address, as against a page asking for one of its parts. */
function isNavigation(request: FastifyRequest): boolean {
	const { accept = '', 'sec-fetch-mode': mode } = request.headers;
	if (request.method !== 'GET' && request.method !== 'HEAD') return false;
	if (request.url.startsWith('/_app/')) return false;
	return mode === undefined ? accept.includes('text/html') : mode === 'navigate';
}

function decodedPath(url: string): string | null {
	try {
		return decodeURIComponent(url.split('?')[0] ?? '/');
	} catch (error) {
		if (error instanceof URIError) return null;
		throw error;
	}
}
