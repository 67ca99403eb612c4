import type { Migration } from '../sqlite.ts';

const accounts = `
	create table orgs (
		id text primary key,
		slug text not null unique,
		name text not null,
		created_at integer not null,
		ready_at integer,
		archived_at integer,
		demo integer not null default 0
	) strict;

	create table logins (
		id text primary key,
		user_name text not null,
		user_name_key text not null unique,
		email text,
		email_key text unique,
		password_hash text,
		must_change integer not null default 0,
		platform_admin integer not null default 0,
		last_org_id text references orgs on delete set null,
		created_at integer not null
	) strict;

	create table memberships (
		org_id text not null references orgs on delete cascade,
		person_id text not null,
		login_id text not null references logins on delete cascade,
		blocked_at integer,
		primary key (org_id, person_id),
		unique (login_id, org_id)
	) strict, without rowid;

	create table sessions (
		token_hash blob primary key,
		public_id text not null unique,
		login_id text not null references logins on delete cascade,
		org_id text not null references orgs on delete cascade,
		person_id text not null,
		device_id text,
		created_at integer not null,
		last_seen_at integer not null,
		expires_at integer not null,
		user_agent text not null,
		address text not null,
		ended_at integer,
		ended_reason text
	) strict, without rowid;
	create index sessions_by_login on sessions (login_id);
	create index sessions_by_person on sessions (org_id, person_id);

	create table devices (
		id text primary key,
		org_id text not null references orgs on delete cascade,
		person_id text not null,
		created_at integer not null
	) strict, without rowid;

	create table one_time_links (
		token_hash blob primary key,
		purpose text not null check (purpose in ('reset', 'invite')),
		login_id text not null references logins on delete cascade,
		org_id text not null references orgs on delete cascade,
		person_id text not null,
		created_at integer not null,
		expires_at integer not null,
		used_at integer
	) strict, without rowid;
	create index one_time_links_by_login on one_time_links (login_id);

	create table sign_in_tries (
		subject blob primary key,
		failures integer not null,
		last_at integer not null
	) strict, without rowid;

	create table sign_ins (
		at integer not null,
		login_id text references logins on delete cascade,
		outcome text not null,
		address text not null,
		user_agent text not null
	) strict;
	create index sign_ins_by_time on sign_ins (at);

	create table demo_logins (
		position integer primary key,
		org_id text not null references orgs on delete cascade,
		name text not null,
		role text not null,
		user_name text not null,
		password text not null
	) strict;

	create table keys (
		name text primary key,
		value blob not null,
		created_at integer not null
	) strict, without rowid;
`;

const invitations = `
	create table invitations (
		id text primary key,
		token_hash blob not null unique,
		org_id text not null references orgs on delete cascade,
		email text not null,
		email_key text not null,
		name text not null,
		made_by text not null,
		created_at integer not null,
		expires_at integer not null,
		used_at integer
	) strict, without rowid;
	create index invitations_by_org on invitations (org_id, email_key);

	create table sign_ups (
		id text primary key,
		org_id text not null references orgs on delete cascade,
		email text not null,
		email_key text not null,
		name text not null,
		created_at integer not null,
		unique (org_id, email_key)
	) strict, without rowid;
`;

const pushSubscriptions = `
	create table push_subscriptions (
		id text primary key,
		session_id text not null unique,
		org_id text not null references orgs on delete cascade,
		person_id text not null,
		endpoint text not null,
		p256dh text not null,
		auth text not null,
		words text not null,
		origin text not null,
		created_at integer not null
	) strict, without rowid;
	create index push_subscriptions_by_person on push_subscriptions (org_id, person_id);
`;

const connections = `
	create table connections (
		org_id text not null references orgs on delete cascade,
		kind text not null,
		settings text not null,
		secrets blob,
		changed_at integer not null,
		worked_at integer,
		failed_at integer,
		trouble text,
		primary key (org_id, kind)
	) strict, without rowid;
`;

const outsideSubjects = `
	create table outside_subjects (
		org_id text not null references orgs on delete cascade,
		issuer text not null,
		subject text not null,
		login_id text not null references logins on delete cascade,
		linked_at integer not null,
		primary key (org_id, issuer, subject),
		unique (org_id, issuer, login_id)
	) strict, without rowid;
`;

const providerDesk = `
	create table provider_desk (
		id integer primary key check (id = 1),
		org_id text not null references orgs on delete cascade,
		team_id text not null,
		changed_at integer not null
	) strict;
`;

const signUpLanguage = `
	alter table sign_ups add column language text not null default '';
`;

export const platformMigrations: readonly Migration[] = [
	{ number: 1, name: 'accounts', up: accounts },
	{ number: 2, name: 'invitations', up: invitations },
	{ number: 3, name: 'push subscriptions', up: pushSubscriptions },
	{ number: 4, name: 'connections', up: connections },
	{ number: 5, name: 'outside subjects', up: outsideSubjects },
	{ number: 6, name: 'where organisations ask whoever runs the server', up: providerDesk },
	{ number: 7, name: 'the language of those who ask for an account', up: signUpLanguage }
];
