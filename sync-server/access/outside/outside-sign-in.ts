import { mailDomain } from '#lib/domain/mail-domain.ts';
import { identifierKey, type Login } from '../../persistence/platform/logins.ts';
import type { Membership } from '../../persistence/platform/memberships.ts';
import type { OutsideSubject } from '../../persistence/platform/outside-subjects.ts';
import type { Platform } from '../../persistence/platform/platform.ts';
import type { SignInOutcome } from '../../persistence/platform/sign-in-log.ts';
import type { SignIn } from '../sign-in.ts';
import type { OutsideName } from './outside-name.ts';

/** Whom an organisation's own directory or provider has recognised; an address is one it vouches for. */
export interface OutsidePerson extends OutsideName {
	readonly name?: string;
	readonly subject?: OutsideSubject;
}

export type OutsideRefusal = 'sso-unknown' | 'sso-refused' | 'account-blocked';
export type OutsideResult =
	| { readonly ok: true; readonly membership: Membership }
	| { readonly ok: false; readonly code: OutsideRefusal };

export interface OutsideTry {
	readonly orgId: string;
	readonly person: OutsidePerson;
	/** Whether strangers of the domains that may sign up become requesters. */
	readonly createsRequesters: boolean;
	readonly address: string;
	readonly userAgent: string;
}

interface Newcomer {
	readonly orgId: string;
	readonly name: string;
	readonly email: string;
}

export interface OutsideParts {
	readonly platform: Platform;
	readonly signIn: Pick<SignIn, 'enterable'>;
	readonly now: () => number;
	/** Whoever has an address there may come to the portal. */
	readonly signUpDomains: (orgId: string) => readonly string[];
	/** Makes a requester; false when the address has come to be another's. */
	readonly addRequester: (newcomer: Newcomer) => Promise<boolean>;
}

const LONGEST_NAME = 120;

export type OutsideSignIn = ReturnType<typeof createOutsideSignIn>;

/** Signs in whom somebody outside has recognised, without a password of ours. */
export function createOutsideSignIn(parts: OutsideParts) {
	const { platform, now } = parts;
	const inTurn = createTurns();
	const { find, placeOf } = createFinder(parts);

	function enter({ orgId, person: { subject } }: OutsideTry, login: Login): OutsideResult {
		const membership = placeOf(login, orgId);
		if (typeof membership === 'string') return { ok: false, code: membership };
		const isNew =
			subject !== undefined && platform.outsideSubjects.loginOf(orgId, subject) === undefined;
		if (isNew) platform.outsideSubjects.link(orgId, subject, login.id, now());
		platform.logins.setLastOrg(login.id, orgId);
		return { ok: true, membership };
	}

	async function settle(attempt: OutsideTry): Promise<OutsideResult> {
		const found = find(attempt.orgId, attempt.person);
		const login = found === 'none' ? await addNewcomer(parts, attempt) : found;
		const result: OutsideResult =
			typeof login === 'object'
				? enter(attempt, login)
				: { ok: false, code: login === 'unclear' ? 'sso-refused' : 'sso-unknown' };
		const { address, userAgent } = attempt;
		const loginId = typeof login === 'object' ? login.id : null;
		const outcome = outcomeOf(result);
		platform.signInLog.record({ at: now(), loginId, outcome, address, userAgent });
		return result;
	}

	return {
		/** Two tabs that bring the same stranger at once make one person. */
		attempt: (attempt: OutsideTry): Promise<OutsideResult> =>
			inTurn(turnOf(attempt), () => settle(attempt))
	};
}

/** Finds the login that somebody is, and the place where it may come in. */
function createFinder({ platform, signIn }: OutsideParts) {
	const { logins, memberships, outsideSubjects } = platform;
	return {
		/** The login somebody is, or why there is no telling. */
		find(orgId: string, { subject, userName, email }: OutsidePerson): Login | 'none' | 'unclear' {
			const linked = subject && outsideSubjects.loginOf(orgId, subject);
			if (linked !== undefined) return logins.byId(linked) ?? 'none';
			const [login, other = login] = [email, userName].flatMap((one) =>
				one === undefined ? [] : (logins.byIdentifier(one) ?? [])
			);
			if (login === undefined) return 'none';
			if (login.id !== other?.id) return 'unclear';
			// An address that was given to somebody new does not make them whoever had it before.
			const isOthers =
				subject !== undefined &&
				outsideSubjects.subjectOf(orgId, subject.issuer, login.id) !== undefined;
			return isOthers ? 'unclear' : login;
		},

		/** Where a login may come in this way. */
		placeOf(login: Login, orgId: string): Membership | OutsideRefusal {
			const places = memberships.listByLogin(login.id);
			if (!places.some((place) => place.orgId === orgId)) return 'sso-unknown';
			// Otherwise an administrator of one organisation could enter another, or the server, as them.
			if (places.length > 1 || login.isPlatformAdmin) return 'sso-refused';
			const enterable = signIn.enterable(login.id);
			return enterable.find((place) => place.orgId === orgId) ?? 'account-blocked';
		}
	};
}

async function addNewcomer(
	{ platform, signUpDomains, addRequester }: OutsideParts,
	{ orgId, person: { email = '', name = '' }, createsRequesters }: OutsideTry
): Promise<Login | undefined> {
	const domain = mailDomain(email);
	const mayCome = domain !== undefined && signUpDomains(orgId).includes(domain);
	if (!createsRequesters || !mayCome) return undefined;
	const called = name.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
	const newcomer = { orgId, email, name: called || email.slice(0, email.indexOf('@')) };
	return (await addRequester(newcomer)) ? platform.logins.byIdentifier(email) : undefined;
}

function outcomeOf(result: OutsideResult): SignInOutcome {
	if (result.ok) return 'signed-in';
	return result.code === 'sso-unknown' ? 'unknown-name' : 'blocked';
}

const turnOf = ({ orgId, person: { email, userName, subject } }: OutsideTry): string =>
	`${orgId} ${identifierKey(email ?? userName ?? subject?.subject ?? '')}`;

function createTurns() {
	const last = new Map<string, Promise<unknown>>();
	return async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
		last.set(key, mine);
		try {
			return await mine;
		} finally {
			if (last.get(key) === mine) last.delete(key);
		}
	};
}
