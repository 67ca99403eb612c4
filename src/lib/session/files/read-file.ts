import { TEXT_LIMITS } from '#lib/domain/changes/bodies.ts';
import type { FileRecord } from '#lib/sync/files/file-store.ts';
import { hashOf } from './hash.ts';
import { shrinkPicture } from './shrink.ts';
import { thumbOf } from './thumb.ts';
import { typeOf } from './sniff.ts';

type Place = Pick<FileRecord, 'id' | 'thread' | 'name' | 'addedMs'>;

/** Takes a file in as it will be sent: with its true type, and not larger than a screen needs it. */
export async function readFile(
	file: Blob,
	{ id, thread, name, addedMs }: Place
): Promise<{ readonly record: FileRecord; readonly bytes: Blob }> {
	const type = await typeOf(file);
	// Held in memory by now: the file may be changed or gone on the disk when it is sent.
	const drawn = await shrinkPicture(file, type);
	const bytes = new Blob([await drawn.arrayBuffer()], { type });
	const thumb = await thumbOf(bytes, type);
	const record: FileRecord = {
		id,
		thread,
		name: plainName(name),
		type,
		size: bytes.size,
		sha256: await hashOf(bytes),
		...(thumb !== undefined && { thumb }),
		state: 'draft',
		sent: 0,
		problem: null,
		addedMs
	};
	return { record, bytes };
}

/** A name without what nobody can see, and not longer than a message may say. */
function plainName(name: string): string {
	const plain = name.replace(/\p{Cc}/gu, '').trim();
	if (plain.length <= TEXT_LIMITS.fileName) return plain === '' ? 'file' : plain;
	const ending = /\.[^.]{1,12}$/.exec(plain)?.[0] ?? '';
	return plain.slice(0, TEXT_LIMITS.fileName - ending.length).toWellFormed() + ending;
}
