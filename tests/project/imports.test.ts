import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixture = fileURLToPath(new URL('fixtures/imports', import.meta.url));

interface Violation {
	readonly from: string;
	readonly rule: { readonly name: string };
}

/** The exit code is the number of violations, so a refusal is the expected outcome here. */
async function violations(): Promise<string[]> {
	const cli = `${root}/node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;
	const config = `${root}/.dependency-cruiser.mjs`;
	const args = [cli, '--config', config, '--output-type', 'json', 'src', 'sync-server'];
	const { stdout } = await promisify(execFile)(process.execPath, args, {
		cwd: fixture,
		maxBuffer: 2 ** 26
	}).catch((refused: { stdout: string }) => refused);
	const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
	return report.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`).sort();
}

const planted = [
	'app-to-node: src/lib/domain/uses-node.ts',
	'app-to-node: src/lib/sync/uses-node.ts',
	'app-to-server: src/lib/sync/uses-server.ts',
	'cycle: sync-server/cycle-a.ts',
	'documents-imports: src/lib/documents/uses-sync.ts',
	'domain-imports: src/lib/domain/uses-node.ts',
	'domain-imports: src/lib/domain/uses-ui.ts',
	'domain-imports: src/lib/domain/uses-yjs.ts',
	'feature-by-its-door: src/routes/BackDoor.svelte',
	'feature-imports: src/lib/features/tickets/uses-sync.ts',
	'feature-to-feature: src/lib/features/chat/Chat.svelte',
	'lib-to-routes: src/lib/session/uses-route.ts',
	'protocol-imports: src/lib/protocol/uses-yjs.ts',
	'reactive-imports: src/lib/reactive/uses-sync.ts',
	'routes-compose: src/routes/uses-sync.ts',
	'server-to-app: sync-server/uses-app.ts',
	'server-to-dev-dependency: sync-server/uses-dev.ts',
	'server-to-svelte: sync-server/uses-svelte.ts',
	'service-worker-imports: src/service-worker/index.ts',
	'session-imports: src/lib/session/uses-feature.ts',
	'sync-imports: src/lib/sync/uses-session.ts',
	'test-code-in-product: sync-server/uses-test.ts',
	'ui-knows-no-noun: src/lib/ui/Noun.svelte',
	'unresolved: sync-server/unresolved.ts'
];

describe('import direction', () => {
	it('refuses every planted violation and nothing else', { timeout: 60_000 }, async () => {
		expect(await violations()).toEqual(planted);
	});

	it('has a planted violation for every rule', () => {
		const caught = new Set(planted.map((line) => line.slice(0, line.indexOf(':'))));
		expect(rules.forbidden?.map((rule) => rule.name).sort()).toEqual([...caught].sort());
	});
});
