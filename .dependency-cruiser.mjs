// Which folder may import which (docs: README, "The tree"). Every rule has a planted violation in
// tests/project/fixtures/imports that proves it bites.

const shared = '^src/lib/(domain|protocol|documents)/';
const testCode = '(\\.test\\.ts$|/testing(/|\\.ts$))';
const yjs = 'node_modules/(yjs|y-protocols|lib0)/';

/**
 * @param {string} folder
 * @param {string[]} allowed patterns
 * @param {string} why
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function only(folder, allowed, why) {
	const from = { path: `^src/lib/${folder}/`, pathNot: testCode };
	const pathNot = [`^src/lib/${folder}/`, ...allowed];
	return { name: `${folder}-imports`, severity: 'error', comment: why, from, to: { pathNot } };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		only('domain', [], 'The domain is plain TypeScript that runs anywhere: it imports nothing.'),
		only('protocol', ['^src/lib/domain/', 'node_modules/lib0/'], 'The wire knows nouns and bytes.'),
		only('documents', ['^src/lib/(domain|protocol)/', yjs], 'Shapes of documents, nothing else.'),
		{
			name: 'sync-imports',
			severity: 'error',
			comment: 'Sync moves documents; it knows neither screens nor sessions.',
			from: { path: '^src/lib/sync/', pathNot: testCode },
			to: { path: '(^src/|node_modules/svelte/)', pathNot: [shared, '^src/lib/sync/'] }
		},
		{
			name: 'reactive-imports',
			severity: 'error',
			comment: 'The bridge from documents to runes knows no connection, session or screen.',
			from: { path: '^src/lib/reactive/', pathNot: testCode },
			to: { path: '^src/', pathNot: [shared, '^src/lib/reactive/'] }
		},
		{
			name: 'session-imports',
			severity: 'error',
			comment: 'The session is below the screens.',
			from: { path: '^src/lib/session/', pathNot: testCode },
			to: { path: '^src/lib/(ui|features)/', pathNot: '^src/lib/ui/messages' }
		},
		{
			name: 'ui-knows-no-noun',
			severity: 'error',
			comment: 'The design system can be used for anything.',
			from: { path: '^src/lib/ui/', pathNot: testCode },
			to: { path: '^src/', pathNot: '^src/lib/(ui|reactive)/' }
		},
		{
			name: 'feature-imports',
			severity: 'error',
			comment: 'Features reach the connection through the session.',
			from: { path: '^src/lib/features/', pathNot: testCode },
			to: { path: '^src/(lib/sync|routes|service-worker)/' }
		},
		{
			name: 'feature-to-feature',
			severity: 'error',
			comment: 'Features meet in routes, or through session and documents.',
			from: { path: '^src/lib/features/([^/]+)/' },
			to: { path: '^src/lib/features/', pathNot: '^src/lib/features/$1/' }
		},
		{
			name: 'feature-by-its-door',
			severity: 'error',
			comment: 'Outside a feature, only its index.ts is known.',
			from: { path: '^src/', pathNot: '^src/lib/features/' },
			to: { path: '^src/lib/features/', pathNot: '^src/lib/features/[^/]+/index\\.ts$' }
		},
		{
			name: 'routes-compose',
			severity: 'error',
			comment: 'A route puts session, features and ui together; the session holds the connection.',
			from: { path: '^src/routes/' },
			to: { path: '^src/lib/sync/' }
		},
		{
			name: 'lib-to-routes',
			severity: 'error',
			comment: 'Nothing depends on a route.',
			from: { path: '^src/(lib|service-worker)/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'service-worker-imports',
			severity: 'error',
			comment: 'The service worker is a program of its own.',
			from: { path: '^src/service-worker/' },
			to: { path: '^src/', pathNot: '^src/(service-worker|lib/protocol)/' }
		},
		{
			name: 'app-to-server',
			severity: 'error',
			comment: 'The app never contains server code.',
			from: { path: '^src/' },
			to: { path: '^sync-server/' }
		},
		{
			name: 'app-to-node',
			severity: 'error',
			comment: 'The app runs in a browser.',
			from: { path: '^src/', pathNot: testCode },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'server-to-app',
			severity: 'error',
			comment: 'The server shares domain, protocol and documents with the app.',
			from: { path: '^sync-server/', pathNot: testCode },
			to: { path: '^src/', pathNot: shared }
		},
		{
			name: 'server-to-svelte',
			severity: 'error',
			comment: 'The server runs without the app’s framework.',
			from: { path: '^sync-server/' },
			to: { path: '(node_modules/(svelte|@sveltejs)/|\\.svelte(\\.ts)?$)' }
		},
		{
			name: 'server-to-dev-dependency',
			severity: 'error',
			comment: 'What the server needs at run time stands under `dependencies`.',
			from: { path: '^sync-server/', pathNot: testCode },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' }
		},
		{
			name: 'test-code-in-product',
			severity: 'error',
			comment: 'Product code never imports tests or their builders.',
			from: { path: '^(src|sync-server)/', pathNot: testCode },
			to: { path: ['\\.test\\.ts$', '/testing(/|\\.ts$)', '^tests/'] }
		},
		{
			name: 'cycle',
			severity: 'error',
			comment: 'Two modules that need each other are one module.',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'unresolved',
			severity: 'error',
			comment: 'What does not resolve escapes every other rule.',
			from: { pathNot: '^tests/project/fixtures/' },
			to: { couldNotResolve: true, pathNot: ['^\\$(app|service-worker|env)', '\\$types(\\.js)?$'] }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^tests/project/fixtures/' },
		tsPreCompilationDeps: 'specify',
		enhancedResolveOptions: {
			conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
			exportsFields: ['exports'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json']
		}
	}
};
