import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type AccountClaims } from 'oidc-provider';

export const CLIENT_ID = 'offhook';
export const CLIENT_SECRET = 'a secret between two machines';

/** What the provider says of somebody; `sub` is who they are. */
export type Claims = AccountClaims;

/** What an answer of the token endpoint is made into before it is sent. */
type Tamper = (body: Record<string, unknown>) => Promise<Record<string, unknown>>;

/**
 * A certified OpenID provider (oidc-provider) on port 0. Whoever comes is signed in at once as the
 * person that `who` names; the rest is as the provider does it.
 */
export async function startIdentityProvider(backUrl: () => string) {
	const people = new Map<string, Claims>();
	const state = { who: '', tamper: undefined as Tamper | undefined };
	const server = createServer();
	const { privateKey, jwk } = await signingKey();
	const issuer = await addressOf(server);
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: CLIENT_ID,
				client_secret: CLIENT_SECRET,
				redirect_uris: [backUrl()],
				response_types: ['code'],
				grant_types: ['authorization_code']
			}
		],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
		pkce: { required: () => true },
		features: { devInteractions: { enabled: false } },
		cookies: { keys: ['one of tests'] },
		jwks: { keys: [jwk] },
		ttl: { AccessToken: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
		findAccount: (_context, sub) => {
			const claims = people.get(sub);
			return claims && { accountId: sub, claims: () => claims };
		},
		interactions: { url: (_context, { uid }) => `/interaction/${uid}` }
	});
	const serve = provider.callback();
	server.on('request', (request, response) => {
		if (request.url?.startsWith('/interaction/')) return void signInAtOnce();
		if (request.url === '/token' && state.tamper) tamperWith(response, state.tamper);
		void serve(request, response);

		async function signInAtOnce(): Promise<void> {
			const { params } = await provider.interactionDetails(request, response);
			const grant = new provider.Grant({
				accountId: state.who,
				clientId: String(params['client_id'])
			});
			grant.addOIDCScope('openid email profile');
			const grantId = await grant.save();
			const result = { login: { accountId: state.who }, consent: { grantId } };
			await provider.interactionFinished(request, response, result);
		}
	});

	return {
		issuer,
		people,
		/** Who signs in next. */
		be: (sub: string) => void (state.who = sub),
		/** Changes what the token endpoint answers, as somebody between would. */
		tamper: (next: Tamper | undefined) => void (state.tamper = next),
		/** Signs as the provider does (RS256). */
		sign: async (text: string) =>
			Buffer.from(
				await crypto.subtle.sign(privateKey.algorithm.name, privateKey, Buffer.from(text))
			).toString('base64url'),
		close: () => new Promise<void>((done) => void server.close(() => done()))
	};
}

/** Follows what the provider leads to, as a browser with its cookies, up to the way back. */
export async function throughProvider(start: string, issuer: string): Promise<URL> {
	const jar = new Map<string, string>();
	let url = new URL(start);
	for (let hop = 0; hop < 10; hop += 1) {
		if (url.origin !== new URL(issuer).origin) return url;
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
		for (const set of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			jar.set(name, value);
		}
		const next = answer.headers.get('location');
		if (next === null) throw new Error(`${answer.status} ${await answer.text()}`);
		url = new URL(next, url);
	}
	throw new Error('the provider leads in a circle');
}

async function addressOf(server: Server): Promise<string> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}`;
}

async function signingKey() {
	const { privateKey } = await crypto.subtle.generateKey(
		{
			name: 'RSASSA-PKCS1-v1_5',
			modulusLength: 2048,
			publicExponent: new Uint8Array([1, 0, 1]),
			hash: 'SHA-256'
		},
		true,
		['sign', 'verify']
	);
	const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', privateKey);
	const rest = { n, e, d, p, q, dp, dq, qi };
	return { privateKey, jwk: { kty: kty as 'RSA', use: 'sig', alg: 'RS256', kid: 'test', ...rest } };
}

/** Gathers an answer and sends it changed. */
function tamperWith(response: ServerResponse, tamper: Tamper): void {
	const end = response.end.bind(response);
	response.end = ((chunk: unknown) => {
		const body = JSON.parse(String(chunk)) as Record<string, unknown>;
		void tamper(body).then((changed) => {
			const text = JSON.stringify(changed);
			response.setHeader('content-length', Buffer.byteLength(text));
			end(text);
		});
		return response;
	}) as typeof response.end;
}
