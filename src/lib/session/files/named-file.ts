import { MOST_THUMBS, type Attachment } from '#lib/domain/ticket/attachment.ts';
import type { SentFile } from '#lib/protocol/portal.ts';
import type { FileRecord } from '#lib/sync/files/file-store.ts';

/** As it is announced to the server, the `index`th of its message; of many, the first are also shown small in it. */
export function sentFileOf(
	{ id, name, type, size, sha256, thumb }: FileRecord,
	index: number
): SentFile {
	const isSmallToo = thumb !== undefined && index < MOST_THUMBS;
	return { id, name, type, size, sha256, ...(isSmallToo && { thumb }) };
}

/** As a message of the staff names it. */
export function attachmentOf(record: FileRecord, index: number): Attachment {
	return { ...sentFileOf(record, index), role: 'file' };
}
