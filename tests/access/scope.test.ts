import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDeviceId, newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { muxClient, type MuxClient } from '../support/mux-client.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { accept, contentOf } from './place.ts';

const MARKS = ['MARKHARBOUR', 'MARKMILL', 'MARKAIRPORT'] as const;
const UNITS = ['harbour', 'mill', 'airport'] as const;
const TEAMS = { harbour: 0, mill: 1, airport: 2 } as const;
type Unit = (typeof UNITS)[number];

const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
const clients: MuxClient[] = [];
let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;

beforeEach(async () => {
	test = await startServer();
	place = await aPlace();
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.end();
	await test.remove();
});

/**
 * Three teams with words of their own: harbour and mill are units of the north, the airport is one
 * of the south. Nobody is in a team; the third person is given nothing.
 */
async function aPlace() {
	const people = [{ role: 'agent' }, { role: 'supervisor' }, { role: 'agent' }];
	const made = await anOrganisation(test, people, () =>
		UNITS.map((name) => ({ name, members: [], supervisors: [] }))
	);
	const org = `org.${made.org}` as const;
	const common = { names: { en: 'A' }, order: 1, archived: false };
	const region = (code: string) => ({ catalogue: 'region', code, value: common });
	const unit = (code: string, of: string | null) => ({
		catalogue: 'unit',
		code,
		value: { ...common, region: of, calendar: null, networks: [] }
	});
	const define = (body: Json) => ({ type: 'org.entry' as const, target: org, body });
	const teamOf = (name: Unit) => made.teams[TEAMS[name]] ?? '';
	await accept(made.unit, [region('north'), region('south')].map(define));
	await accept(
		made.unit,
		[unit('harbour', 'north'), unit('mill', 'north'), unit('airport', 'south')].map(define)
	);
	const contents = UNITS.map((name, index) => contentOf(MARKS[index] ?? '', teamOf(name), []));
	await accept(made.unit, [
		...UNITS.map((name) => teamField(teamOf(name), name)),
		...contents.flatMap(({ drafts }) => drafts)
	]);
	const give = (index: number, field: 'units' | 'regions', value: string[]) =>
		accept(made.unit, [
			{
				type: 'person.field',
				target: `person.${made.people[index]?.id ?? ''}`,
				body: { field, value }
			}
		]);
	return {
		...made,
		contents,
		teamOf,
		give,
		move: (body: Json) => accept(made.unit, [define(body)]),
		unitEntry: unit
	};
}

const teamField = (team: string, value: string | null) => ({
	type: 'team.field' as const,
	target: `team.${team}` as EntityRef,
	body: { field: 'unit', value }
});

async function connect(index: number) {
	const person = place.people[index];
	if (person === undefined) throw new Error('no such person');
	const client = await muxClient(test, person);
	clients.push(client);
	await client.hello(newDeviceId(random));
	return client;
}

/** Which of the teams somebody may read now, by opening their documents. */
async function readable(client: MuxClient): Promise<Unit[]> {
	const read: Unit[] = [];
	for (const name of UNITS)
		if ((await client.read(`team.${place.teamOf(name)}`)).closed === undefined) read.push(name);
	return read;
}

const textOf = (client: MuxClient) => Buffer.concat(client.received).toString('latin1');

