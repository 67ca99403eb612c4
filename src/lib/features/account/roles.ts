import { ROLES } from '#lib/domain/policy/roles.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** The word for a role; one that this version does not know is shown as the server calls it. */
export function roleName(role: string): string {
	if (role === 'platform-admin') return t('session.role.platform-admin');
	const known = ROLES.find((one) => one === role);
	return known === undefined ? role : t(`session.role.${known}`);
}
