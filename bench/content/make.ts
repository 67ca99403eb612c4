// Run as a process of its own: fills a folder with the same content for every server.
// Usage: node make.ts <folder> <tickets> <people>
import { randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { newDeviceId, newId, type EntityRef } from '../../src/lib/domain/ids.ts';
import type { Json } from '../../src/lib/domain/json.ts';
import { readConfig } from '../../sync-server/config.ts';
import { found, submitAutomation } from '../../sync-server/pipeline/founding.ts';
import type { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { createServer, realSurroundings } from '../../sync-server/server.ts';
import { requirePeer } from '../servers/install.ts';
import type { Content, Known, Person } from './content.ts';

const PRIORITIES = ['low', 'normal', 'high', 'urgent'];

const [folder = '', tickets = '', people = ''] = process.argv.slice(2);
const PER_COMMIT = 500;
const CHANNEL_MESSAGES = 600;
const SMALL = 3;
const subjects = [
	'Printer on the second floor prints blank pages',
	'Kann mich seit heute Morgen nicht mehr am VPN anmelden',
	'لا يمكنني فتح البريد الإلكتروني منذ الصباح',
	'Invoice 2291 was charged twice',
	'New laptop for a colleague who starts on Monday'
];
const requesters = ['Lena Fischer', 'Karim Nasser', 'Joanna Price', 'Yusuf Demir', ''];

const randomId = () => newId((bytes) => randomFillSync(bytes));
const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T;

type Draft = Parameters<typeof submitAutomation>[2][number];

async function submit(unit: OrgUnit, drafts: readonly Draft[]): Promise<void> {
	for (let done = 0; done < drafts.length; done += PER_COMMIT) {
		const settled = await submitAutomation(unit, '~bench', drafts.slice(done, done + PER_COMMIT));
		const refusal = settled.find(({ verdict }) => !verdict.ok);
		if (refusal !== undefined) throw new Error(`refused: ${JSON.stringify(refusal.verdict)}`);
	}
}

function ticketBody(index: number, team: string, members: readonly string[]): Json {
	const requester = pick(requesters, index);
	return {
		team,
		subject: `${pick(subjects, index)} (${index})`,
		priority: pick(PRIORITIES, index * 7),
		assignee: index % 3 === 0 ? null : pick(members, index),
		category: pick(['Hardware', 'Access', 'Billing', null], index),
		requester: requester === '' ? null : { name: requester },
		due: index % 5 === 0 ? Date.now() + (index % 40) * 3_600_000 : null,
		tags: index % 4 === 0 ? ['vip', `floor-${index % 9}`] : [],
		message: { kind: 'public', text: `Hello,\n${pick(subjects, index)}. Can you help?` }
	};
}

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
const { unit } = server.orgs.get(org);
await found(unit, {
	name: 'Bench',
	people: made,
	teams: [{ id: team, name: 'Support', color: 0, members, supervisors: [] }]
});
accounts.markOrgReady(org);

const ticketIds = Array.from({ length: Number(tickets) }, randomId);
await submit(
	unit,
	ticketIds.map((id, index) => ({
		type: 'ticket.create',
		target: `ticket.${id}` as EntityRef,
		body: ticketBody(index, team, members)
	}))
);
const talk: EntityRef = `channel.${channel}` as EntityRef;
await submit(unit, [
	{ type: 'channel.create', target: talk, body: { kind: 'channel', name: 'support', team } }
]);
await submit(
	unit,
	Array.from({ length: CHANNEL_MESSAGES }, (_, index) => ({
		type: 'message.add',
		target: talk,
		body: { kind: 'note', text: `${pick(subjects, index)}? I am on it, number ${index}.` }
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
