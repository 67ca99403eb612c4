import { roleHas } from '#lib/domain/policy/roles.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { MessageKey } from '#lib/ui/messages.svelte.ts';

interface AdminPlace {
	readonly href: string;
	readonly label: Extract<
		MessageKey,
		| 'admin.people'
		| 'portal.invite.title'
		| 'admin.teams'
		| 'admin.organisation'
		| 'admin.import'
		| 'catalogues.title'
		| 'connections.title'
		| 'provider.title'
	>;
}

/** The parts of the administration that a person may use. */
export function adminPlaces(desk: Desk): readonly AdminPlace[] {
	const all: readonly (AdminPlace & { readonly may: boolean })[] = [
		{
			href: '/admin/people',
			label: 'admin.people',
			may: desk.can({ do: 'people.manage' }).allowed
		},
		{
			href: '/admin/requesters',
			label: 'portal.invite.title',
			may: desk.can({ do: 'people.manage' }).allowed
		},
		{ href: '/admin/teams', label: 'admin.teams', may: mayTeams(desk) },
		{
			href: '/admin/organisation',
			label: 'admin.organisation',
			may: desk.can({ do: 'org.manage' }).allowed
		},
		{
			href: '/admin/catalogues',
			label: 'catalogues.title',
			may: desk.can({ do: 'org.manage' }).allowed
		},
		{
			href: '/admin/connections',
			label: 'connections.title',
			may: desk.can({ do: 'org.manage' }).allowed
		},
		{ href: '/admin/import', label: 'admin.import', may: mayImport(desk) },
		{
			href: '/admin/provider',
			label: 'provider.title',
			may: roleHas(desk.me.role, 'provider.ask')
		}
	];
	return all.filter(({ may }) => may);
}

function mayTeams(desk: Desk): boolean {
	return (
		desk.can({ do: 'teams.manage' }).allowed ||
		desk.myTeams.some((team) => desk.can({ do: 'team.members', team }).allowed)
	);
}

function mayImport(desk: Desk): boolean {
	return [...desk.teams.keys()].some((team) => desk.can({ do: 'mail.import', team }).allowed);
}
