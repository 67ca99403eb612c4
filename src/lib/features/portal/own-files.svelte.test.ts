import { describe, expect, it } from 'vitest';
import type { FileRecord } from '#lib/sync/files/file-store.ts';
import type { AddProblem, FilesHere } from '#lib/session/files/files-here.ts';
import { Kept, type KeptStore } from './kept.ts';
import { OwnFiles } from './own-files.svelte.ts';

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

/** A device that keeps files in memory. */
class Device implements FilesHere {
	records: FileRecord[] = [];
	isOnline: boolean | null = null;
	ended: 'stopped' | 'rested' | 'erased' | null = null;
	readonly waiting = 0;
	readonly hasDrafts = false;
	whenSent = () => Promise.resolve(true);
	get = (id: string) => this.records.find((one) => one.id === id);
	drafts = () => this.records;
	bytes = () => Promise.resolve(undefined);
	retry = () => Promise.resolve();
	remove = () => Promise.resolve();
	async add(request: string, file: Blob, name: string): Promise<AddProblem | null> {
		if (file.size === 0) return 'empty';
		const facts = { thread: `ticket.${request}`, name, type: file.type, size: file.size };
		const rest = { sha256: '', state: 'draft', sent: 0, problem: null, addedMs: 1 } as const;
		this.records = [...this.records, { id: name, ...facts, ...rest }];
		return null;
	}
	take() {
		return this.records.map(({ id, name, type, size, sha256 }) => ({
			id,
			name,
			type,
			size,
			sha256
		}));
	}
	setOnline(isOnline: boolean) {
		this.isOnline = isOnline;
	}
	stop() {
		this.ended = 'stopped';
	}
	async rest() {
		this.ended = 'rested';
	}
	async erase() {
		this.ended = 'erased';
	}
}

describe('the files of a requester', () => {
	it('load what they need with the first of them, and at once when there are some', async () => {
		const kept = new Kept(aStore(), 'hannah');
		let opened = 0;
		const device = new Device();
		const open = async () => ((opened += 1), device);
		const files = new OwnFiles(kept, open);
		expect([opened, files.here, files.take('request')]).toEqual([0, null, []]);
		files.setOnline(false);
		await files.add('request', [{ file: new Blob(['a']), name: 'a.png' }]);
		expect([opened, device.isOnline]).toEqual([1, false]);
		expect(files.take('request').map(({ name }) => name)).toEqual(['a.png']);
		expect(new OwnFiles(kept, open).here).toBeNull();
		expect(opened).toBe(2);
	});

	it('belong to a request that has its id before it is sent', () => {
		const kept = new Kept(aStore(), 'hannah');
		const files = new OwnFiles(kept, () => Promise.reject(new Error('none')));
		expect(files.draftId).toBeNull();
		files.beginDraft('first');
		expect(new OwnFiles(kept, () => Promise.reject(new Error('none'))).draftId).toBe('first');
		files.endDraft();
		expect(files.draftId).toBeNull();
	});

	it('are being added until the last of them is read, and what could not be is named', async () => {
		const device = new Device();
		const files = new OwnFiles(new Kept(aStore(), 'hannah'), () => Promise.resolve(device));
		const [file, none] = [new Blob(['a']), new Blob()];
		const adding = files.add('request', [
			{ file, name: 'a.png' },
			{ file: none, name: 'none.png' },
			{ file, name: 'b.png' }
		]);
		expect([files.isAdding('request'), files.isAdding('another')]).toEqual([true, false]);
		expect(await adding).toEqual([{ name: 'none.png', problem: 'empty' }]);
		expect(files.isAdding('request')).toBe(false);
		expect(files.take('request').map(({ name }) => name)).toEqual(['a.png', 'b.png']);
	});

	it('are taken at the next try when what they need could not be loaded', async () => {
		const opened = [Promise.reject(new Error('no network')), Promise.resolve(new Device())];
		const files = new OwnFiles(new Kept(aStore(), 'hannah'), () => {
			const next = opened.shift();
			if (next === undefined) throw new Error('opened once more');
			return next;
		});
		const one = [{ file: new Blob(['a']), name: 'a.png' }];
		expect(await files.add('request', one)).toEqual([{ name: 'a.png', problem: 'unreadable' }]);
		expect(await files.add('request', one)).toEqual([]);
	});

	it('go with whoever signs out, unless what waits is kept', async () => {
		for (const [isKept, ended] of [
			[true, 'rested'],
			[false, 'erased']
		] as const) {
			const kept = new Kept(aStore(), 'hannah');
			const device = new Device();
			const files = new OwnFiles(kept, () => Promise.resolve(device));
			await files.add('request', [{ file: new Blob(['a']), name: 'a.png' }]);
			await files.leave(isKept);
			expect([device.ended, files.here]).toEqual([ended, null]);
			expect(kept.read('files')).toBe(isKept ? true : null);
		}
	});
});
