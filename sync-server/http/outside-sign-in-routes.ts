import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { SignInWaysAnswer } from '#lib/protocol/rest.ts';
import { readOutsideName } from '../access/outside/outside-name.ts';
import { OpenIdError, type OpenId, type OpenIdProvider } from '../access/outside/open-id.ts';
import type { OutsidePerson, OutsideSignIn } from '../access/outside/outside-sign-in.ts';
import { readProxyName } from '../access/outside/proxy-header.ts';
import type { Flow, Flows } from '../access/outside/flows.ts';
import type { Connections } from '../connections/connections.ts';
import type { RegisterRoutes, RouteDeps } from './app.ts';
import { flowTokenOf, flowCookie } from './flow-cookie.ts';
import { HttpError } from './http-error.ts';
import { findPublicOrg, publicOrg } from './public-org.ts';
import { readParams, readQuery } from './read-input.ts';
import { createNetworks } from './request-facts.ts';
import { beginSession, userAgentOf } from './who.ts';

export interface OutsideRouteParts {
	readonly connections: Pick<Connections, 'find' | 'note'>;
	readonly openId: OpenId;
	readonly signIn: OutsideSignIn;
	readonly flows: Flows;
}

type Parts = OutsideRouteParts & { readonly deps: RouteDeps };

const shortName = z.string().max(60).optional();
const orgQuery = z.strictObject({ org: shortName });
const beginQuery = z.strictObject({ org: shortName, to: z.string().max(2_000).optional() });
const orgParams = z.strictObject({ org: z.string().refine(isId, 'must be an id') });
const backPath = (orgId: string): string => `/api/sign-in/provider/${orgId}/back`;

/** Signing in by those who know people already: a provider of identities, or the proxy in front. */
export function outsideSignInRoutes(own: OutsideRouteParts): RegisterRoutes {
	return (app, deps) => {
		const parts = { ...own, deps };
		const rateLimit = { max: deps.config.limits.signInsPerMinute, timeWindow: 60_000 };
		const config = { access: 'public', rateLimit } as const;

		app.get('/api/sign-in/ways', { config: { access: 'public' } }, async (request) =>
			waysFor(request, parts)
		);
		app.post('/api/sign-in/proxy', { config }, (request, reply) =>
			enterByProxy({ request, reply }, parts)
		);
		app.get('/api/sign-in/provider', { config, exposeHeadRoute: false }, (request, reply) =>
			leaveForProvider({ request, reply }, parts)
		);
		app.get(
			'/api/sign-in/provider/:org/back',
			{ config, exposeHeadRoute: false },
			(request, reply) => comeBack({ request, reply }, parts)
		);
	};
}

interface Exchange {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
}

function waysFor(request: FastifyRequest, { connections, deps }: Parts): SignInWaysAnswer {
	const org = findPublicOrg(deps.platform, readQuery(orgQuery, request).org);
	if (org === undefined) return { provider: null, isByProxy: false };
	const provider = connections.find(org.id, 'oidc')?.settings;
	const proxies = connections.find(org.id, 'proxy')?.settings.proxies ?? [];
	const { label = '', isAutomatic = false } = provider ?? {};
	return {
		provider: provider === undefined ? null : { label, isAutomatic },
		isByProxy: createNetworks(proxies)(deps.factsOf(request).peer.address)
	};
}

async function enterByProxy({ request, reply }: Exchange, parts: Parts) {
	const { connections, deps } = parts;
	const org = publicOrg(deps.platform, readQuery(orgQuery, request).org);
	const proxy = connections.find(org.id, 'proxy');
	if (proxy === undefined) throw new HttpError('not-found');
	const { peer } = deps.factsOf(request);
	const { header, proxies, domains, createsRequesters } = proxy.settings;
	const isListed = createNetworks(proxies)(peer.address);
	const { isTrusted } = peer;
	const said = readProxyName(request.raw.rawHeaders, {
		header,
		isListed,
		isTrusted,
		secret: proxy.secrets.secret
	});
	const name = said.ok ? readOutsideName(said.name, domains) : undefined;
	const refusal = said.ok ? 'name' : said.code;
	if (name === undefined) {
		deps.log?.event('warn', 'sign-in header refused', { org: org.id, code: refusal });
		// Only the proxies themselves have their faults shown; anybody can send a header.
		if (isListed) connections.note(org.id, 'proxy', { code: 'refused', detail: refusal });
		throw new HttpError('sso-refused');
	}
	const membership = await enter(request, parts, {
		orgId: org.id,
		person: name,
		createsRequesters
	});
	connections.note(org.id, 'proxy');
	endCurrent(await currentOf(request, deps), deps);
	return beginSession(membership, { request, reply, deps });
}

interface Entering {
	readonly orgId: string;
	readonly person: OutsidePerson;
	readonly createsRequesters: boolean;
}

