import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the bundler knows of a module while it decides where modules go. */
interface ModuleGraph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

interface Part {
	readonly name: string;
	/** What it begins with; it goes on with all that comes with these at once. */
	readonly paths: readonly string[];
}

const features = 'src/lib/features';
const component = (name: string) => `${features}/${name}.svelte`;

/**
 * Who comes first where they share a module: what everybody waits for, what the first list of the
 * desk waits for, what those outside see (the portal and the help page), what floats above any of
 * them, a ticket, and the desk's other screens. A feature's door leads to all of it, so the parts
 * behind it stand here themselves.
 */
const starts: readonly Part[] = [
	{
		name: 'base',
		paths: [
			'node_modules/@sveltejs/kit/src/runtime/client/client.js',
			'src/routes/+layout.svelte',
			'src/routes/+layout.ts',
			component('account/SignInPage')
		]
	},
	{
		name: 'desk',
		paths: [
			'src/routes/(app)/+layout.svelte',
			...[
				'account/OwnMenu',
				'account/SessionBanners',
				'account/SignOut',
				'account/ToPortal',
				'chat/ChatEverywhere',
				'frame/AppFrame',
				'frame/DeskRoom',
				'knowledge/ArticleFinder',
				'service/ServiceAlerts',
				'sync/StandingGate',
				'sync/SyncBanners',
				'sync/SyncEverywhere',
				'tickets/TicketsEverywhere',
				'tickets/TicketsPage'
			].map(component)
		]
	},
	{
		name: 'outside',
		paths: [
			'src/routes/(portal)/requests/+layout.svelte',
			'src/routes/(portal)/requests/settings/+page.svelte',
			...[
				'account/AppearanceSection',
				'account/SessionBanners',
				'account/SignOut',
				'help/HelpArticlePage',
				'help/HelpFrame',
				'help/HelpPage',
				'portal/NewRequestPage',
				'portal/PortalFrame',
				'portal/PortalRoom',
				'portal/RequestListPage',
				'portal/RequestPage',
				'portal/SettingsPage'
			].map(component)
		]
	},
	{ name: 'floating', paths: ['src/lib/ui/floating.ts'] },
	{
		name: 'ticket',
		paths: [
			component('tickets/ticket/TicketPane'),
			'src/lib/session/files/read-file.ts',
			component('tickets/follow-ups/FollowUpAlerts'),
			`${features}/tickets/dialogs.ts`
		]
	},
	{
		name: 'work',
		paths: [
			...[
				'account/AccountPage',
				'account/SignOutDialog',
				'chat/ChatPage',
				'field/VisitPage',
				'field/VisitsPage',
				'knowledge/KnowledgePage',
				'reports/ReportsPage',
				'service/ServicePage',
				'sync/SyncPage',
				'sync/LockedScreen',
				'sync/MetPage',
				'tickets/history/TimeTravel',
				'tickets/board/BoardPage',
				'tickets/find/CompletionList',
				'tickets/find/ProblemLine',
				'tickets/find/SearchPage',
				'tickets/list/OlderNote',
				'tickets/list/TeamChooser',
				'tickets/list/UnitCounts',
				'tickets/list/ViewOptionsForm',
				'tickets/list/ViewsDialog',
				'tickets/views/ViewBuilder'
			].map(component),
			'src/lib/ui/CommandPalette.svelte',
			'src/lib/ui/StatusDetails.svelte',
			'src/lib/ui/ShortcutHelp.svelte'
		]
	},
	{
		name: 'admin',
		paths: [
			'src/routes/(app)/admin/+layout.svelte',
			...[
				'admin/AdminStart',
				'admin/OrganisationPage',
				'admin/PeoplePage',
				'admin/RequestersPage',
				'admin/TeamsPage',
				'catalogues/CataloguesPage',
				'connections/ConnectionsPage',
				'mail-import/MailImportPage'
			].map(component)
		]
	}
];
const door = /\/src\/lib\/features\/[^/]+\/index\.ts$/;

/** All modules that come with these, at once and not when they are first needed. */
function reached(paths: readonly string[], graph: ModuleGraph): ReadonlySet<string> {
	const found = new Set<string>();
	const open = paths.map((path) => {
		const id = resolve(import.meta.dirname, '..', path);
		if (!existsSync(id)) throw new Error(`the app has no ${path}`);
		return realpathSync(id);
	});
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id) || door.test(id)) continue;
		found.add(id);
		open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
	}
	return found;
}

/** A file that modules go into, and which file takes a module first. */
interface AppPart {
	readonly name: (id: string, graph: ModuleGraph) => string | null;
	readonly priority: number;
}

/**
 * The files that modules go into: a few large ones, since a hundred small ones pack worse, and a
 * device fetches them one after the other to be ready without a network; what is in none of them is
 * left to the bundler. What those outside share with the desk is a file of its own, so that none of
 * them loads the desk. A file takes along what its modules need, so that what others need too must be
 * taken before.
 */
export function appParts(): AppPart[] {
	let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;
	const partOf = (id: string, graph: ModuleGraph) => {
		known ??= new Map(starts.map(({ name, paths }) => [name, reached(paths, graph)]));
		const first = starts.find(({ name }) => known?.get(name)?.has(id))?.name;
		return first === 'desk' && known.get('outside')?.has(id) ? 'common' : first;
	};
	const names = starts.map(({ name }) => name).toSpliced(1, 0, 'common');
	return names.map((part, place, all) => ({
		name: (id, graph) => (partOf(id, graph) === part ? part : null),
		priority: all.length - place
	}));
}
