import type * as Y from 'yjs';
import type { Json } from '#lib/domain/json.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { rootMap } from './records.ts';

/** `workspace.<org>`: people, teams and the organisation, for all staff. */
export const WORKSPACE_ROOTS = {
	people: 'people',
	teams: 'teams',
	org: 'org',
	entries: 'entries'
} as const;

export interface PersonRow {
	readonly name: string;
	readonly role: Role;
	readonly userName: string;
	readonly email: string | null;
	readonly blocked: boolean;
	readonly heads: readonly string[];
}

export interface TeamRow {
	readonly name: string;
	/** An index into the palette of team colours. */
	readonly color: number;
	readonly archived: boolean;
	readonly members: readonly PersonId[];
	readonly supervisors: readonly PersonId[];
	readonly heads: readonly string[];
}

export interface OrgRow {
	readonly name: string;
}

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
	const name = rootMap(doc, WORKSPACE_ROOTS.org).get('name');
	return { name: typeof name === 'string' ? name : '' };
}

/** What administrators have defined, on top of what is built in: definitions by their keys. */
export function readEntries(doc: Y.Doc): [string, Json][] {
	return [...rootMap(doc, WORKSPACE_ROOTS.entries).entries()];
}
