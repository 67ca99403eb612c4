import type { MembershipAnswer, WhoAnswer } from '#lib/protocol/rest.ts';

/** Who is signed in on this device, as far as an offline start has to know. Holds no secrets. */
export interface Me {
	readonly loginId: string;
	readonly userName: string;
	readonly email: string | null;
	readonly personId: string;
	readonly name: string;
	readonly role: string;
	readonly orgId: string;
	readonly orgName: string;
	readonly memberships: readonly MembershipAnswer[];
	readonly sessionId: string;
	readonly isPlatformAdmin: boolean;
	readonly isDemo: boolean;
	readonly leaseDays: number;
	/** When the server last confirmed all this, by this device's clock: the lease counts from it. */
	readonly confirmedAt: number;
}

export function meFrom(answer: WhoAnswer, now: number): Me {
	return {
		loginId: answer.login.id,
		userName: answer.login.userName,
		email: answer.login.email,
		personId: answer.person.id,
		name: answer.person.name,
		role: answer.person.role,
		orgId: answer.org.id,
		orgName: answer.org.name,
		memberships: answer.memberships,
		sessionId: answer.session.publicId,
		isPlatformAdmin: answer.login.isPlatformAdmin,
		isDemo: answer.isDemo,
		leaseDays: answer.deviceLeaseDays,
		confirmedAt: now
	};
}

/** Reads what an earlier visit kept; anything damaged or of an older shape counts as nobody. */
export function parseMe(text: string | null): Me | null {
	try {
		const kept: unknown = JSON.parse(text ?? 'null');
		return isMe(kept) ? kept : null;
	} catch {
		return null;
	}
}

function isMe(kept: unknown): kept is Me {
	if (typeof kept !== 'object' || kept === null) return false;
	const parts = new Map(Object.entries(kept));
	const texts = [
		'loginId',
		'userName',
		'personId',
		'name',
		'role',
		'orgId',
		'orgName',
		'sessionId'
	];
	return (
		texts.every((key) => typeof parts.get(key) === 'string') &&
		typeof parts.get('confirmedAt') === 'number' &&
		Array.isArray(parts.get('memberships'))
	);
}