async function enter(request: FastifyRequest, { signIn, deps }: Parts, entering: Entering) {
	const { address } = deps.factsOf(request);
	const userAgent = userAgentOf(request);
	const result = await signIn.attempt({ ...entering, address, userAgent });
	if (result.ok) return result.membership;
	deps.log?.event('warn', 'sign-in from outside refused', {
		org: entering.orgId,
		code: result.code
	});
	throw new HttpError(result.code);
}

async function leaveForProvider({ request, reply }: Exchange, parts: Parts) {
	const { openId, flows, deps } = parts;
	const { org: slug, to: asked } = readQuery(beginQuery, request);
	const { id: orgId } = publicOrg(deps.platform, slug);
	const to = pathInApp(asked);
	const provider = providerOf(orgId, parts);
	if (provider === undefined) throw new HttpError('not-found');
	const { host, isHttps } = deps.factsOf(request);
	const backUrl = `${isHttps ? 'https' : 'http'}://${host}${backPath(orgId)}`;
	if (!URL.canParse(backUrl)) throw new HttpError('bad-request');
	try {
		const { url, ...checks } = await openId.begin(provider, backUrl);
		const { issuer, clientId } = provider.settings;
		const replaces = await currentOf(request, deps);
		const token = flows.begin({ ...checks, orgId, slug, issuer, clientId, to, replaces });
		reply.header('set-cookie', flowCookie(token, isHttps));
		return await reply.redirect(url.href, 302);
	} catch (error) {
		return toSignIn(reply, { to, slug }, { failed: refusalOf(error, orgId, parts) });
	}
}

async function comeBack({ request, reply }: Exchange, parts: Parts) {
	const { flows, deps } = parts;
	const { org: orgId } = readParams(orgParams, request);
	const { isHttps } = deps.factsOf(request);
	const token = flowTokenOf(request.headers.cookie);
	const flow = token === undefined ? undefined : flows.take(token);
	reply.header('set-cookie', flowCookie('', isHttps));
	try {
		const membership = await finish(request, parts, { orgId, flow });
		endCurrent(flow?.replaces ?? null, deps);
		await beginSession(membership, { request, reply, deps });
		return await toSignIn(reply, flow, { entered: '1' });
	} catch (error) {
		return toSignIn(reply, flow, { failed: refusalOf(error, orgId, parts) });
	}
}

interface Coming {
	readonly orgId: string;
	readonly flow: Flow | undefined;
}

async function finish(request: FastifyRequest, parts: Parts, { orgId, flow }: Coming) {
	if (flow === undefined) throw new OpenIdError('no-flow', 'nothing was begun in this browser');
	// Each organisation has an address of its own to come back to, so that the answer of one's
	// provider is never taken for that of another's.
	if (flow.orgId !== orgId) throw new OpenIdError('mixed-up', 'another organisation was asked');
	const provider = providerOf(orgId, parts);
	const { issuer, clientId } = provider?.settings ?? {};
	if (provider === undefined || issuer !== flow.issuer || clientId !== flow.clientId)
		throw new OpenIdError('changed', 'the provider has been changed meanwhile');
	const query = request.url.slice(request.url.indexOf('?') + 1);
	const person = await parts.openId.finish(provider, flow, query);
	parts.connections.note(orgId, 'oidc');
	const { createsRequesters } = provider.settings;
	return enter(request, parts, { orgId, person, createsRequesters });
}

function providerOf(orgId: string, { connections }: Parts): OpenIdProvider | undefined {
	const found = connections.find(orgId, 'oidc');
	return found && { settings: found.settings, secret: found.secrets.clientSecret };
}

/** What the sign-in page is told; the log and the administrators get the reason. */
function refusalOf(error: unknown, orgId: string, { connections, deps }: Parts): string {
	if (error instanceof HttpError) return error.code;
	if (!(error instanceof OpenIdError)) throw error;
	deps.log?.event('warn', 'sign-in by provider refused', { org: orgId, code: error.code });
	if (error.trouble === 'answer') return 'sso-refused';
	connections.note(orgId, 'oidc', { code: error.trouble, detail: error.message });
	return 'sso-unavailable';
}

/** The page goes on by itself: only it knows whom this device is for. */
function toSignIn(
	reply: FastifyReply,
	{ to = '/', slug }: Partial<Pick<Flow, 'to' | 'slug'>> = {},
	outcome: Readonly<Record<string, string>>
) {
	const say = { ...outcome, to, ...(slug !== undefined && { org: slug }) };
	return reply.redirect(`/sign-in?${new URLSearchParams(say).toString()}`, 302);
}

/** An address of this app, never another site. */
function pathInApp(wanted: string | undefined): string {
	const isOwn = wanted !== undefined && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(wanted);
	return isOwn ? wanted : '/';
}

async function currentOf(
	request: FastifyRequest,
	{ access }: RouteDeps
): Promise<Flow['replaces']> {
	const current = await access.sessions.resolve(request.headers.cookie);
	if (current.kind !== 'active') return null;
	const { loginId, publicId } = current.session;
	return { loginId, publicId };
}

function endCurrent(current: Flow['replaces'], { access }: RouteDeps): void {
	if (current) access.sessions.endOne(current.loginId, current.publicId, 'signed-out');
}
