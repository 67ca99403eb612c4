import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import { isUserName, type Accounts } from '../../access/accounts.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

/** Somebody who takes up an invitation, or was recognised elsewhere and has no password here. */
interface Joined {
	readonly name: string;
	readonly email: string;
	readonly passwordHash?: string;
}

/** The automation that makes people of those who may come in. */
const PORTAL = '~portal';

/** Makes a requester of whoever may come in; false when the address has come to be another's. */
export async function join(
	{ unit, accounts }: { readonly unit: OrgUnit; readonly accounts: Accounts },
	{ name, email, passwordHash }: Joined
): Promise<boolean> {
	const personId = newId(randomFillSync);
	const userName = freeUserName(email, accounts);
	const target = `person.${personId}` as const;
	const body = { name, role: 'requester', userName, email };
	const [made] = await submitAutomation(unit, PORTAL, [{ type: 'person.create', target, body }]);
	if (made?.verdict.ok !== true) return false;
	// The change makes the login, too, whenever its effect runs; both find what the other has made.
	return accounts.createLogin({ orgId: unit.org, personId, userName, email, passwordHash }).ok;
}

/** What stands before the `@`, or something like it that nobody has. */
function freeUserName(email: string, accounts: Accounts): string {
	const plain = (email.split('@')[0] ?? '').replace(/[^\p{L}\p{N}._-]/gu, '').slice(0, 40);
	const base = isUserName(plain) ? plain : 'guest';
	const more = newId(randomFillSync).slice(0, 6);
	return accounts.isFree(base) ? base : `${base}.${more}`;
}
