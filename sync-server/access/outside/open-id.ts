import { createHash } from 'node:crypto';
import type * as Library from 'openid-client';
import { mailDomain } from '#lib/domain/mail-domain.ts';
import type { OidcSettings } from '#lib/protocol/connections.ts';
import type { ConnectionTroubleCode } from '#lib/protocol/connections.ts';
import { OutsideError, type Outside } from '../../outside/request-outside.ts';
import type { OutsidePerson } from './outside-sign-in.ts';

/** A provider of identities as it is set up: the secret is left out for public clients. */
export interface OpenIdProvider {
	readonly settings: OidcSettings;
	readonly secret: string | undefined;
}

/** What binds an answer of the provider to the question and the browser it was asked in. */
export interface OpenIdChecks {
	readonly state: string;
	readonly nonce: string;
	readonly verifier: string;
	readonly backUrl: string;
}

/** Why somebody was not signed in; the code is for the log and tells nobody's name. */
export class OpenIdError extends Error {
	readonly code: string;
	/** What is wrong between this server and the provider; `answer` when it may be the browser's doing. */
	readonly trouble: ConnectionTroubleCode;

	constructor(
		code: string,
		message: string,
		{ trouble = 'answer', cause }: ErrorOptions & { readonly trouble?: ConnectionTroubleCode } = {}
	) {
		super(message, { cause });
		this.name = 'OpenIdError';
		this.code = code;
		this.trouble = trouble;
	}
}

const WITHIN_S = 10;
/** For so long what a provider says of itself is believed. */
const KNOWN_MS = 3_600_000;
const MOST_KNOWN = 200;

export type OpenId = ReturnType<typeof createOpenId>;
type Configuration = Library.Configuration;
type Client = typeof Library;

// Few organisations have a provider: the library is loaded when one is asked.
const library = (): Promise<Client> => import('openid-client');

/**
 * Sign-in by OpenID Connect: the code flow with PKCE (RFC 7636), state and nonce; the id token's
 * signature is checked although it comes from the provider itself.
 */
export function createOpenId(parts: { outside: Outside; now: () => number }) {
	const { discover, configurationOf } = createDiscovery(parts);
	return {
		/** Asks the provider about itself; throws an OpenIdError when it cannot be used. */
		tryOut: (provider: OpenIdProvider): Promise<void> =>
			told(async () => void (await discover(provider))),

		/** Where to send the browser, and what its answer will be checked by. */
		begin: (provider: OpenIdProvider, backUrl: string): Promise<OpenIdChecks & { url: URL }> =>
			told(async () => {
				const client = await library();
				const checks = {
					state: client.randomState(),
					nonce: client.randomNonce(),
					verifier: client.randomPKCECodeVerifier(),
					backUrl
				};
				const url = client.buildAuthorizationUrl(await configurationOf(provider), {
					redirect_uri: backUrl,
					scope: 'openid email profile',
					state: checks.state,
					nonce: checks.nonce,
					code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
					code_challenge_method: 'S256'
				});
				return { ...checks, url };
			}),

		/** Whom the provider's answer, the query it led back with, speaks of. */
		finish: (
			provider: OpenIdProvider,
			checks: OpenIdChecks,
			query: string
		): Promise<OutsidePerson> =>
			told(async () => {
				const configuration = await configurationOf(provider);
				return personOf(await claimsOf(configuration, checks, query), provider.settings);
			})
	};
}

/** What providers say of themselves, each asked once in a while. */
function createDiscovery({ outside, now }: { outside: Outside; now: () => number }) {
	const known = new Map<string, { configuration: Configuration; at: number }>();

	async function discover({ settings, secret }: OpenIdProvider): Promise<Configuration> {
		const client = await library();
		const issuer = new URL(settings.issuer);
		const isOpen = issuer.protocol === 'http:';
		const configuration = await client.discovery(
			issuer,
			settings.clientId,
			{},
			authentication(client, secret),
			{
				[client.customFetch]: fetchThrough(outside),
				timeout: WITHIN_S,
				execute: [
					client.enableNonRepudiationChecks,
					...(isOpen ? [client.allowInsecureRequests] : [])
				]
			}
		);
		// One that speaks for any number of tenants would let all of them in.
		const said = configuration.serverMetadata().issuer;
		if (!URL.canParse(said) || new URL(said).href !== issuer.href)
			throw new OpenIdError('issuer', `the issuer is ${said}`);
		return configuration;
	}

	async function configurationOf(provider: OpenIdProvider): Promise<Configuration> {
		const key = keyOf(provider);
		const found = known.get(key);
		if (found !== undefined && found.at > now() - KNOWN_MS) return found.configuration;
		const configuration = await discover(provider);
		if (known.size >= MOST_KNOWN) known.clear();
		known.set(key, { configuration, at: now() });
		return configuration;
	}

	return { discover, configurationOf };
}

