import { z } from 'zod';
import { newId, type RandomBytes } from '#lib/domain/ids.ts';
import { isUserName } from '../access/accounts.ts';
import type { Access } from '../access/access.ts';
import { line } from '../http/read-input.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { CommandError } from './command.ts';
import type { OrderCall } from './orders.ts';

/** An organisation to make, with its first administrator, as the terminal names them. */
export const wantedOrganisation = z.object({
	name: line(1, 120),
	admin: z.object({
		userName: line(2, 64).refine(isUserName, 'must be a user name'),
		name: line(1, 120),
		email: z.email('is not an e-mail address').max(254).nullable()
	}),
	/** By which the server is reached from the terminal. */
	address: z.string()
});
export type WantedOrganisation = z.infer<typeof wantedOrganisation>;

export interface OrganisationPlace {
	readonly platform: Platform;
	readonly access: Pick<Access, 'accounts' | 'links'>;
	readonly orgs: Pick<OrgRegistry, 'create'>;
	readonly random: RandomBytes;
}

/**
 * Makes an organisation beside those that are there. Whoever signs in already by that name administers
 * it, too; anybody else gets a login, and a link to a password.
 */
export async function addOrganisation(
	wanted: WantedOrganisation,
	{ platform, access, orgs, random }: OrganisationPlace,
	{ say }: Pick<OrderCall, 'say'>
): Promise<number> {
	const { accounts, links } = access;
	const { name, admin, address } = wanted;
	const known = platform.logins.byIdentifier(admin.userName);
	const [orgId, personId] = [newId(random), newId(random)];
	const { userName, email } = known ?? admin;
	if (known === undefined && email !== null && !accounts.isFree(email))
		throw new CommandError(`Another login uses ${email}.`);
	accounts.createOrg({ orgId, name });
	if (known !== undefined) accounts.addMembership(known.id, orgId, personId);
	await orgs.create({ orgId, name, admin: { personId, name: admin.name, userName, email } });
	if (known === undefined) accounts.createLogin({ orgId, personId, userName, email });
	accounts.markOrgReady(orgId);
	say(`${name} is there, and ${userName} administers it.`);
	if (known !== undefined) {
		say('They enter it with the password that they have, on their account page.');
		return 0;
	}
	const login = platform.logins.byIdentifier(userName);
	const made = login && links.makeForLogin(login);
	if (made?.ok !== true) throw new CommandError('Its login could not be made.');
	say(`With this link ${userName} sets a password. It works once:`);
	say(`  ${address}/reset/${made.token}`);
	say('Use the address by which people reach your server, if that is another one.');
	return 0;
}
