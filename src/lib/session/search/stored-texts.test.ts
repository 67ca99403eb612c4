import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { writePatches } from '#lib/documents/records.ts';
import type { Json } from '#lib/domain/json.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { ANYTHING } from '#lib/domain/query/query.ts';
import { answered, databaseName, listDatabases, openDatabase } from '#lib/sync/databases.ts';
import { StoredTexts } from './stored-texts.ts';
import { TextIndex } from './text-index.ts';

const device = 'd000000000000000';
const id = 'a'.repeat(26);
const stamp = '000000001000000000000000000';

async function put(
	factory: IDBFactory,
	name: string,
	[store, key]: readonly [store: string, key: string],
	value: unknown
) {
	const stores = name === 'device' ? ['documents', 'facts'] : ['updates', 'custom'];
	const database = await openDatabase(factory, databaseName(device, name), stores);
	await answered(database.transaction(store, 'readwrite').objectStore(store).put(value, key));
	database.close();
}

/** A ticket's document as the app keeps it, with one message. */
async function keepTicket(factory: IDBFactory, rev: number, text: string, retracted = false) {
	const doc = new Y.Doc();
	const cells: Record<string, Json> = {
		created: [null, stamp],
		subject: ['Lift stuck', stamp],
		team: ['t'.repeat(26), stamp],
		'm/1': [{ by: 'p'.repeat(26), kind: 'public' }, stamp],
		'm/1/text': [text, stamp],
		...(retracted && { 'm/1/retracted': [true, stamp] })
	};
	const patches = Object.entries(cells).map(([key, value]) => ({ root: 'cells', key, value }));
	writePatches(doc, patches, null);
	await put(factory, `ticket.${id}.1`, ['updates', 'all'], Y.encodeStateAsUpdate(doc));
	const record = { name: `ticket.${id}`, generation: 1, rev, lastUsedMs: 0, lastLiveMs: null };
	await put(factory, 'device', ['documents', record.name], record);
}

async function searched(factory: IDBFactory) {
	const index = new TextIndex();
	const texts = new StoredTexts(factory, device, index);
	await texts.open();
	const found = (words: string) => {
		const asked = parseQuery(words);
		const query = asked.ok ? asked.query : ANYTHING;
		const place = {
			me: '',
			nowMs: 0,
			timeZone: 'UTC',
			levels: {},
			promises: { entries: [], teams: [] },
			marks: new Map()
		};
		return index.find({ query, ...place }, 5).map((one) => one.subject);
	};
	return { index, texts, found };
}

describe('what was written in the tickets on this device', () => {
	it('is found, and found again at the next start without reading the documents', async () => {
		const factory = new IDBFactory();
		await keepTicket(factory, 3, 'Between two floors.');
		const first = await searched(factory);
		await first.texts.refresh();
		expect(first.found('floors')).toEqual(['Lift stuck']);
		const second = await searched(factory);
		expect(second.found('FLOORS')).toEqual(['Lift stuck']);
	});

	it('follows the document, and says nothing of what was retracted', async () => {
		const factory = new IDBFactory();
		await keepTicket(factory, 3, 'first words');
		const { texts, found } = await searched(factory);
		expect(await texts.refresh()).toBe(true);
		expect(await texts.refresh()).toBe(false);
		await keepTicket(factory, 4, 'other words');
		expect(await texts.refresh()).toBe(true);
		expect([found('first'), found('other')]).toEqual([[], ['Lift stuck']]);
		await keepTicket(factory, 5, 'other words', true);
		await texts.refresh();
		expect(found('other')).toEqual([]);
	});

	it('goes when the document goes, also while nobody searched', async () => {
		const factory = new IDBFactory();
		await keepTicket(factory, 3, 'secret');
		const first = await searched(factory);
		await first.texts.refresh();
		first.texts.erase(id);
		expect(first.found('secret')).toEqual([]);
		expect((await searched(factory)).found('secret')).toEqual([]);

		await (await searched(factory)).texts.refresh();
		const database = await openDatabase(factory, databaseName(device, 'device'), []);
		const documents = database.transaction('documents', 'readwrite').objectStore('documents');
		await answered(documents.delete(`ticket.${id}`));
		database.close();
		const last = await searched(factory);
		expect(last.found('secret')).toEqual(['Lift stuck']);
		expect(await last.texts.refresh()).toBe(true);
		expect(last.found('secret')).toEqual([]);
	});

	it('goes when the document goes while it is being read', async () => {
		const factory = new IDBFactory();
		await keepTicket(factory, 3, 'secret');
		const { texts, found } = await searched(factory);
		const open = factory.open.bind(factory);
		factory.open = (name, version) => {
			if (name === databaseName(device, `ticket.${id}.1`)) texts.erase(id);
			return open(name, version);
		};
		await texts.refresh();
		expect(found('secret')).toEqual([]);
		expect((await searched(factory)).found('secret')).toEqual([]);
	});

	it('makes no database of a document by looking for it', async () => {
		const factory = new IDBFactory();
		const record = { name: `ticket.${id}`, generation: 1, rev: 1, lastUsedMs: 0, lastLiveMs: null };
		await put(factory, 'device', ['documents', record.name], record);
		const { texts } = await searched(factory);
		expect(await texts.refresh()).toBe(false);
		expect(await listDatabases(factory, databaseName(device, 'ticket'))).toEqual([]);
	});
});
