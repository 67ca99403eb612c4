import type { Role } from '#lib/domain/policy/roles.ts';
import { t } from '#lib/ui/messages.svelte.ts';

const words = {
	requester: 'session.role.requester',
	'field-agent': 'session.role.field-agent',
	agent: 'session.role.agent',
	supervisor: 'session.role.supervisor',
	'org-admin': 'session.role.org-admin',
	'platform-admin': 'session.role.platform-admin'
} as const satisfies Record<Role | 'platform-admin', string>;

/** The word for a role; one that this version does not know is shown as the server calls it. */
export function roleName(role: string): string {
	return hasWord(role) ? t(words[role]) : role;
}

function hasWord(role: string): role is keyof typeof words {
	return Object.hasOwn(words, role);
}
