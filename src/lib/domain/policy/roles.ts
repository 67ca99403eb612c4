import type { Capability } from './capabilities.ts';

/** The roles of a person in an organisation, from least to most. */
export const ROLES = ['requester', 'field-agent', 'agent', 'supervisor', 'org-admin'] as const;
export type Role = (typeof ROLES)[number];

const REQUESTER = ['portal.read', 'portal.write'] as const satisfies readonly Capability[];
const FIELD_AGENT = [
	'workspace.read',
	'ticket.create',
	'ticket.edit-own',
	'message.write',
	'channel.post'
] as const satisfies readonly Capability[];
const AGENT = [
	...FIELD_AGENT,
	'ticket.edit',
	'ticket.take',
	'ticket.assign',
	'ticket.transfer',
	'channel.create',
	'article.write',
	'report.own'
] as const satisfies readonly Capability[];
const SUPERVISOR = [
	...AGENT,
	'ticket.approve',
	'ticket.remove',
	'message.retract-any',
	'article.publish',
	'team.members',
	'mail.import',
	'report.teams',
	'activity.read',
	'provider.ask'
] as const satisfies readonly Capability[];
const ORG_ADMIN = [
	...SUPERVISOR,
	'org.all-teams',
	'people.manage',
	'teams.manage',
	'org.manage'
] as const satisfies readonly Capability[];

/** What each role may do anywhere; the rules decide where. */
export const ROLE_CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
	requester: REQUESTER,
	'field-agent': FIELD_AGENT,
	agent: AGENT,
	supervisor: SUPERVISOR,
	'org-admin': ORG_ADMIN
};

/** Whether a role includes a capability; an unknown role includes none. */
export function roleHas(role: string, capability: Capability): boolean {
	const known = ROLES.find((candidate) => candidate === role);
	return known !== undefined && ROLE_CAPABILITIES[known].includes(capability);
}
