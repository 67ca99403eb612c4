import { z } from 'zod';
import { isMailDomain } from '#lib/domain/mail-domain.ts';
import { isNetwork } from '../config.ts';
import { line } from '../http/read-input.ts';
import type { KindRules } from './kinds.ts';

const secret = z.string();
const MOST = 50;

/** Only on this machine itself nobody can listen in. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const issuer = line(1, 500).refine(
	(text) => URL.canParse(text) && (text.startsWith('https://') || LOOPBACK.test(text)),
	'must begin with https://'
);
const mailDomains = z
	.array(line(1, 100).toLowerCase().refine(isMailDomain, 'must be like example.org'))
	.max(MOST);

export const oidc: KindRules<'oidc'> = {
	settings: z.strictObject({
		issuer,
		clientId: line(1, 200),
		domains: mailDomains,
		label: line(1, 60),
		createsRequesters: z.boolean(),
		isAutomatic: z.boolean()
	}),
	secrets: z.object({ clientSecret: secret.optional() }),
	toldTo: (settings) => new URL(settings.issuer).origin
};

/** Headers that clients, browsers and proxies give a meaning of their own. */
const TAKEN = /^(host|cookie|origin|authorization|x-forwarded-.*|x-offhook-proxy-secret)$/i;

export const proxy: KindRules<'proxy'> = {
	settings: z.strictObject({
		header: line(1, 60)
			.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of a header')
			.refine((name) => !TAKEN.test(name), 'is taken for something else'),
		proxies: z
			.array(
				line(1, 60).refine(
					(text) => text === 'loopback' || isNetwork(text),
					'must be an address like 10.0.0.2 or a network like 10.0.0.0/24'
				)
			)
			.min(1, 'needs at least one address')
			.max(MOST),
		domains: z
			.array(line(1, 100).regex(/^[^\s@\\/]+$/, 'must be the name of a domain or realm'))
			.max(MOST),
		createsRequesters: z.boolean()
	}),
	secrets: z.object({ secret: secret.optional() })
};
