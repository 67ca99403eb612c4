import type { Access } from '../access/access.ts';
import { createFlows } from '../access/outside/flows.ts';
import { createOpenId, OpenIdError } from '../access/outside/open-id.ts';
import { createOutsideSignIn } from '../access/outside/outside-sign-in.ts';
import { join } from '../channels/portal/join.ts';
import type { Connections } from '../connections/connections.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { Outside } from '../outside/request-outside.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import type { RandomBytes } from '#lib/domain/ids.ts';
import type { RegisterRoutes } from './app.ts';
import { outsideSignInRoutes } from './outside-sign-in-routes.ts';

interface Parts {
	readonly platform: Platform;
	readonly access: Access;
	readonly orgs: OrgRegistry;
	readonly connections: Connections;
	readonly outside: Outside;
	readonly now: () => number;
	readonly random: RandomBytes;
}

/** Puts together how people come in whom a provider or a proxy knows. */
export function openOutsideSignIn(parts: Parts): RegisterRoutes {
	const { platform, access, orgs, connections, outside, now, random } = parts;
	const openId = createOpenId({ outside, now });
	connections.triedBy('oidc', async ({ settings, secrets }) => {
		try {
			await openId.tryOut({ settings, secret: secrets.clientSecret });
			return undefined;
		} catch (error) {
			if (!(error instanceof OpenIdError)) throw error;
			return { code: error.trouble, detail: error.message };
		}
	});
	const signIn = createOutsideSignIn({
		platform,
		signIn: access.signIn,
		now,
		signUpDomains: (org) => orgs.get(org).unit.world.directory.signUpDomains,
		addRequester: ({ orgId, name, email }) =>
			join({ unit: orgs.get(orgId).unit, accounts: access.accounts }, { name, email })
	});
	return outsideSignInRoutes({ connections, openId, signIn, flows: createFlows({ now, random }) });
}
