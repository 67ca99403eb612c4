import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the bundler knows of a module while it decides where modules go. */
interface ModuleGraph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const features = 'src/lib/features';
/**
 * What everybody waits for, what those outside wait for (the portal and the help page), and what the
 * first list of the desk waits for. A feature's door leads to all of it, so the parts behind it stand here themselves.
 */
const starts = {
	everybody: [
		'node_modules/@sveltejs/kit/src/runtime/client/client.js',
		'src/routes/+layout.svelte',
		'src/routes/+layout.ts',
		`${features}/account/SignInPage.svelte`
	],
	outside: [
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
		].map((name) => `${features}/${name}.svelte`)
	],
	desk: [
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
		].map((name) => `${features}/${name}.svelte`)
	]
};
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
 * The files that modules go into: a few large ones for the first screens, since a hundred small ones
 * pack worse; what is in none of them is left to the bundler. What those outside share with the desk
 * is a file of its own, so that none of them loads the desk. A file takes along what its modules need,
 * so that what others need too must be taken before.
 */
export function appParts(): AppPart[] {
	let known: Readonly<Record<keyof typeof starts, ReadonlySet<string>>> | undefined;
	const partOf = (id: string, graph: ModuleGraph) => {
		known ??= {
			everybody: reached(starts.everybody, graph),
			outside: reached(starts.outside, graph),
			desk: reached(starts.desk, graph)
		};
		if (known.everybody.has(id)) return 'base';
		if (!known.desk.has(id)) return null;
		return known.outside.has(id) ? 'common' : 'desk';
	};
	return ['desk', 'common', 'base'].map((part, priority) => ({
		name: (id, graph) => (partOf(id, graph) === part ? part : null),
		priority
	}));
}
