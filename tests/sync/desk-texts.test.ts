import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addWords } from '#lib/documents/write-rich.ts';
import { textFragment } from '#lib/documents/text-doc.ts';
import { entityRef, type EntityRef, type TeamId } from '#lib/domain/ids.ts';
import { plainOf } from '#lib/domain/rich-text.ts';
import { TextView } from '#lib/session/desk/texts.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { databaseName, listDatabases } from '#lib/sync/databases.ts';
import { accept } from '../access/place.ts';
import { openTestDesk, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
	const roles = Array.from({ length: 2 }, () => ({ role: 'agent' }));
	org = await anOrganisation(test, roles, (ids) => [
		{ name: 'One', members: ids, supervisors: [] },
		{ name: 'Two', members: [], supervisors: [] }
	]);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

async function sitDown(index: number) {
	const person = org.people[index];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, 'agent', { wire: new Wire() });
	open.push(made.desk);
	await until(() => made.desk.ready);
	return made;
}
type Made = Awaited<ReturnType<typeof sitDown>>;

/** A reply that is written together, with words that the server has. */
async function aReply({ desk, wire }: Made) {
	const ticket = entityRef('ticket', desk.newId());
	const id = desk.newId();
	desk.change('ticket.create', ticket, { team: org.teams[0] as TeamId, subject: 'No network' });
	desk.change('ticket.element', ticket, { set: 'drafts', element: id, present: true });
	await until(() => desk.waiting === 0);
	const text = new TextView(desk.texts, id, ticket);
	await text.opened;
	addWords(text.doc, 'From the office');
	await until(() => text.state === 'saved' && desk.waitingTexts === 0);
	return { ticket, id, text, wire };
}

async function wordsFor(
	index: number,
	id: string,
	ticket: EntityRef,
	wanted: (words: string) => boolean
) {
	const { desk } = await sitDown(index);
	const text = new TextView(desk.texts, id, ticket);
	await until(() => wanted(plainOf(text.rich)));
	text.close();
}

async function leaveTheScreen(text: TextView): Promise<void> {
	await text.flushed();
	text.close();
}

const textsOf = ({ device }: Made) => listDatabases(indexedDB, databaseName(device.id, 'text.'));

describe('what was written together without a network', () => {
	it('gets to the server on return, though nobody opens its ticket again', async () => {
		const alice = await sitDown(0);
		const { ticket, id, text, wire } = await aReply(alice);
		wire.cut();
		addWords(text.doc, 'From the train');
		await until(() => alice.desk.waitingTexts === 1);
		await leaveTheScreen(text);
		await alice.desk.close();
		const again = await sitDown(0);
		await wordsFor(1, id, ticket, (words) => words.includes('From the train'));
		await until(() => again.desk.waitingTexts === 0);
	});

	it('gets there in the same visit, and what was deleted is gone there too', async () => {
		const alice = await sitDown(0);
		const { ticket, id, text, wire } = await aReply(alice);
		wire.cut();
		textFragment(text.doc).delete(0, textFragment(text.doc).length);
		await leaveTheScreen(text);
		expect(alice.desk.waitingTexts).toBe(1);
		wire.join();
		await until(() => alice.desk.waitingTexts === 0);
		const bob = await sitDown(1);
		const theirs = new TextView(bob.desk.texts, id, ticket);
		await until(() => theirs.state === 'saved');
		expect(plainOf(theirs.rich)).toBe('');
		theirs.close();
	});

	it('is sent before the device is left, and nothing of it stays there', async () => {
		const alice = await sitDown(0);
		const { ticket, id, text, wire } = await aReply(alice);
		wire.cut();
		addWords(text.doc, 'Last words');
		await leaveTheScreen(text);
		wire.join();
		expect(await alice.desk.leave('send')).toBe('left');
		expect(await textsOf(alice)).toEqual([]);
		await wordsFor(1, id, ticket, (words) => words.includes('Last words'));
	});

	it('stays sealed when it is to be kept, and goes on the next visit; the rest does not stay', async () => {
		const alice = await sitDown(0);
		const saved = await aReply(alice);
		saved.text.close();
		const { ticket, id, text, wire } = await aReply(alice);
		wire.cut();
		addWords(text.doc, 'Kept words');
		await text.flushed();
		expect(await alice.desk.leave('keep')).toBe('left');
		expect(await textsOf(alice)).toEqual([databaseName(alice.device.id, `text.${id}`)]);
		await sitDown(0);
		await wordsFor(1, id, ticket, (words) => words.includes('Kept words'));
	});

	it('is forgotten when everything here is', async () => {
		const alice = await sitDown(0);
		const { text, wire } = await aReply(alice);
		wire.cut();
		addWords(text.doc, 'Never said');
		await text.flushed();
		expect(await alice.desk.leave('discard')).toBe('left');
		expect(await textsOf(alice)).toEqual([]);
	});
});

it('a text goes from the device with the ticket it belongs to', async () => {
	const [alice, bob] = [await sitDown(0), await sitDown(1)];
	const { ticket, id } = await aReply(alice);
	const thread = openThread(bob.desk.threads, ticket as `ticket.${string}`);
	await until(() => thread.ticket !== undefined);
	const text = new TextView(bob.desk.texts, id, ticket);
	await until(() => plainOf(text.rich) !== '');
	await leaveTheScreen(text);
	await accept(org.unit, [
		{ type: 'ticket.transfer', target: ticket, body: { team: org.teams[1] ?? '' } }
	]);
	await until(() => thread.status === 'forbidden');
	await until(() => bob.device.store.fact(`text/${id}`) === undefined);
	expect(await textsOf(bob)).not.toContain(databaseName(bob.device.id, `text.${id}`));
	thread.close();
});
