import { expect, it } from 'vitest';
import type { RequestAnswer, RequestMessage } from '#lib/protocol/portal.ts';
import { Kept, type KeptStore } from './kept.ts';
import { SeenReceipts } from './seen-receipts.ts';

function aStore(): KeptStore {
	const entries = new Map<string, string>();
	return {
		get length() {
			return entries.size;
		},
		key: (index) => [...entries.keys()][index] ?? null,
		getItem: (key) => entries.get(key) ?? null,
		setItem: (key, value) => void entries.set(key, value),
		removeItem: (key) => void entries.delete(key)
	};
}

const said = (id: string, mine: boolean): RequestMessage => ({
	...{ id, mine, name: null, atMs: 1, text: id, edited: false, retracted: false, files: [] }
});
const answer = (messages: RequestMessage[], more: Partial<RequestAnswer> = {}): RequestAnswer => ({
	...{ id: 'r', number: 1, subject: 'The lift', createdMs: 1, last: null, rating: null },
	...{ events: [], words: {}, cut: false, messages },
	status: { class: 'open', code: 'new', names: {} },
	...more
});
const settled = () => new Promise((done) => setTimeout(done));

function aDevice(store = aStore()) {
	const told: string[] = [];
	let isOnline = true;
	const receipts = new SeenReceipts(new Kept(store, 'rita'), async (request, message) => {
		if (isOnline) told.push(`${request} ${message}`);
		return isOnline;
	});
	return { told, receipts, setOnline: (next: boolean) => (isOnline = next), store };
}

it('tells of each answer once, and of nothing that one said oneself', async () => {
	const { told, receipts } = aDevice();
	receipts.note(answer([said('a', true)]));
	receipts.note(answer([said('a', true), said('b', false)]));
	await settled();
	receipts.note(answer([said('a', true), said('b', false), said('c', true)]));
	await settled();
	expect(told).toEqual(['r b']);
});

it('tells once more where one sees how to rate it', async () => {
	const { told, receipts } = aDevice();
	const done = { status: { class: 'done', code: 'solved', names: {} } } as const;
	receipts.note(answer([said('a', true)], done));
	await settled();
	receipts.note(answer([said('a', true)], done));
	receipts.note(answer([said('a', true)], { ...done, rating: { stars: 5, solved: true } }));
	await settled();
	expect(told).toEqual(['r a']);
});

it('tells later what it cannot tell now, also after a visit, and only the newest', async () => {
	const first = aDevice();
	first.setOnline(false);
	first.receipts.note(answer([said('b', false)]));
	first.receipts.note(answer([said('b', false), said('c', false)]));
	await settled();
	const again = aDevice(first.store);
	await again.receipts.send();
	await again.receipts.send();
	expect([first.told, again.told]).toEqual([[], ['r c']]);
});
