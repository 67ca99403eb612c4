import { openDatabase, type Migration } from './sqlite.ts';

/** A file that somebody sends, or has sent, for a message of theirs. */
export interface UploadRow {
	readonly person: string;
	/** The id that the message gives the file. */
	readonly id: string;
	readonly thread: string;
	readonly sha256: string;
	readonly size: number;
	readonly type: string;
	readonly createdMs: number;
	readonly isDone: boolean;
}

/** Who has sent which file to where: only those have a right to see it there. */
export interface UploadStore {
	find(person: string, id: string): UploadRow | undefined;
	create(row: Omit<UploadRow, 'isDone'>): void;
	finish(person: string, id: string): void;
	remove(person: string, id: string): void;
	/** What a person has announced since then, finished or not. */
	announced(person: string, sinceMs: number): { readonly files: number; readonly bytes: number };
	/** Whether somebody has sent these bytes as this file of this thread. */
	has(file: Pick<UploadRow, 'thread' | 'id' | 'sha256'>): boolean;
	/** Uploads begun before then and never finished. */
	abandoned(beforeMs: number): UploadRow[];
	close(): void;
}

const MIGRATIONS: readonly Migration[] = [
	{
		number: 1,
		name: 'uploads',
		up: `
			create table uploads (
				person text not null, id text not null, thread text not null, sha256 text not null,
				size integer not null, type text not null, created_ms integer not null,
				done integer not null default 0,
				primary key (person, id)
			) strict, without rowid;
			create index uploads_by_file on uploads (id, thread);
			create index uploads_by_time on uploads (person, created_ms);
		`
	}
];

const COLUMNS = 'person, id, thread, sha256, size, type, created_ms as createdMs, done';
type Raw = Omit<UploadRow, 'isDone'> & { done: number };
const toRow = ({ done, ...row }: Raw): UploadRow => ({ ...row, isDone: done === 1 });

/** Opens the file in which an organisation's uploads are remembered. */
export function openUploads(path: string): UploadStore {
	const database = openDatabase(path, MIGRATIONS);
	const one = database.prepare<[string, string], Raw>(
		`select ${COLUMNS} from uploads where person = ? and id = ?`
	);
	const insert = database.prepare(
		`insert into uploads (person, id, thread, sha256, size, type, created_ms)
		values (@person, @id, @thread, @sha256, @size, @type, @createdMs)`
	);
	const finish = database.prepare<[string, string]>(
		'update uploads set done = 1 where person = ? and id = ?'
	);
	const remove = database.prepare<[string, string]>(
		'delete from uploads where person = ? and id = ?'
	);
	const announced = database.prepare<[string, number], { files: number; bytes: number }>(
		`select count(*) as files, coalesce(sum(size), 0) as bytes from uploads
		where person = ? and created_ms >= ?`
	);
	const has = database.prepare<[string, string, string], { done: number }>(
		'select done from uploads where id = ? and thread = ? and sha256 = ? and done = 1 limit 1'
	);
	const abandoned = database.prepare<[number], Raw>(
		`select ${COLUMNS} from uploads where done = 0 and created_ms < ? limit 1000`
	);
	return {
		find(person, id) {
			const raw = one.get(person, id);
			return raw && toRow(raw);
		},
		create: (row) => void insert.run(row),
		finish: (person, id) => void finish.run(person, id),
		remove: (person, id) => void remove.run(person, id),
		announced: (person, sinceMs) => announced.get(person, sinceMs) ?? { files: 0, bytes: 0 },
		has: ({ id, thread, sha256 }) => has.get(id, thread, sha256) !== undefined,
		abandoned: (beforeMs) => abandoned.all(beforeMs).map(toRow),
		close: () => void database.close()
	};
}
