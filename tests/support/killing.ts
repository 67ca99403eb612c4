import { expect } from 'vitest';
import { appendToOutbox, isSettled, readOutbox } from '#lib/documents/outbox-doc.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { PaperDevice, temporaryFolder, type seededRandom } from './org.ts';
import { followReceipts } from './receipts.ts';
import { anOrganisation, startServer, stockClient, until, type TestPerson } from './server.ts';
import { spawnServer } from './spawned-server.ts';

const WRITERS = 10;

/** A data folder with an organisation of ten people who write. */
export async function aFolderOfWriters() {
	const folder = temporaryFolder();
	const test = await startServer(folder);
	const roles = Array.from({ length: WRITERS }, () => ({ role: 'agent' }));
	const org = await anOrganisation(test, roles, (members) => [
		{ name: 'One', members: [...members], supervisors: [] }
	]);
	await test.stop();
	return { folder, org: org.org, people: org.people, team: org.teams[0] ?? '' };
}

export type Writers = Awaited<ReturnType<typeof aFolderOfWriters>>;

/**
 * Kills a server while ten people write to it, again and again. After each time its file opens, is
 * what the log says, and has every change for which a receipt had come; gives how many those were.
 */
export async function killUnderLoad(
	place: Writers,
	rounds: number,
	random: ReturnType<typeof seededRandom>
): Promise<number> {
	const receipted = new Set<string>();
	for (let round = 0; round < rounds; round += 1) {
		await killOnce(place, random, receipted);
		const found = idsInLog(place);
		expect([...receipted].filter((id) => !found.has(id))).toEqual([]);
	}
	return receipted.size;
}

async function killOnce(
	{ folder, people, team }: Writers,
	random: ReturnType<typeof seededRandom>,
	receipted: Set<string>
): Promise<void> {
	await using server = await spawnServer(folder.path);
	const writers = people.map((person) => aWriter(server, person, team, random));
	try {
		await Promise.all(writers.map((writer) => writer.synced()));
		const killAfter = 1 + Math.floor(random.next() * 200);
		const settled = () => writers.flatMap((writer) => writer.settled());
		await until(() => {
			for (const writer of writers) writer.write();
			return settled().length >= killAfter;
		});
		await server.kill('SIGKILL');
		for (const id of settled()) receipted.add(id);
	} finally {
		for (const writer of writers) writer.destroy();
	}
}

function aWriter(
	server: { readonly address: string; readonly socketUrl: string },
	person: TestPerson,
	team: string,
	random: ReturnType<typeof seededRandom>
) {
	const device = new PaperDevice(person.id, random, Date.now);
	const client = stockClient(server, person, outboxName(device.device, 0));
	const receipts = followReceipts(client.provider);
	return {
		...client,
		/** One ticket with what is said in it, in a frame of its own. */
		write() {
			const ticket = `ticket.${device.newId()}` as const;
			const changes = [
				device.change('ticket.create', ticket, { team, subject: 'Load' } as never),
				device.change('message.add', ticket, { kind: 'note', text: 'More load' })
			];
			if (readOutbox(client.doc).length < 180) appendToOutbox(client.doc, changes, 'test');
		},
		settled: () =>
			readOutbox(client.doc)
				.filter((entry) => isSettled(entry, receipts.vector()))
				.map(({ change }) => change.id)
	};
}

/** Opens what a dead server left, and checks it as `npm run verify` does. */
export function idsInLog({ folder, org }: Pick<Writers, 'folder' | 'org'>): Set<string> {
	const database = openDatabase(orgFile(folder.path, org), ORG_MIGRATIONS);
	try {
		expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
		const { differences, brokenAt } = verify(org, database);
		expect(differences).toEqual([]);
		expect(brokenAt).toBeUndefined();
		return new Set(database.prepare<[], string>('SELECT id FROM changes').pluck().all());
	} finally {
		database.close();
	}
}
