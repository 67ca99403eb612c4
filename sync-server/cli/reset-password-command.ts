import { randomFillSync } from 'node:crypto';
import { createPasswordLinks } from '../access/password-links.ts';
import { forgetTries } from '../access/sign-in.ts';
import type { Login } from '../persistence/platform/logins.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { addressOf } from './address-of.ts';
import { CommandError, openKnownPlatform, type CommandParts } from './command.ts';

const USAGE = 'Use: npm run reset-password -- NAME    (a user name or an e-mail address)';

/**
 * Prints a one-time link with which somebody sets a new password; the way back for an administrator
 * whom nobody else can help. Whoever can write the data folder may do this to anybody. A server may
 * be running: it looks links up whenever one is used.
 */
export function resetPasswordCommand({ args, config, say }: CommandParts): number {
	const [name, ...rest] = args;
	if (!name || name.startsWith('-') || rest.length > 0) throw new CommandError(USAGE);
	const platform = openKnownPlatform(config.dataDir);
	try {
		const login = platform.logins.byIdentifier(name);
		if (login === undefined) throw new CommandError(unknownName(name, platform));
		tell(makeLink(platform, login), { login, config, say });
		warnOfBlocked(platform, login, say);
		return 0;
	} finally {
		platform.close();
	}
}

function unknownName(name: string, platform: Platform): string {
	const known = platform.logins.platformAdmins().map(({ userName }) => userName);
	const hint = known.length > 0 ? ` Administrators of this server: ${known.join(', ')}.` : '';
	return `Nobody signs in as "${name}".${hint}`;
}

function makeLink(platform: Platform, login: Login): { token: string; expiresAt: number } {
	const links = createPasswordLinks({ platform, now: Date.now, random: randomFillSync });
	const made = links.makeForLogin(login);
	if (!made.ok)
		throw new CommandError(`${login.userName} belongs to no organisation that is in use.`);
	// Whoever has been guessing passwords does not keep out the person who gets a new one.
	forgetTries(platform, login);
	return made;
}

function tell(
	{ token, expiresAt }: { token: string; expiresAt: number },
	{ login, config, say }: Pick<CommandParts, 'config' | 'say'> & { readonly login: Login }
): void {
	const until = new Date(expiresAt).toLocaleString('en-GB', {
		dateStyle: 'medium',
		timeStyle: 'short'
	});
	say(`With this link ${login.userName} sets a new password. It works once, until ${until}:`);
	say(`  ${addressOf(config)}/reset/${token}`);
	say('Use the address by which people reach your server, if that is another one.');
}

function warnOfBlocked(platform: Platform, { id }: Login, say: (line: string) => void): void {
	for (const { orgId, isBlocked } of platform.memberships.listByLogin(id)) {
		const org = platform.orgs.byId(orgId)?.name ?? orgId;
		if (isBlocked)
			say(`They are blocked in ${org}: an administrator there must let them in again first.`);
	}
}
