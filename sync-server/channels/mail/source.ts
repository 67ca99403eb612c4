import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { latin1 } from './charsets.ts';
import { parseMailDate } from './dates.ts';
import { readEntry, scanMbox, unwrapMboxEntry, type MailEntry } from './mbox.ts';

export type SourceKind = 'mbox' | 'eml';

/** What it takes to find a message again. */
export type MailPlace = Pick<MailEntry, 'name' | 'offset' | 'length'>;

/** Where messages come from. Entries are found once; each can be read at any later time. */
export interface MailSource {
	readonly totalBytes: number;
	/** Changes when the files do, so that remembered positions are not used on another file. */
	readonly mark: string;
	entries(nowMs: number): AsyncGenerator<MailEntry>;
	/** The message's bytes, without what the source has put around them. */
	read(entry: MailPlace): Promise<Buffer>;
	/** The bytes as they lie there, however many. */
	stream(entry: MailPlace): AsyncIterable<Uint8Array>;
	/** When it was sent, by its header alone. */
	peekDate(entry: MailEntry, nowMs: number): Promise<number | undefined>;
	close(): Promise<void>;
}

const HEADER_PEEK = 16 * 1024;

/** Opens an mbox file or a folder of .eml files. */
export function openSource(kind: SourceKind, path: string): Promise<MailSource> {
	return kind === 'mbox' ? openMbox(path) : openFolder(path);
}

async function openMbox(path: string): Promise<MailSource> {
	const file = await open(path, 'r');
	const { size, mtimeMs } = await file.stat();
	return {
		totalBytes: size,
		mark: `${size} ${Math.trunc(mtimeMs)}`,
		entries: (nowMs) => scanMbox(file, size, nowMs),
		read: async (entry) => unwrapMboxEntry(await readEntry(file, entry)),
		stream: ({ offset, length }) =>
			createReadStream(path, { start: offset, end: offset + length - 1 }),
		async peekDate(entry, nowMs) {
			const length = Math.min(entry.length, HEADER_PEEK);
			const head = await readEntry(file, { ...entry, length });
			return dateIn(head, nowMs) ?? entry.envelopeMs;
		},
		close: () => file.close()
	};
}

async function openFolder(folder: string): Promise<MailSource> {
	const entries = await findMessages(folder);
	const totalBytes = entries.reduce((sum, entry) => sum + entry.length, 0);
	return {
		totalBytes,
		mark: `${entries.length} ${totalBytes}`,
		async *entries() {
			yield* entries;
		},
		read: (entry) => readFile(join(folder, entry.name)),
		stream: (entry) => createReadStream(join(folder, entry.name)),
		async peekDate(entry, nowMs) {
			const file = await open(join(folder, entry.name), 'r');
			try {
				return dateIn(await readEntry(file, { ...entry, length: HEADER_PEEK }), nowMs);
			} finally {
				await file.close();
			}
		},
		close: async () => undefined
	};
}

/** Every .eml file below a folder, in the order of their names. Links are not followed. */
async function findMessages(folder: string): Promise<MailEntry[]> {
	const found = await readdir(folder, { withFileTypes: true, recursive: true });
	const names = found
		.filter((item) => item.isFile() && item.name.toLowerCase().endsWith('.eml'))
		.map((item) => relative(folder, join(item.parentPath, item.name)))
		.sort();
	const entries: MailEntry[] = [];
	for (const name of names) {
		const { size } = await stat(join(folder, name));
		entries.push({ name, offset: 0, length: size });
	}
	return entries;
}

function dateIn(head: Uint8Array, nowMs: number): number | undefined {
	const header = latin1(head).split(/\r?\n\r?\n/, 1)[0] ?? '';
	const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
	const date = /^date:(.*)$/im.exec(unfolded)?.[1];
	const received = /^received:.*;(.*)$/im.exec(unfolded)?.[1];
	return parseMailDate(date, nowMs) ?? parseMailDate(received, nowMs);
}
