import type * as Y from 'yjs';
import type { Json } from '#lib/domain/json.ts';
import { isTeamId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { Assignment } from '#lib/domain/assignment/assign.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { EXPORT_ALARM, exportAlarmOf } from '#lib/domain/export-alarm.ts';
import { FIELD_DAYS, fieldDaysOf } from '#lib/domain/field-days.ts';
import { isMailDomain } from '#lib/domain/mail-domain.ts';
import { rootMap } from './records.ts';

/** `workspace.<org>`: people, teams and the organisation, for all staff. */
export const WORKSPACE_ROOTS = {
	people: 'people',
	teams: 'teams',
	org: 'org',
	entries: 'entries'
} as const;

/** Somebody of the organisation, as everybody of the staff may know them. */
export interface PersonRow {
	readonly name: string;
	readonly role: Role;
	readonly userName: string;
	readonly email: string | null;
	readonly blocked: boolean;
	/** What they know; absent where nobody said. */
	readonly skills?: readonly string[];
	/** Tickets are not given to them by themselves; absent where they are. */
	readonly assignable?: boolean;
	/** The units and regions whose teams they reach; absent where there are none. */
	readonly units?: readonly string[];
	readonly regions?: readonly string[];
	readonly heads: readonly string[];
}

/** A team, who belongs to it, and who supervises it. */
export interface TeamRow {
	readonly name: string;
	/** An index into the palette of team colours. */
	readonly color: number;
	readonly archived: boolean;
	/** Whether new tickets are given out by themselves; absent where they are not. */
	readonly assignment?: Assignment;
	/** The unit that it belongs to; absent or null where there is none. */
	readonly unit?: string | null;
	readonly members: readonly PersonId[];
	readonly supervisors: readonly PersonId[];
	readonly heads: readonly string[];
}

/** What an administrator says of the organisation as a whole. */
export interface OrgRow {
	readonly name: string;
	/** The team that takes what is asked in the portal. */
	readonly portalTeam: TeamId | null;
	/** Whoever has a mail address there may ask for an account in the portal. */
	readonly signUpDomains: readonly string[];
	/** For how many days field agents' devices may go without the server. */
	readonly fieldDays: number;
	/** Whoever takes more records at once is told of to the administrators. */
	readonly exportAlarm: number;
	/** Whether tickets can be sent to another system. */
	readonly issues?: boolean;
}

/** An organisation of which nothing is known yet. */
export const NO_ORG: OrgRow = {
	name: '',
	portalTeam: null,
	signUpDomains: [],
	fieldDays: FIELD_DAYS.usual,
	exportAlarm: EXPORT_ALARM.usual
};

/** Everybody, by id, blocked people included. */
export function readPeople(doc: Y.Doc): Map<PersonId, PersonRow> {
	return new Map(rootMap(doc, WORKSPACE_ROOTS.people).entries() as Iterable<never>);
}

/** All teams by id, archived ones included. */
export function readTeams(doc: Y.Doc): Map<TeamId, TeamRow> {
	return new Map(rootMap(doc, WORKSPACE_ROOTS.teams).entries() as Iterable<never>);
}

/** The organisation. */
export function readOrg(doc: Y.Doc): OrgRow {
	const org = rootMap(doc, WORKSPACE_ROOTS.org);
	const [name, team, domains] = ['name', 'portalTeam', 'signUpDomains'].map((key) => org.get(key));
	return {
		name: typeof name === 'string' ? name : '',
		portalTeam: isTeamId(team) ? team : null,
		signUpDomains: Array.isArray(domains) ? domains.filter(isMailDomain) : [],
		fieldDays: fieldDaysOf(org.get('fieldDays')),
		exportAlarm: exportAlarmOf(org.get('exportAlarm')),
		issues: org.get('issues') === true
	};
}

/** What administrators have defined, on top of what is built in: definitions by their keys. */
export function readEntries(doc: Y.Doc): [string, Json][] {
	return [...rootMap(doc, WORKSPACE_ROOTS.entries).entries()];
}
