import { newId } from '#lib/domain/ids.ts';
import { LARGEST_FILE } from '#lib/protocol/uploads.ts';
import { Cached } from '#lib/reactive/cached.ts';
import { readFile } from './read-file.ts';
import { browserEnvironment } from '#lib/sync/browser.ts';
import { Election } from '#lib/sync/election.ts';
import { FileStore, type FileRecord } from '#lib/sync/files/file-store.ts';
import { Uploads } from '#lib/sync/files/uploads.ts';
import { Line } from '#lib/sync/line-state.ts';
import type { AddProblem, FilesHere } from './files-here.ts';
import { dropOld, keepUnsent, whenSent } from './kept-files.ts';
import { sentFileOf } from './named-file.ts';

/** The files of one requester on this device: loaded when the first one is added; `root` takes them. */
export function openRequesterFiles(device: string, root: string): FilesHere {
	const environment = browserEnvironment();
	const store = new FileStore(environment, device);
	const line = new Line(environment);
	const election = new Election(environment.locks, device);
	const uploads = new Uploads({ environment, store, line, election, root });
	const records = new Cached(() => store.all(), store.onChange);
	const threadOf = (request: string) => `ticket.${request}`;
	const drafts = (request: string): FileRecord[] =>
		records.value
			.filter(({ state, thread }) => state === 'draft' && thread === threadOf(request))
			.sort((a, b) => a.addedMs - b.addedMs);
	const stop = () => {
		uploads.stop();
		election.resign();
		records.stop();
	};
	void dropOld(store, environment.now());
	return {
		get waiting() {
			return records.value.filter(({ state }) => state === 'waiting').length;
		},
		get hasDrafts() {
			return records.value.some(({ state }) => state === 'draft');
		},
		get: (id) => records.value.find((record) => record.id === id),
		drafts,
		add: (request, file, name) =>
			addTo(store, environment, { thread: threadOf(request), file, name }),
		take(request) {
			const taken = drafts(request);
			for (const { id } of taken) void store.update(id, { state: 'waiting' });
			return taken.map(sentFileOf);
		},
		retry: (id) => store.update(id, { state: 'waiting', problem: null, sent: 0 }),
		remove: (id) => store.remove(id),
		bytes: (id) => store.bytes(id).catch(() => undefined),
		setOnline(isOnline) {
			if (isOnline && line.state.kind !== 'connected') line.connected();
			else if (!isOnline) line.stopped();
		},
		stop() {
			stop();
			void store.close();
		},
		whenSent: () => whenSent(store, environment.timers),
		async rest() {
			stop();
			await keepUnsent(store);
			await store.close();
		},
		async erase() {
			stop();
			await store.erase().catch(() => undefined);
		}
	};
}

/** Takes a file up as a part of words that are not sent yet. */
async function addTo(
	store: FileStore,
	{ random, now }: ReturnType<typeof browserEnvironment>,
	{ thread, file, name }: { readonly thread: string; readonly file: Blob; readonly name: string }
): Promise<AddProblem | null> {
	if (file.size === 0) return 'empty';
	if (file.size > LARGEST_FILE) return 'too-large';
	const place = { id: newId(random), thread, name, addedMs: now() };
	const read = await readFile(file, place).catch(() => undefined);
	if (read === undefined) return 'unreadable';
	return store.add(read.record, read.bytes).then(
		() => null,
		() => 'full' as const
	);
}
