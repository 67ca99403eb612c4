import MessageSquare from '@lucide/svelte/icons/message-square';
import Settings from '@lucide/svelte/icons/settings';
import Ticket from '@lucide/svelte/icons/ticket';
import Timer from '@lucide/svelte/icons/timer';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { NavItem } from './nav.ts';

type PlaceId = 'tickets' | 'chat' | 'service' | 'admin';

/** The places of a role, most used first, with how much waits in each. */
export function placesFor(
	role: string,
	waiting: Readonly<Partial<Record<PlaceId, number>>> = {}
): readonly NavItem[] {
	const mayUse: Readonly<Record<PlaceId, boolean>> = {
		tickets: roleHas(role, 'workspace.read'),
		chat: roleHas(role, 'channel.post'),
		// Whoever leads a team answers for what it has promised.
		service: roleHas(role, 'team.members'),
		admin: roleHas(role, 'team.members') || roleHas(role, 'people.manage')
	};
	const all: readonly (NavItem & { readonly id: PlaceId })[] = [
		{ id: 'tickets', href: '/tickets', label: 'shell.nav.tickets', icon: Ticket, shortcut: 'g t' },
		{ id: 'chat', href: '/chat', label: 'shell.nav.chat', icon: MessageSquare, shortcut: 'g c' },
		{ id: 'service', href: '/service', label: 'shell.nav.service', icon: Timer, shortcut: 'g b' },
		{ id: 'admin', href: '/admin', label: 'shell.nav.admin', icon: Settings, shortcut: 'g a' }
	];
	return all
		.filter((place) => mayUse[place.id])
		.map((place) => ({ ...place, waiting: waiting[place.id] ?? 0 }));
}
