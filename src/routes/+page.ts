import { redirect } from '@sveltejs/kit';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { keptMe } from '#lib/session/session.svelte.ts';

/** The portal for those whom the organisation serves, without loading the desk of the staff. */
export async function load(): Promise<never> {
	const me = keptMe(localStorage);
	const isServed = me !== null && roleHas(me.role, 'portal.read');
	if (isServed && !(await holdsOutbox())) redirect(307, '/requests');
	// Whoever goes out begins with where to go.
	redirect(307, me?.role === 'field-agent' ? '/visits' : '/tickets');
}

/** Whether somebody has worked here as staff: what they did may have to be handed in first. */
async function holdsOutbox(): Promise<boolean> {
	const databases = await indexedDB.databases().catch(() => []);
	return databases.some(({ name }) => name?.includes('/outbox.'));
}
