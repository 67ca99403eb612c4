import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the bundler knows of a module while it decides where modules go. */
interface ModuleGraph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const features = 'src/lib/features';
/**
 * What everybody waits for, what the portal waits for, and what the first list of the desk waits for.
 * A feature's door leads to all of it, so the parts behind it stand here themselves.
 */
const starts = {
	everybody: [
		'node_modules/@sveltejs/kit/src/runtime/client/client.js',
		'src/routes/+layout.svelte',
		'src/routes/+layout.ts',
		`${features}/account/SignInPage.svelte`
	],
	portal: ['PortalFrame', 'PortalRoom', 'RequestListPage', 'RequestPage', 'NewRequestPage'].map(
		(name) => `${features}/portal/${name}.svelte`
	),
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

/**
 * Names the file a module goes into: a few large ones for the first screens, since a hundred small
 * ones pack worse; null leaves it to the bundler. What portal and desk share is a file of its own,
 * so that nobody in the portal loads the desk.
 */
export function appParts(): (id: string, graph: ModuleGraph) => string | null {
	let known: {
		everybody: ReadonlySet<string>;
		portal: ReadonlySet<string>;
		desk: ReadonlySet<string>;
	};
	return (id, graph) => {
		known ??= {
			everybody: reached(starts.everybody, graph),
			portal: reached(starts.portal, graph),
			desk: reached(starts.desk, graph)
		};
		if (known.everybody.has(id)) return 'base';
		if (!known.desk.has(id)) return null;
		return known.portal.has(id) ? 'common' : 'desk';
	};
}
