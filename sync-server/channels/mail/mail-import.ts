import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { isTeamId, newId, parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import type { RegisterRoutes } from '../../http/app.ts';
import { fileRoutes, type FilePlace, type ThreadFile } from '../../http/file-routes.ts';
import { importRoutes } from '../../http/import-routes.ts';
import type { OrgRegistry } from '../../orgs/org-registry.ts';
import { createBlobStore } from '../../persistence/blobs.ts';
import { openImports } from '../../persistence/imports.ts';
import type { World } from '../../pipeline/world.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { submitThrough } from './submit-through.ts';

export interface MailImport {
	readonly imports: ImportService;
	readonly routes: readonly RegisterRoutes[];
	/** Pauses what runs; call it before the organisations close. */
	close(): Promise<void>;
}

/** Mail import over the organisations of a server, and the way to the files it brings. */
export function openMailImport(parts: {
	readonly dataDir: string;
	readonly orgs: OrgRegistry;
	readonly now: () => number;
	readonly report: (error: unknown, where: string) => void;
}): MailImport {
	const { dataDir, orgs, now, report } = parts;
	const blobs = createBlobStore(join(dataDir, 'blobs'));
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
	const mayRead = (org: string, person: string, thread: EntityRef) => {
		const ref = parseEntityRef(thread);
		if (ref?.kind !== 'ticket' && ref?.kind !== 'channel') return false;
		return orgs.get(org).hub.mayRead(person, { kind: ref.kind, id: ref.id });
	};
	const findFile = (org: string, place: FilePlace) =>
		findThreadFile(orgs.get(org).unit.world, place);
	return {
		imports,
		routes: [
			importRoutes({ imports, blobs, uploadFolder, actorOf, isTeamInUse }),
			fileRoutes({ blobs, mayRead, findFile })
		],
		close: () => imports.close()
	};
}

/** A file of a message of a thread; a message that was taken back has no files any more. */
function findThreadFile(
	{ entities }: World,
	{ thread, message: id, file }: FilePlace
): ThreadFile | undefined {
	const message = readMessage(entities.message(thread, id), id);
	if (message === undefined || message.retracted) return undefined;
	return message.attachments.find((one) => one.id === file);
}
