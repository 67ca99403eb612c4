import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openChecked, openDatabase, requirePresent } from '../sqlite.ts';
import { prepareConnectionRows, type ConnectionRows } from './connection-rows.ts';
import {
	prepareInvitations,
	prepareSignUps,
	type Invitations,
	type SignUps
} from './invitations.ts';
import { prepareKeys, type Keys } from './keys.ts';
import { prepareLinks, type Links } from './links.ts';
import { prepareLogins, type Logins } from './logins.ts';
import { prepareMemberships, type Memberships } from './memberships.ts';
import { platformMigrations } from './migrations.ts';
import { prepareOrgs, type Orgs } from './orgs.ts';
import { prepareOutsideSubjects, type OutsideSubjects } from './outside-subjects.ts';
import { prepareProviderDesk, type ProviderDesk } from './provider-desk.ts';
import { preparePushSubscriptions, type PushSubscriptions } from './push-subscriptions.ts';
import { prepareSessionRows, type SessionRows } from './session-rows.ts';
import { prepareSignInLog, type SignInLog } from './sign-in-log.ts';

/** Everything that belongs to the server as a whole rather than to one organisation. */
export interface Platform {
	readonly orgs: Orgs;
	readonly logins: Logins;
	readonly memberships: Memberships;
	readonly sessionRows: SessionRows;
	readonly links: Links;
	readonly invitations: Invitations;
	readonly signUps: SignUps;
	readonly signInLog: SignInLog;
	readonly keys: Keys;
	readonly pushSubscriptions: PushSubscriptions;
	readonly outsideSubjects: OutsideSubjects;
	readonly connections: ConnectionRows;
	readonly providerDesk: ProviderDesk;
	/** Runs `work` in one transaction: all of it is kept, or nothing. */
	atomically<T>(work: () => T): T;
	close(): void;
}

/**
 * Opens the file for a server: it must be whole, and there if any organisation is. Without it, the
 * server would ask to be set up anew and not know anybody.
 */
export function openServedPlatform(dataDir: string): Platform {
	const path = join(dataDir, 'platform.sqlite');
	const orgs = join(dataDir, 'orgs');
	const isSetUp = existsSync(orgs) && readdirSync(orgs).some((name) => name.endsWith('.sqlite'));
	if (isSetUp) requirePresent(path);
	if (existsSync(path)) openChecked(path, platformMigrations).close();
	return openPlatform(path);
}

export function openPlatform(path: string): Platform {
	const database = openDatabase(path, platformMigrations);
	return {
		orgs: prepareOrgs(database),
		logins: prepareLogins(database),
		memberships: prepareMemberships(database),
		sessionRows: prepareSessionRows(database),
		links: prepareLinks(database),
		invitations: prepareInvitations(database),
		signUps: prepareSignUps(database),
		signInLog: prepareSignInLog(database),
		keys: prepareKeys(database),
		pushSubscriptions: preparePushSubscriptions(database),
		outsideSubjects: prepareOutsideSubjects(database),
		connections: prepareConnectionRows(database),
		providerDesk: prepareProviderDesk(database),
		atomically: (work) => database.transaction(work).immediate(),
		close: () => void database.close()
	};
}
