import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertPragmas, openDatabase, StorageError, type Migration } from './sqlite.ts';

const first: Migration = { number: 1, name: 'things', up: 'create table things (id text) strict' };
const second: Migration = {
	number: 2,
	name: 'a thing',
	up: (database) => database.prepare('insert into things values (?)').run('a')
};

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'offhook-sqlite-'));
	path = join(folder, 'deep', 'file.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

function codeOf(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		if (error instanceof StorageError) return error.code;
		throw error;
	}
	return 'no error';
}

describe('opening a database', () => {
	it('makes the folder and sets every pragma the promises rest on', () => {
		const database = openDatabase(path, []);
		const read = (name: string) => database.pragma(name, { simple: true });
		expect(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'].map(read)).toEqual([
			'wal',
			2,
			1,
			1
		]);
		database.close();
	});

	it('notices a connection that lost a pragma', () => {
		const database = openDatabase(path, []);
		database.pragma('synchronous = OFF');
		expect(codeOf(() => assertPragmas(database, path))).toBe('pragma-refused');
		database.close();
	});

	it('says which file cannot be opened', () => {
		expect(codeOf(() => openDatabase(folder, []))).toBe('cannot-open');
	});
});

describe('migrating', () => {
	it('runs each step once, in order, also over several starts', () => {
		openDatabase(path, [first]).close();
		openDatabase(path, [first, second]).close();
		const database = openDatabase(path, [first, second]);
		expect(database.prepare('select id from things').pluck().all()).toEqual(['a']);
		expect(database.pragma('user_version', { simple: true })).toBe(2);
		database.close();
	});

	it('leaves the file as it was when a step fails half-way', () => {
		openDatabase(path, [first]).close();
		const broken: Migration = {
			number: 2,
			name: 'broken',
			up: 'create table other (id text); create table things (id text)'
		};
		expect(codeOf(() => openDatabase(path, [first, broken]))).toBe('migration-failed');
		const database = openDatabase(path, [first]);
		expect(
			database.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
		).toEqual(['things']);
		database.close();
	});

	it('refuses a file of a newer version and steps out of order', () => {
		openDatabase(path, [first, second]).close();
		expect(codeOf(() => openDatabase(path, [first]))).toBe('made-by-newer-version');
		expect(codeOf(() => openDatabase(path, [second]))).toBe('bad-migrations');
	});
});
