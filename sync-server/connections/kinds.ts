import { z } from 'zod';
import type {
	ConnectionKind,
	ConnectionSecrets,
	ConnectionSettings
} from '#lib/protocol/connections.ts';
import { isTeamId } from '#lib/domain/ids.ts';
import { SHORTEST_KEY } from '#lib/protocol/incoming-mail.ts';
import { line } from '../http/read-input.ts';
import { oidc, proxy } from './sign-in-kinds.ts';
import { whatsapp } from './whatsapp-kind.ts';

/** What a kind of connection is set to, and which secrets it has. */
export interface KindRules<Kind extends ConnectionKind> {
	readonly settings: z.ZodType<ConnectionSettings[Kind]>;
	readonly secrets: z.ZodType<ConnectionSecrets[Kind]> & { readonly shape: object };
	/** Where its secrets are sent; a kind without it sends them nowhere. */
	readonly toldTo?: (settings: ConnectionSettings[Kind]) => string;
}

const host = line(1, 253).regex(/^[\p{L}\p{N}.:_-]+$/u, 'must be the name or address of a machine');
const port = z.int('must be a whole number').min(1, 'must be 1 or more').max(65_535);
const address = z.email('must be an e-mail address').max(254);

const secret = z.string();

const smtp: KindRules<'smtp'> = {
	settings: z.strictObject({
		host,
		port,
		security: z.enum(['tls', 'starttls', 'none']),
		user: line(0, 254),
		from: address,
		fromName: line(0, 120),
		site: line(0, 300)
			.regex(/^https?:\/\/[^\s/?#@]+\/?$/, 'must be an address like https://desk.example.org')
			// As it is copied out of the line of a browser.
			.transform((text) => text.replace(/\/$/, '')),
		language: z.enum(['en', 'de', 'ar'])
	}),
	secrets: z.object({ password: secret.optional() }),
	toldTo: ({ host: machine }) => machine.toLowerCase()
};

const key = secret.min(SHORTEST_KEY, `must have at least ${SHORTEST_KEY} characters`);

const incomingMail: KindRules<'incoming-mail'> = {
	settings: z.strictObject({
		team: z.string().refine(isTeamId, 'is not a team'),
		addresses: z
			.array(z.strictObject({ address, team: z.string().refine(isTeamId, 'is not a team') }))
			.max(200),
		proof: z.enum(['signed', 'key']),
		receiver: line(0, 253).regex(/^\S*$/, 'must have no spaces').default('')
	}),
	secrets: z.object({ first: key.optional(), second: key.optional() })
};

/** An address in the web and nothing besides: what goes there is added by the server. */
function isSite(text: string): boolean {
	const url = URL.parse(text);
	return (
		url !== null &&
		/^https?:$/.test(url.protocol) &&
		[url.username, url.password, url.search, url.hash].every((part) => part === '')
	);
}

const erpnext: KindRules<'erpnext'> = {
	settings: z.strictObject({
		url: line(1, 500).refine(isSite, 'must be an address such as https://erp.example.org'),
		apiKey: line(1, 200).regex(/^[^\s:]+$/, 'must have no spaces and no colon'),
		doneStatus: z.enum(['Closed', 'Resolved'])
	}),
	secrets: z.object({ apiSecret: secret.optional() }),
	toldTo: ({ url }) => new URL(url).origin
};

/** One entry for each kind there is. */
export const KINDS: { readonly [Kind in ConnectionKind]: KindRules<Kind> } = {
	smtp,
	oidc,
	proxy,
	'incoming-mail': incomingMail,
	erpnext,
	whatsapp
};

/** The names of a kind's secrets. */
export const secretNames = (kind: ConnectionKind): string[] =>
	Object.keys(KINDS[kind].secrets.shape);
