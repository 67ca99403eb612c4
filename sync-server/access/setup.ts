import { timingSafeEqual } from 'node:crypto';
import { newId, toBase32, type RandomBytes } from '#lib/domain/ids.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import type { Accounts } from './accounts.ts';
import type { OrgDirectory } from './org-directory.ts';
import type { Passwords } from './passwords.ts';
import { createTryCounter } from './try-counter.ts';

const CODE_TRIES = 10;
const CODE_WINDOW_MS = 15 * 60_000;
const DEMO_ORG_NAME = 'Offhook Demo';

export interface FirstAdmin {
	readonly name: string;
	readonly userName: string;
	readonly email: string | null;
	readonly password: string;
}

export type CodeCheck =
	| { readonly ok: true }
	| { readonly ok: false; readonly code: 'code-wrong' | 'setup-done' }
	| { readonly ok: false; readonly code: 'too-many-tries'; readonly waitMs: number };

export type SetupRefusal = 'setup-running' | 'setup-done';

export interface SetUpAdmin {
	readonly orgId: string;
	readonly personId: string;
	readonly loginId: string;
}

export interface SetupParts {
	readonly platform: Platform;
	readonly accounts: Accounts;
	readonly passwords: Passwords;
	readonly org: OrgDirectory;
	readonly now: () => number;
	readonly random: RandomBytes;
}

export type Setup = ReturnType<typeof createSetup>;

/** The first start of a server: making its first organisation with the code from the terminal. */
export function createSetup(parts: SetupParts) {
	const { platform, now, random } = parts;
	const tries = createTryCounter({ max: CODE_TRIES, windowMs: CODE_WINDOW_MS, now });
	const isNeeded = (): boolean => platform.orgs.listReady().length === 0;
	const code = isNeeded() ? toBase32(random(new Uint8Array(5))) : null;
	let isRunning = false;

	/** Two set-ups at once would make two first administrators. */
	async function alone<T>(work: () => Promise<T>): Promise<T | SetupRefusal> {
		if (isRunning) return 'setup-running';
		if (!isNeeded()) return 'setup-done';
		isRunning = true;
		try {
			platform.orgs.deleteUnready();
			platform.logins.deleteHomeless();
			return await work();
		} finally {
			isRunning = false;
		}
	}

	return {
		isNeeded,
		/** The one-time code as the terminal shows it; null when there is nothing to set up. */
		displayCode: (): string | null =>
			code !== null && isNeeded() ? `${code.slice(0, 4)}-${code.slice(4)}` : null,

		check(typed: string): CodeCheck {
			if (code === null || !isNeeded()) return { ok: false, code: 'setup-done' };
			const waitMs = tries.take('code');
			if (waitMs > 0) return { ok: false, code: 'too-many-tries', waitMs };
			if (!equalInConstantTime(readCode(typed), code)) return { ok: false, code: 'code-wrong' };
			tries.giveBack('code');
			return { ok: true };
		},

		createOrg: (name: string, admin: FirstAdmin): Promise<SetUpAdmin | SetupRefusal> =>
			alone(() => createFirstOrg(parts, name, admin)),
		createDemo: (): Promise<'created' | SetupRefusal> => alone(() => createDemoOrg(parts))
	};
}

async function createFirstOrg(parts: SetupParts, name: string, admin: FirstAdmin) {
	const { platform, accounts, passwords, org, random } = parts;
	const orgId = newId(random);
	const personId = newId(random);
	const { userName, email } = admin;
	const passwordHash = await passwords.hash(admin.password);
	accounts.createOrg({ orgId, name });
	await org.create({ orgId, name, admin: { personId, name: admin.name, userName, email } });
	const made = accounts.createLogin({ orgId, personId, userName, email, passwordHash });
	if (!made.ok) throw new Error(`The first login was refused: ${made.code}.`);
	platform.logins.makePlatformAdmin(made.loginId);
	platform.logins.setLastOrg(made.loginId, orgId);
	accounts.markOrgReady(orgId);
	return { orgId, personId, loginId: made.loginId };
}

async function createDemoOrg(parts: SetupParts): Promise<'created'> {
	const { platform, accounts, passwords, org, random } = parts;
	const orgId = newId(random);
	accounts.createOrg({ orgId, name: DEMO_ORG_NAME, isDemo: true });
	for (const login of await org.seedDemo(orgId)) {
		const passwordHash = await passwords.hash(login.password);
		const made = accounts.createLogin({ ...login, orgId, passwordHash });
		if (!made.ok) throw new Error(`The demo login ${login.userName} was refused: ${made.code}.`);
		platform.orgs.addDemoLogin(orgId, login);
	}
	accounts.markOrgReady(orgId);
	return 'created';
}

/** Forgives capitals, spaces, dashes and the letters people mistake for digits. */
function readCode(typed: string): string {
	return typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
}

function equalInConstantTime(typed: string, code: string): boolean {
	const expected = Buffer.from(code);
	const given = Buffer.alloc(expected.length);
	given.write(typed.slice(0, code.length), 'latin1');
	return timingSafeEqual(given, expected) && typed.length === code.length;
}