describe('units and regions', () => {
	it('[SC2] let somebody read the teams of theirs, at once and without a new connection', async () => {
		const client = await connect(1);
		expect(await readable(client)).toEqual([]);
		await place.give(1, 'units', ['harbour']);
		expect(await readable(client)).toEqual(['harbour']);
		await place.give(1, 'regions', ['north', 'south']);
		expect(await readable(client)).toEqual(['harbour', 'mill', 'airport']);
		expect(client.closed).toBeUndefined();
	});

	it('[SC5] never send a byte of a team of another unit, at first or later', async () => {
		await place.give(0, 'units', ['harbour']);
		const [client, nobody] = [await connect(0), await connect(2)];
		const names = [
			...place.teams.flatMap((team) => [`team.${team}`, `live.${team}`]),
			...place.contents.flatMap(({ ticket, channel, text }) => [ticket, channel, `text.${text}`])
		];
		for (const each of [client, nobody]) {
			const channels = names.map((name) => each.open(name));
			each.control({
				type: 'holds',
				documents: names.map((name) => ({ name: `${name}.1`, rev: 1 }))
			});
			await until(() => channels.every(({ isSynced, closed }) => isSynced || closed !== undefined));
		}
		for (const [index, { ticket }] of place.contents.entries())
			await accept(place.unit, [
				{
					type: 'message.add',
					target: ticket,
					body: { kind: 'note', text: `${MARKS[index]} again` }
				}
			]);
		for (const each of [client, nobody]) {
			each.control({ type: 'ping', sentMs: 1 });
			await until(() => each.controls.some(({ type }) => type === 'pong'));
		}
		const found = async (index: number) => {
			const headers = { cookie: place.people[index]?.cookie ?? '' };
			const url = `${test.address}/api/search?q=${encodeURIComponent('subject:mark')}`;
			return (await fetch(url, { headers })).text();
		};
		const [own, none] = [textOf(client) + (await found(0)), textOf(nobody) + (await found(2))];
		expect(MARKS.map((mark) => own.includes(mark))).toEqual([true, false, false]);
		expect(MARKS.map((mark) => none.includes(mark))).toEqual([false, false, false]);
	});

	it.each([
		[
			'a team goes to another unit',
			{ units: ['harbour', 'mill'] },
			() => accept(place.unit, [teamField(place.teamOf('mill'), 'airport')]),
			['harbour']
		],
		[
			'a unit goes to another region',
			{ regions: ['north'] },
			() => place.move(place.unitEntry('mill', 'south')),
			['harbour']
		],
		[
			'a unit lies nowhere any more',
			{ regions: ['north'] },
			() => place.move(place.unitEntry('mill', null)),
			['harbour']
		],
		[
			'a unit is taken from somebody',
			{ units: ['harbour', 'mill'] },
			() => place.give(0, 'units', ['harbour']),
			['harbour']
		],
		[
			'a region is taken from somebody',
			{ regions: ['north'], units: ['harbour'] },
			() => place.give(0, 'regions', []),
			['harbour']
		]
	] as const)(
		'[SC5, AC7] close the socket and erase where %s',
		async (_what, given, narrow, left) => {
			for (const [field, codes] of Object.entries(given))
				await place.give(0, field as 'units' | 'regions', [...codes]);
			const [client, other] = [await connect(0), await connect(2)];
			const name = `team.${place.teamOf('mill')}`;
			const document = await client.read(name);
			const seen = document.updates.length;
			await narrow();
			expect((await client.ended()).code).toBe(CLOSE.accessChanged);
			expect(document.updates).toHaveLength(seen);
			expect(other.closed).toBeUndefined();
			const again = await connect(0);
			again.control({ type: 'holds', documents: [{ name: `${name}.1`, rev: 1 }] });
			await until(() => again.holdings.length > 0);
			expect(again.holdings[0]).toMatchObject({ erase: [`${name}.1`] });
			expect(await readable(again)).toEqual(left);
		}
	);

	it('[SC5] leave a socket open that loses nothing', async () => {
		await place.give(0, 'units', ['harbour']);
		await place.give(0, 'regions', ['north']);
		const client = await connect(0);
		await place.give(0, 'units', []);
		await place.give(0, 'regions', ['north', 'south']);
		await place.move(place.unitEntry('harbour', 'south'));
		expect(await readable(client)).toEqual(['harbour', 'mill', 'airport']);
		expect(client.closed).toBeUndefined();
	});

	it('[SC3] show nobody as here in a team that they only reach', async () => {
		await place.give(1, 'units', ['harbour']);
		const { hub } = test.server.orgs.get(place.org);
		await connect(1);
		const team = place.teamOf('harbour');
		await accept(place.unit, [
			{
				type: 'team.element',
				target: `team.${team}`,
				body: { set: 'members', element: place.people[0]?.id ?? newId(random), present: true }
			}
		]);
		const client = await connect(0);
		expect((await client.read(`live.${team}`)).closed).toBeUndefined();
		const answer = hub.live.answer(`live.${team}`, () => 0);
		const text = Buffer.concat(answer?.updates ?? []).toString('latin1');
		expect(text).toContain(place.people[0]?.id);
		expect(text).not.toContain(place.people[1]?.id);
	});
});
