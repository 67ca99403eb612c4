import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { TeamId } from '#lib/domain/ids.ts';
import { readRich } from '#lib/documents/text-doc.ts';
import { readRefusals } from '#lib/documents/user-doc.ts';
import { plainOf } from '#lib/domain/rich-text.ts';
import { addParagraph } from '../../sync-server/texts/testing.ts';
import { writeUpdate } from '../../sync-server/socket/sync-messages.ts';
import { accept } from '../access/place.ts';
import { muxClient, type MuxClient, type RawChannel } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
const random = seededRandom(3);

beforeAll(async () => {
	test = await startServer();
	const roles = Array.from({ length: 4 }, () => ({ role: 'agent' }));
	desk = await anOrganisation(test, roles, (ids) => [
		{ name: 'One', members: ids, supervisors: [] },
		{ name: 'Two', members: [], supervisors: [] }
	]);
});
afterAll(() => test.remove());

async function sitDown(who: number) {
	const person = desk.people[who] ?? { id: '', org: '', cookie: '' };
	const device = new PaperDevice(person.id, random, Date.now);
	const client = await muxClient(test, person);
	await client.hello(device.device);
	return { person, device, client };
}
type Seat = Awaited<ReturnType<typeof sitDown>>;

/** A ticket with a text that people write its reply in. */
async function aText({ device, client }: Seat) {
	const ticket = `ticket.${device.newId()}` as const;
	const text = device.newId();
	const created = device.change('ticket.create', ticket, {
		team: desk.teams[0] as TeamId,
		subject: 'No network'
	});
	const begun = device.change('ticket.element', ticket, {
		set: 'drafts',
		element: text,
		present: true
	});
	await client.deliver(device.device, [created, begun]);
	return { ticket, text };
}

/** Writes on a copy of what is there, and sends it. */
function writeOn(client: MuxClient, channel: RawChannel, words: string): void {
	const before = Y.encodeStateVector(channel.doc);
	addParagraph(channel.doc, words);
	client.say(channel, writeUpdate(Y.encodeStateAsUpdate(channel.doc, before)));
}

const words = (channel: RawChannel) => plainOf(readRich(channel.doc));

describe('a text on the server', () => {
	it('[TX7] is not there before somebody begins it', async () => {
		const { client, device } = await sitDown(0);
		const channel = await client.read(`text.${device.newId()}`);
		expect(channel.closed?.code).toBe(4403);
		client.end();
	});

	it('[TX4] [TX5] is written by several, and read by who comes later', async () => {
		const [ann, ben] = [await sitDown(0), await sitDown(1)];
		const { text } = await aText(ann);
		const [mine, theirs] = [
			await ann.client.read(`text.${text}`),
			await ben.client.read(`text.${text}`)
		];
		writeOn(ann.client, mine, 'From Ann');
		writeOn(ben.client, theirs, 'From Ben');
		await until(() => words(mine) === words(theirs) && words(mine).includes('Ben'));
		const cleo = await sitDown(2);
		expect(words(await cleo.client.read(`text.${text}`))).toBe(words(mine));
		for (const { client } of [ann, ben, cleo]) client.end();
	});

	it('[TX7] is taken from who may no longer write in its ticket', async () => {
		const [ann, ben] = [await sitDown(0), await sitDown(3)];
		const { ticket, text } = await aText(ann);
		const theirs = await ben.client.read(`text.${text}`);
		expect(theirs.opened).toBeDefined();
		const { ticket: other } = await aText(ann);
		// A ticket that goes to another team leaves those who are not on it.
		await accept(desk.unit, [
			{ type: 'ticket.transfer', target: ticket, body: { team: desk.teams[1] ?? '' } },
			{ type: 'ticket.field', target: other, body: { field: 'subject', value: 'Another' } }
		]);
		await until(() => theirs.closed !== undefined);
		expect(theirs.closed?.code).toBe(4403);
		expect((await ben.client.read(`text.${text}`)).closed?.code).toBe(4403);
		for (const { client } of [ann, ben]) client.end();
	});

	it('[TX7] is a draft of an article for those who write articles', async () => {
		const [ann, ben] = [await sitDown(0), await sitDown(2)];
		const [article, text] = [ann.device.newId(), ann.device.newId()];
		const target = `article.${article}` as const;
		const created = ann.device.change('article.create', target, { title: 'Lift', language: 'en' });
		const body = { set: 'drafts', element: text, present: true } as const;
		const begun = ann.device.change('article.element', target, body);
		await ann.client.deliver(ann.device.device, [created, begun]);
		const [mine, theirs] = [
			await ann.client.read(`text.${text}`),
			await ben.client.read(`text.${text}`)
		];
		writeOn(ann.client, mine, 'Press the button.');
		await until(() => words(theirs) === 'Press the button.');
		await accept(desk.unit, [
			{
				type: 'person.field',
				target: `person.${ben.person.id}`,
				body: { field: 'role', value: 'field-agent' }
			}
		]);
		await until(() => theirs.closed !== undefined || ben.client.closed !== undefined);
		const again = await sitDown(2);
		expect((await again.client.read(`text.${text}`)).closed?.code).toBe(4403);
		for (const { client } of [ann, ben, again]) client.end();
	});

	it('[TX8] is sent once by those who press at the same moment', async () => {
		for (let round = 0; round < 10; round += 1) {
			const [ann, ben] = [await sitDown(0), await sitDown(1)];
			const { ticket, text } = await aText(ann);
			const send = ({ device, client }: Seat, said: string) => {
				const body = { kind: 'public', text: said, head: null, hold: true, draft: text } as const;
				return client.deliver(device.device, [device.change('message.add', ticket, body)], 2);
			};
			await Promise.all([send(ann, 'Ours, says Ann'), send(ben, 'Ours, says Ben')]);
			const { head } = desk.unit.world.entities.get(ticket);
			expect(Object.keys(head).filter((key) => key.startsWith('sent/'))).toHaveLength(1);
			expect(desk.unit.world.entities.get(ticket).thread.seq).toBe(1);
			const sender = (head[`sent/${text}`]?.[0] as { by: string }).by;
			const loser = sender === ann.person.id ? ben : ann;
			const mine = await loser.client.read(`user.${loser.person.id}`);
			const refusal = [...readRefusals(mine.doc).values()].at(-1);
			expect(refusal).toMatchObject({ reason: 'sent', detail: { by: sender } });
			for (const { client } of [ann, ben]) client.end();
		}
	});
});
