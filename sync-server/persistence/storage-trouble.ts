import Sqlite from 'better-sqlite3';

/** Why nothing can be saved: no room, a disk that fails, or a file whose content is broken. */
export type StorageTrouble = 'disk-full' | 'disk-failing' | 'damaged';

/** Nothing can be saved, and nothing is tried for now. */
export class NotSavedError extends Error {
	readonly code: StorageTrouble;

	constructor(code: StorageTrouble) {
		super(`nothing can be saved: ${code}`);
		this.name = 'NotSavedError';
		this.code = code;
	}
}

const BY_CODE: readonly (readonly [RegExp, StorageTrouble])[] = [
	[/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'disk-full'],
	[/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'damaged'],
	[/^(SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|EIO|EROFS|EFBIG)/, 'disk-failing']
];

/** The trouble of the disk that an error tells of; undefined when it is about something else. */
export function storageTrouble(error: unknown): StorageTrouble | undefined {
	const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
	if (!isCoded) return undefined;
	const code = String(error.code);
	if (code.startsWith('SQLITE') && !(error instanceof Sqlite.SqliteError)) return undefined;
	return BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
}

/** Does without a write that may as well be made later; any other error is thrown. */
export function unlessInTrouble<T>(write: () => T, otherwise: T): T {
	try {
		return write();
	} catch (error) {
		if (storageTrouble(error) === undefined) throw error;
		return otherwise;
	}
}
