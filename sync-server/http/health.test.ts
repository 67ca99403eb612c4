import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openToRead } from '../persistence/copy-database.ts';
import { TestServer } from './test-server.ts';

let server: TestServer;
beforeEach(() => {
	server = new TestServer();
});
afterEach(() => server.close());

/** What the last look wrote. */
function written(): string {
	const database = openToRead(join(server.folder, 'data', 'platform.sqlite'));
	try {
		return String(database.prepare(`select value from keys where name = 'probe'`).pluck().get());
	} finally {
		database.close();
	}
}

describe('health', () => {
	it('[BK7] writes and reads back, once a second however often it is asked', async () => {
		const startMs = server.nowMs;
		for (let count = 0; count < 50; count += 1) {
			server.nowMs = startMs + count * 20;
			const answer = await server.ask('GET', '/api/health');
			expect(answer.json()).toEqual({ status: 'ok', serverTimeMs: server.nowMs });
			expect(written()).toBe(String(startMs));
		}
		server.nowMs = startMs + 1_000;
		await server.ask('GET', '/api/health');
		expect(written()).toBe(String(startMs + 1_000));
	});
});
