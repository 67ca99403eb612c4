import { newId, type RandomBytes } from '#lib/domain/ids.ts';
import type { AskedSignUp, MadeInvitation } from '#lib/protocol/sign-up.ts';
import type { Invitation, SignUp } from '../persistence/platform/invitations.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { hashOfToken, newToken } from './token.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever was invited may be on holiday. */
const INVITED_MS = 14 * DAY_MS;
const ASKED_MS = 60 * DAY_MS;
/** More than an administrator can look through is no help to anybody. */
const MOST_ASKED = 500;

export interface InvitationParts {
	readonly platform: Platform;
	readonly now: () => number;
	readonly random: RandomBytes;
}

/** Whom an invitation is for, and who made it. */
interface Invited {
	readonly orgId: string;
	readonly madeBy: string;
	readonly email: string;
	readonly name?: string;
}

/** Ways into the portal: invitations, and requests for an account. */
export function createInvitations({ platform, now, random }: InvitationParts) {
	const { invitations, signUps } = platform;
	return {
		invite({ orgId, madeBy, email, name = '' }: Invited): MadeInvitation {
			const token = newToken(random);
			const [id, createdAt] = [newId(random), now()];
			const made = { id, email, createdAt, expiresAt: createdAt + INVITED_MS };
			platform.atomically(() =>
				invitations.add({ ...made, orgId, madeBy, name, tokenHash: hashOfToken(token) })
			);
			return { ...made, path: `/join/${token}`, isMailed: false };
		},
		open: (orgId: string) => invitations.open(orgId, now()),
		revoke: (orgId: string, id: string) => invitations.revoke(orgId, id),

		/** Whom a link is for, while it can be used. */
		read: (token: string): Invitation | undefined => invitations.usable(hashOfToken(token), now()),
		/** Uses a link up; false when it no longer works. */
		take: (token: string): boolean => invitations.setUsed(hashOfToken(token), now()),
		/** What was taken came to nothing: it works once more. */
		giveBack: (token: string) => invitations.giveBack(hashOfToken(token)),

		/** Notes that somebody asks for an account; once for each address. */
		ask(orgId: string, asked: Pick<SignUp, 'email' | 'name' | 'language'>): void {
			signUps.add({ ...asked, orgId, id: newId(random), createdAt: now() }, MOST_ASKED);
		},
		asked: (orgId: string): AskedSignUp[] => signUps.list(orgId),
		/** Takes somebody from the list of those who ask. */
		settle: (orgId: string, id: string): SignUp | undefined => signUps.remove(orgId, id),

		prune(): void {
			invitations.deleteExpiredBefore(now() - INVITED_MS);
			signUps.deleteBefore(now() - ASKED_MS);
		}
	};
}
