import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';

/** How many images are opened for one that is also rebuilt from its log. */
const REBUILT_OF = 25;

/**
 * The server's file and its log of writes as they lie on the disk at the moment of a commit: what a
 * machine that loses its power right then finds when it starts again.
 */
export class CrashImages {
	readonly #org: string;
	readonly #file: string;
	#taken = 0;
	readonly problems: string[] = [];

	constructor(org: string, file: string) {
		this.#org = org;
		this.#file = file;
	}

	get taken(): number {
		return this.#taken;
	}

	/** Copies the files after the commit of `rev`, and opens the copy. */
	take(rev: number): void {
		this.#taken += 1;
		const image = `${this.#file}.image`;
		for (const suffix of ['', '-wal', '-shm']) rmSync(image + suffix, { force: true });
		for (const suffix of ['', '-wal'])
			if (existsSync(this.#file + suffix)) copyFileSync(this.#file + suffix, image + suffix);
		const database = openDatabase(image, ORG_MIGRATIONS);
		try {
			const found = database
				.prepare<[], { value: string }>(`SELECT value FROM meta WHERE key = 'rev'`)
				.get();
			const changes = database
				.prepare<[], { rev: number | null }>('SELECT max(rev) AS rev FROM changes')
				.get();
			if (Number(found?.value) !== rev)
				this.problems.push(`the image of ${rev} holds revision ${String(found?.value)}`);
			if ((changes?.rev ?? 0) > rev) this.problems.push(`the image of ${rev} holds a later change`);
			if (this.#taken % REBUILT_OF === 0) this.#rebuild(database, rev);
		} finally {
			database.close();
		}
	}

	#rebuild(database: ReturnType<typeof openDatabase>, rev: number): void {
		const { differences, brokenAt } = verify(this.#org, database);
		if (differences.length > 0 || brokenAt !== undefined)
			this.problems.push(
				`the image of ${rev} is rebuilt otherwise: ${JSON.stringify(differences[0])}`
			);
	}
}