/** Takes the code to the provider; what it says of the person, from the token or on asking again. */
async function claimsOf(configuration: Configuration, checks: OpenIdChecks, query: string) {
	const client = await library();
	const url = new URL(checks.backUrl);
	url.search = query;
	const tokens = await client.authorizationCodeGrant(configuration, url, {
		expectedState: checks.state,
		expectedNonce: checks.nonce,
		pkceCodeVerifier: checks.verifier,
		idTokenExpected: true
	});
	const claims = tokens.claims();
	if (claims === undefined) throw new OpenIdError('no-id-token', 'there is no id token');
	const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
	if (claims['email'] !== undefined || !hasMore) return claims;
	const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
	return { ...more, ...claims };
}

const keyOf = ({ settings, secret = '' }: OpenIdProvider): string =>
	createHash('sha256')
		.update(JSON.stringify([settings.issuer, settings.clientId, secret]))
		.digest('base64');

/** As the provider takes it; by header where it does not say (OpenID Connect Core, 9). */
function authentication(client: Client, secret: string | undefined) {
	if (secret === undefined) return client.None();
	const basic = client.ClientSecretBasic(secret);
	const post = client.ClientSecretPost(secret);
	return (...[server, ...rest]: Parameters<typeof basic>): void => {
		const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
		return methods.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest);
	};
}

interface Asked {
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly body?: unknown;
}

/** The library's requests go the way that all requests to outside go. */
function fetchThrough(outside: Outside) {
	return async (url: string, { method, headers, body }: Asked): Promise<Response> => {
		const sent = body instanceof URLSearchParams ? body.toString() : body;
		const answer = await outside.request(new URL(url), {
			method: method === 'POST' ? 'POST' : 'GET',
			headers,
			body: typeof sent === 'string' ? sent : null,
			withinMs: WITHIN_S * 1_000
		});
		const { status, text } = answer;
		const type = answer.headers['content-type'] ?? '';
		return new Response(text === '' ? null : text, { status, headers: { 'content-type': type } });
	};
}

/**
 * An address counts only if the provider says that it is verified. Names that people there choose for
 * themselves are no way to find somebody.
 */
function personOf(
	claims: { readonly sub: string; readonly [claim: string]: unknown },
	{ issuer, domains }: OidcSettings
): OutsidePerson {
	const { sub, email, email_verified: isVerified, name } = claims;
	const domain = typeof email === 'string' ? mailDomain(email) : undefined;
	const isAllowed = domain !== undefined && (domains.length === 0 || domains.includes(domain));
	return {
		subject: { issuer, subject: sub },
		...(typeof email === 'string' && isVerified === true && isAllowed && { email }),
		...(typeof name === 'string' && { name })
	};
}

/** Runs a step; whatever goes wrong comes out as an OpenIdError. */
async function told<Result>(step: () => Promise<Result>): Promise<Result> {
	try {
		return await step();
	} catch (error) {
		throw troubleOf(error);
	}
}

function troubleOf(error: unknown): OpenIdError {
	if (error instanceof OpenIdError) return error;
	const cause = error instanceof Error ? error.cause : undefined;
	const outside = [error, cause].find((one) => one instanceof OutsideError);
	if (outside !== undefined)
		return new OpenIdError(outside.code, outside.message, { trouble: outside.code, cause: error });
	const message = error instanceof Error ? error.message : 'failed';
	const said = textOf(error, 'error') ?? textOf(error, 'code') ?? 'failed';
	const trouble = REFUSING.has(said) ? 'refused' : 'answer';
	return new OpenIdError(said, trouble === 'refused' ? said : message, { trouble, cause: error });
}

/** The provider does not take this server's id or secret (RFC 6749, 5.2). */
const REFUSING: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client']);

function textOf(error: unknown, key: 'code' | 'error'): string | undefined {
	const value = new Map(Object.entries(error instanceof Error ? error : {})).get(key);
	return typeof value === 'string' ? value : undefined;
}
