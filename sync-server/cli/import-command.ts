import { randomFillSync, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newId } from '#lib/domain/ids.ts';
import { createImportService } from '../channels/mail/import-service.ts';
import { submitThrough } from '../channels/mail/submit-through.ts';
import type { Config } from '../config.ts';
import { orgFile } from '../orgs/org-registry.ts';
import { openBlobs } from '../persistence/blobs/open-blobs.ts';
import { openImports } from '../persistence/imports.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { OrgUnit } from '../pipeline/org-unit.ts';
import { describeProcess, holdFolder, runningServer } from '../process-lock.ts';
import { CommandError, listOrgs, type CommandParts } from './command.ts';
import { importMail, type ImportPlace, type WantedImport } from './import-mail.ts';
import type { OrderCall } from './orders.ts';
import { sendOrder } from './send-order.ts';

const USAGE = `Use: npm run import -- mbox FILE --org SLUG --team NAME
 or: npm run import -- eml FOLDER --org SLUG --team NAME`;

/**
 * Brings a file or folder of mail into tickets of a team, through the running server if there is
 * one; run again, it goes on where it was.
 */
export async function importCommand(parts: CommandParts): Promise<number> {
	const { config } = parts;
	const { dataDir } = config;
	const wanted = readWanted(parts.args);
	const stop = new AbortController();
	const onSignal = (): void => stop.abort();
	process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
	try {
		const call = { say: parts.say, signal: stop.signal };
		const running = runningServer(dataDir);
		if (running === undefined) return await importAlone(config, wanted, call);
		if (running.orders !== undefined)
			return await sendOrder(running.orders, { order: 'import', input: wanted }, call);
		throw new CommandError(
			`Wait until ${describeProcess(running)} is through, and try again: it works on ${dataDir}.`
		);
	} finally {
		process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
	}
}

function readWanted(args: readonly string[]): WantedImport {
	try {
		const options = { org: { type: 'string' }, team: { type: 'string' } } as const;
		const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
		const [kind, file, ...rest] = positionals;
		const { org, team } = values;
		const isKind = kind === 'mbox' || kind === 'eml';
		if (!isKind || !file || rest.length > 0 || !org || !team) throw new CommandError(USAGE);
		const path = resolve(file);
		if (existsSync(path)) return { kind, path, org, team };
	} catch (error) {
		if (error instanceof CommandError) throw error;
		throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
	throw new CommandError(`There is no such file or folder: ${String(args[1])}`);
}

async function importAlone(config: Config, wanted: WantedImport, call: OrderCall): Promise<number> {
	const orgs = listOrgs(config.dataDir);
	const folder = holdFolder(config.dataDir);
	const place = openPlace(config, orgs);
	try {
		folder.announce('npm run import');
		return await importMail(wanted, place, call);
	} finally {
		await place.close();
		folder.release();
	}
}

function openPlace(
	config: Config,
	orgs: ReturnType<typeof listOrgs>
): ImportPlace & { close(): Promise<void> } {
	const { dataDir } = config;
	const units = new Map<string, OrgUnit>();
	const unitOf = (org: string): OrgUnit => {
		const unit = units.get(org) ?? openUnit(dataDir, org);
		units.set(org, unit);
		return unit;
	};
	const imports = createImportService({
		openStore: (org) => openImports(join(dataDir, 'imports', `${org}.sqlite`)),
		blobs: openBlobs(config),
		submitTo: (org) => submitThrough(unitOf(org)),
		now: Date.now,
		newId: () => newId(randomFillSync),
		reportError: (error) => {
			process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		}
	});
	return {
		imports,
		orgs: () => orgs,
		teamsOf: (org) => unitOf(org).world.directory.teams,
		async close() {
			await imports.close();
			for (const unit of units.values()) await unit.close();
		}
	};
}

function openUnit(dataDir: string, org: string): OrgUnit {
	return new OrgUnit({
		org,
		database: openDatabase(orgFile(dataDir, org), ORG_MIGRATIONS),
		now: Date.now,
		defer: (run) => void setImmediate(run),
		randomClient: () => randomInt(1, 0xffff_ffff),
		onCommit: () => undefined
	});
}
