import LogOut from '@lucide/svelte/icons/log-out';
import UserRound from '@lucide/svelte/icons/user-round';
import { goto } from '$app/navigation';
import type { Actions } from '#lib/ui/actions.svelte.ts';
import type { MenuItem } from '#lib/ui/menu-item.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** What stands in every menu that is the person's own: their account, and the way out. */
export const ownItems = (actions: Actions): readonly MenuItem[] => [
	{
		id: 'account',
		label: t('shell.nav.account'),
		icon: UserRound,
		run: () => void goto('/account')
	},
	{
		id: 'sign-out',
		label: t('session.signOut'),
		icon: LogOut,
		run: () => actions.run('session.sign-out')
	}
];
