import ChartColumn from '@lucide/svelte/icons/chart-column';
import BookOpen from '@lucide/svelte/icons/book-open';
import MessageSquare from '@lucide/svelte/icons/message-square';
import MapPinned from '@lucide/svelte/icons/map-pinned';
import History from '@lucide/svelte/icons/rotate-ccw-clock';
import Settings from '@lucide/svelte/icons/settings';
import Ticket from '@lucide/svelte/icons/ticket';
import Timer from '@lucide/svelte/icons/timer';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { NavItem } from './nav.ts';

type PlaceId =
	'visits' | 'tickets' | 'chat' | 'knowledge' | 'service' | 'reports' | 'activity' | 'admin';

const VISITS = {
	id: 'visits',
	href: '/visits',
	label: 'shell.nav.visits',
	icon: MapPinned,
	shortcut: 'g v'
} as const;

const REPORTS = {
	id: 'reports',
	href: '/reports',
	label: 'shell.nav.reports',
	icon: ChartColumn,
	shortcut: 'g r'
} as const;

const ACTIVITY = {
	id: 'activity',
	href: '/activity',
	label: 'shell.nav.activity',
	icon: History,
	shortcut: 'g h'
} as const;

/** The places of a role, most used first, with how much waits in each. */
export function placesFor(
	role: string,
	waiting: Readonly<Partial<Record<PlaceId, number>>> = {}
): readonly NavItem[] {
	const mayUse: Readonly<Record<PlaceId, boolean>> = {
		// Field agents go out, and whoever leads a team sees where they are.
		visits: role === 'field-agent' || roleHas(role, 'team.members'),
		tickets: roleHas(role, 'workspace.read'),
		chat: roleHas(role, 'channel.post'),
		knowledge: roleHas(role, 'workspace.read'),
		// Whoever leads a team answers for what it has promised.
		service: roleHas(role, 'team.members'),
		reports: roleHas(role, 'report.own'),
		activity: roleHas(role, 'activity.read'),
		admin: roleHas(role, 'team.members') || roleHas(role, 'people.manage')
	};
	const all: readonly (NavItem & { readonly id: PlaceId })[] = [
		...(role === 'field-agent' ? [VISITS] : []),
		{ id: 'tickets', href: '/tickets', label: 'shell.nav.tickets', icon: Ticket, shortcut: 'g t' },
		{ id: 'chat', href: '/chat', label: 'shell.nav.chat', icon: MessageSquare, shortcut: 'g c' },
		{
			id: 'knowledge',
			href: '/knowledge',
			label: 'shell.nav.knowledge',
			icon: BookOpen,
			shortcut: 'g k'
		},
		{ id: 'service', href: '/service', label: 'shell.nav.service', icon: Timer, shortcut: 'g b' },
		...(role === 'field-agent' ? [] : [VISITS]),
		REPORTS,
		ACTIVITY,
		{ id: 'admin', href: '/admin', label: 'shell.nav.admin', icon: Settings, shortcut: 'g a' }
	];
	return all
		.filter((place) => mayUse[place.id])
		.map((place) => ({ ...place, waiting: waiting[place.id] ?? 0 }));
}
