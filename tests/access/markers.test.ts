import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDeviceId } from '#lib/domain/ids.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import { DOCUMENT_KINDS, outboxName } from '#lib/protocol/document-names.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
import { accept, aPlace, contentOf } from './place.ts';

const OWN = 'MARKOWN';
const OTHER = 'MARKOTHERTEAM';
const ABROAD = 'MARKABROAD';
/** Whose words each role may never see; an administrator reads every team of the organisation. */
const FORBIDDEN: Record<Role, readonly string[]> = {
	requester: [OWN, OTHER, ABROAD],
	'field-agent': [OTHER, ABROAD],
	agent: [OTHER, ABROAD],
	supervisor: [OTHER, ABROAD],
	'org-admin': [ABROAD]
};

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
let abroad: Awaited<ReturnType<typeof aPlace>>;
beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: OWN, other: OTHER });
	abroad = await aPlace(test, { own: ABROAD, other: ABROAD });
	await accept(abroad.unit, [
		{ type: 'org.field', target: `org.${abroad.org}`, body: { field: 'name', value: ABROAD } },
		{
			type: 'person.field',
			target: `person.${abroad.outsider}`,
			body: { field: 'name', value: `${ABROAD} name` }
		}
	]);
});
afterAll(() => test.remove());

/** Every id of both organisations, under every kind of document. */
function everyName(): string[] {
	const ids = [place, abroad].flatMap(({ org, teams, founded, contents, teamChannel }) => [
		org,
		...teams,
		...founded.map(({ id }) => id),
		...Object.values(contents).flatMap(({ ticket, channel }) => [ticket, channel].map(idOf)),
		idOf(teamChannel)
	]);
	return ids.flatMap((id) => DOCUMENT_KINDS.map((kind) => `${kind}.${id}`));
}
const idOf = (target: string) => target.slice(target.indexOf('.') + 1);

/** Every answer of REST that takes an id, and those that tell of oneself. */
async function restAnswers(cookie: string): Promise<string> {
	const last = 'z'.repeat(31);
	const threads = everyName().flatMap((name) => [
		`/api/threads/${name}/messages?before=1000`,
		`/api/threads/${name}/changes?before=${last}`
	]);
	const paths = [...threads, '/api/session', '/api/sessions', '/api/setup', '/api/health'];
	const answers = await Promise.all(
		paths.map(async (path) => (await fetch(test.address + path, { headers: { cookie } })).text())
	);
	return answers.join('\n');
}

async function openEverything(role: Role): Promise<MuxClient> {
	const client = await muxClient(test, place.byRole[role]);
	const device = newDeviceId((bytes) => crypto.getRandomValues(bytes));
	await client.hello(device);
	const channels = everyName().map((name) => client.open(name));
	channels.push(client.open(outboxName(device, 0)));
	const documents = everyName().map((name) => ({ name: `${name}.1`, rev: 1 }));
	client.control({ type: 'holds', documents });
	await until(() => channels.every(({ isSynced, closed }) => isSynced || closed !== undefined));
	return client;
}

/** Changes everywhere while they listen. */
async function everythingHappensAgain(): Promise<void> {
	const more = [
		{ home: place, mark: OTHER, team: place.other, on: place.contents.other },
		{ home: place, mark: OWN, team: place.own, on: place.contents.own },
		{ home: abroad, mark: ABROAD, team: abroad.own, on: abroad.contents.own }
	];
	for (const { home, mark, team, on } of more) {
		await accept(home.unit, contentOf(mark, team, []).drafts);
		for (const target of [on.ticket, on.channel])
			await accept(home.unit, [
				{ type: 'message.add', target, body: { kind: 'note', text: `${mark} again` } }
			]);
	}
}

const textOf = (client: MuxClient) => Buffer.concat(client.received).toString('latin1');

describe('words that are not for somebody', () => {
	it('[AC5] never reach them: not a byte by socket or REST, at first or later', async () => {
		const listeners = new Map<Role, MuxClient>();
		for (const role of ROLES) listeners.set(role, await openEverything(role));
		await everythingHappensAgain();
		for (const role of ROLES) {
			const client = listeners.get(role);
			if (client === undefined) throw new Error(role);
			client.control({ type: 'ping', sentMs: 1 });
			await until(() => client.controls.some(({ type }) => type === 'pong'));
			const all = textOf(client) + (await restAnswers(place.byRole[role].cookie));
			for (const mark of FORBIDDEN[role]) expect(all.includes(mark), `${role} ${mark}`).toBe(false);
			if (role !== 'requester') expect(all).toContain(OWN);
			client.end();
		}
	});
});
