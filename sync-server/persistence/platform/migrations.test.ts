import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../sqlite.ts';
import { platformMigrations } from './migrations.ts';
import { openPlatform } from './platform.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'offhook-platform-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps those who ask for an account when their language is asked, too', () => {
	const path = join(folder, 'platform.sqlite');
	const before = openDatabase(path, platformMigrations.slice(0, 6));
	before.prepare(`insert into orgs (id, slug, name, created_at) values ('o', 'o', 'O', 1)`).run();
	before
		.prepare(
			`insert into sign_ups (id, org_id, email, email_key, name, created_at)
			 values ('s', 'o', 'Rita@example.com', 'rita@example.com', 'Rita', 2)`
		)
		.run();
	before.close();
	const platform = openPlatform(path);
	expect(platform.signUps.list('o')).toMatchObject([{ id: 's', email: 'Rita@example.com' }]);
	expect(platform.signUps.remove('o', 's')).toMatchObject({ name: 'Rita', language: '' });
	platform.close();
});
