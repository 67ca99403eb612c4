import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { isTeamId, newId } from '#lib/domain/ids.ts';
import type { RegisterRoutes } from '../../http/app.ts';
import { importRoutes } from '../../http/import-routes.ts';
import type { OrgRegistry } from '../../orgs/org-registry.ts';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import { openImports } from '../../persistence/imports.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { submitThrough } from './submit-through.ts';

export interface MailImport {
	readonly imports: ImportService;
	readonly routes: readonly RegisterRoutes[];
	/** Pauses what runs; call it before the organisations close. */
	close(): Promise<void>;
}

/** Mail import over the organisations of a server. */
export function openMailImport(parts: {
	readonly dataDir: string;
	readonly orgs: OrgRegistry;
	readonly blobs: BlobStore;
	readonly now: () => number;
	readonly report: (error: unknown, where: string) => void;
}): MailImport {
	const { dataDir, orgs, blobs, now, report } = parts;
	const imports = createImportService({
		openStore: (org) => openImports(join(dataDir, 'imports', `${org}.sqlite`)),
		blobs,
		submitTo: (org) => submitThrough(orgs.get(org).unit),
		now,
		newId: () => newId(randomFillSync),
		reportError: report
	});
	const uploadFolder = join(dataDir, 'imports', 'uploads');
	const isTeamInUse = (org: string, team: string) =>
		isTeamId(team) && orgs.get(org).unit.world.directory.teams.get(team)?.archived === false;
	const actorOf = (org: string, person: string) => orgs.get(org).unit.world.directory.actor(person);
	return {
		imports,
		routes: [importRoutes({ imports, blobs, uploadFolder, actorOf, isTeamInUse })],
		close: () => imports.close()
	};
}
