// Run as a process of its own: fills a folder with the same content for every server.
// Usage: node make.ts <folder> <tickets> <people>
import { randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { newDeviceId, newId, type EntityRef } from '../../src/lib/domain/ids.ts';
import { readConfig } from '../../sync-server/config.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { createServer, realSurroundings } from '../../sync-server/server.ts';
import { madeUpSubject, madeUpTicket, submitAll } from '../../tests/support/made-up.ts';
import { requirePeer } from '../servers/install.ts';
import type { Content, Known, Person } from './content.ts';

const [folder = '', tickets = '', people = ''] = process.argv.slice(2);
const CHANNEL_MESSAGES = 600;
const SMALL = 3;

const randomId = () => newId((bytes) => randomFillSync(bytes));

function makePeople(count: number) {
	return Array.from({ length: count }, (_, index) => ({
		id: randomId(),
		name: `Person ${index}`,
		userName: `person${index}`,
		email: null,
		role: 'agent'
	}));
}

const server = createServer(
	readConfig({ DATA_DIR: join(folder, 'offhook'), PORT: '0', HOST: '127.0.0.1' }),
	realSurroundings((error) => {
		throw error;
	})
);
const { accounts, sessions } = server.access;
const [org, team, channel] = [randomId(), randomId(), randomId()];
const made = makePeople(Number(people));
const members = made.map(({ id }) => id);
accounts.createOrg({ orgId: org, name: 'Bench' });
const { unit, facts } = server.orgs.get(org);
await found(unit, {
	name: 'Bench',
	people: made,
	teams: [{ id: team, name: 'Support', color: 0, members, supervisors: [] }]
});
accounts.markOrgReady(org);

const drafts = Array.from({ length: Number(tickets) }, (_, index) =>
	madeUpTicket(index, { team, members })
);
await submitAll(unit, '~bench', drafts);
const ticketIds = drafts.map(({ target }) => target.slice('ticket.'.length));
const talk: EntityRef = `channel.${channel}` as EntityRef;
await submitAll(unit, '~bench', [
	{ type: 'channel.create', target: talk, body: { kind: 'channel', name: 'support', team } }
]);
await submitAll(
	unit,
	'~bench',
	Array.from({ length: CHANNEL_MESSAGES }, (_, index) => ({
		type: 'message.add',
		target: talk,
		body: { kind: 'note', text: `${madeUpSubject(index)}? I am on it, number ${index}.` }
	}))
);

async function signIn(person: { id: string; userName: string }): Promise<Person> {
	const login = accounts.createLogin({
		orgId: org,
		personId: person.id,
		userName: person.userName,
		email: null
	});
	if (!login.ok) throw new Error(login.code);
	const device = newDeviceId((bytes) => randomFillSync(bytes));
	const { token, session } = await sessions.start({
		loginId: login.loginId,
		orgId: org as never,
		personId: person.id as never,
		userAgent: 'bench',
		address: '127.0.0.1'
	});
	sessions.bindDevice(session.publicId, device);
	unit.store.setDevice(device, person.id, Date.now());
	const cookie = sessions.cookie(token, false).split(';')[0] ?? '';
	return { id: person.id, cookie, device };
}

const signedIn: Person[] = [];
for (const person of made) signedIn.push(await signIn(person));

function keepState(name: string): Known & { bytes: Uint8Array } {
	const answer = unit.projector.answer(name, () => 0);
	if (answer === undefined) throw new Error(`there is no ${name}`);
	const doc = new Y.Doc();
	for (const update of answer.updates) Y.applyUpdate(doc, update);
	const bytes = Y.encodeStateAsUpdate(doc);
	const state = join(folder, `${name}.state`);
	writeFileSync(state, bytes);
	return { name, generation: answer.generation, rev: answer.rev, state, bytes };
}

const small = ticketIds.slice(0, SMALL).map((id) => `ticket.${id}`);
const kept = [`team.${team}`, talk, ...small].map(keepState);
// A server that has run has read its log for reports; one that starts would begin with that.
while ((await facts.settle()) !== null);
await server.close();

mkdirSync(join(folder, 'leveldb'), { recursive: true });
const { LeveldbPersistence } = requirePeer('y-leveldb');
const level = new LeveldbPersistence(join(folder, 'leveldb'));
for (const { name, bytes } of kept) await level.storeUpdate(name, bytes);
await level.destroy();

const Sqlite = requirePeer('better-sqlite3');
const { schema, upsertQuery } = requirePeer('@hocuspocus/extension-sqlite');
const database = new Sqlite(join(folder, 'hocuspocus.sqlite'));
database.exec(schema);
for (const { name, bytes } of kept)
	database.prepare(upsertQuery).run({ name, data: Buffer.from(bytes) });
database.close();

const content: Content = {
	org,
	team,
	documents: kept.map(({ name, generation, rev, state }) => ({ name, generation, rev, state })),
	tickets: ticketIds,
	people: signedIn
};
writeFileSync(join(folder, 'content.json'), JSON.stringify(content));
