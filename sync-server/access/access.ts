import type { RandomBytes } from '#lib/domain/ids.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { createAccounts } from './accounts.ts';
import type { OrgDirectory } from './org-directory.ts';
import { createInvitations } from './invitations.ts';
import { createPasswordLinks } from './password-links.ts';
import { createPasswords, type PasswordCost } from './passwords.ts';
import { createSessions } from './sessions.ts';
import { createSetup } from './setup.ts';
import { createSignIn } from './sign-in.ts';

export interface AccessParts {
	readonly platform: Platform;
	readonly org: OrgDirectory;
	readonly now: () => number;
	readonly random: RandomBytes;
	readonly failuresPerAddress: number;
	readonly passwordCost?: PasswordCost;
}

export type Access = ReturnType<typeof createAccess>;

/** Who may come in: sessions, passwords, accounts and the first set-up, put together. */
export function createAccess(parts: AccessParts) {
	const { platform, org, now, random } = parts;
	const passwords = createPasswords(random, parts.passwordCost);
	const sessions = createSessions({ platform, now, random });
	const accounts = createAccounts({ platform, sessions, now, random });
	const links = createPasswordLinks({ platform, now, random });
	const invitations = createInvitations({ platform, now, random });
	const signIn = createSignIn({ ...parts, passwords });
	const setup = createSetup({ platform, accounts, passwords, org, now, random });
	return {
		sessions,
		accounts,
		passwords,
		links,
		invitations,
		signIn,
		setup,
		/** Forgets what has been kept long enough; to be called once a day. */
		prune(): void {
			sessions.prune();
			links.prune();
			invitations.prune();
			signIn.prune();
		}
	};
}
