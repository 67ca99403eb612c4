import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { isTeamId, newId } from '#lib/domain/ids.ts';
import type { RegisterRoutes } from '../../http/app.ts';
import { importRoutes } from '../../http/import-routes.ts';
import { incomingMailRoutes } from '../../http/incoming-mail-routes.ts';
import { mailLogRoutes } from '../../http/mail-log-routes.ts';
import type { Connections } from '../../connections/connections.ts';
import type { OrgRegistry } from '../../orgs/org-registry.ts';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import { openImports } from '../../persistence/imports.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { readMailConnection } from './incoming/mail-connection.ts';
import { openMailDoor } from './incoming/mail-door.ts';
import { tryMail } from './incoming/try-mail.ts';
import { submitThrough } from './submit-through.ts';

export interface Mail {
	readonly imports: ImportService;
	readonly routes: readonly RegisterRoutes[];
	/** Pauses what runs; call it before the organisations close. */
	close(): Promise<void>;
}

interface MailParts {
	readonly dataDir: string;
	readonly orgs: OrgRegistry;
	readonly blobs: BlobStore;
	readonly connections: Connections;
	readonly now: () => number;
	readonly report: (error: unknown, where: string) => void;
}

/** The ways in which mail becomes tickets of a server's organisations: imported, or delivered to it. */
export function openMail(parts: MailParts): Mail {
	const { dataDir, orgs, blobs, connections, now, report } = parts;
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
	const onGiven = (org: string, person: string, mail: string) =>
		orgs.get(org).exports.record(person, `mail.${mail}`);
	const door = openMailDoor({ imports, orgs, blobs, now });
	const connection = readMailConnection(connections, now);
	const attempt = tryMail(door, connection, now);
	connections.triedBy('incoming-mail', (_, org) => attempt(org));
	return {
		imports,
		routes: [
			importRoutes({ imports, blobs, uploadFolder, actorOf, isTeamInUse, onGiven }),
			incomingMailRoutes(door, connection),
			mailLogRoutes({ door, orgs, blobs })
		],
		async close() {
			await door.close();
			await imports.close();
		}
	};
}
