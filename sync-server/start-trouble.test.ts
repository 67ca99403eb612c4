import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from './config.ts';
import { startTrouble } from './start-trouble.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listeningOn(port: number, host = '127.0.0.1') {
	const server = createServer().listen(port, host);
	onTestFinished(() => void server.close());
	const [error] = await Promise.race([
		once(server, 'listening').then(() => [undefined]),
		once(server, 'error')
	]).catch((error: unknown) => [error]);
	const address = server.address();
	return {
		error: error as unknown,
		port: address && typeof address === 'object' ? address.port : 0
	};
}

function errorOf(work: () => unknown): unknown {
	try {
		work();
		return undefined;
	} catch (error) {
		return error;
	}
}

const coded = (code: string, more: object = {}) =>
	Object.assign(new Error(code), { code, ...more });

describe('what stands in the way of a start', () => {
	it('is a port that another program has, and which one to take', async () => {
		const { port } = await listeningOn(0);
		const { error } = await listeningOn(port);
		expect(startTrouble(error)).toBe(
			`PORT: ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`
		);
	});

	it('is a port or an address that is not to be had', async () => {
		const { error } = await listeningOn(0, '203.0.113.7');
		expect(startTrouble(error)).toMatch(/^HOST: "203\.0\.113\.7" is no address of this machine/);
		const low = coded('EACCES', { syscall: 'listen', address: '0.0.0.0', port: 80 });
		expect(startTrouble(low)).toMatch(/^PORT: this user may not listen on 80\./);
		const unknown = coded('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'desk' });
		expect(startTrouble(unknown)).toMatch(/^HOST: "desk" /);
	});

	it('is a folder that cannot be used', () => {
		const file = join(folder, 'a-file');
		writeFileSync(file, '');
		const inside = join(file, 'data');
		expect(startTrouble(errorOf(() => mkdirSync(inside, { recursive: true })))).toBe(
			`${inside}: Something on this path is a file, where a folder is needed.`
		);
		new Sqlite(join(folder, 'x.sqlite')).exec('create table t (a)').close();
		const reading = new Sqlite(join(folder, 'x.sqlite'), { readonly: true });
		onTestFinished(() => void reading.close());
		expect(startTrouble(errorOf(() => reading.exec('create table u (a)')))).toMatch(
			/^The folder of DATA_DIR: Nothing can be written there/
		);
		const full = coded('ENOSPC', { syscall: 'mkdir', path: '/data' });
		expect(startTrouble(full)).toBe(
			'/data: No room is left on the disk. Make room, then try again.'
		);
	});

	it('is a setting or a pair of keys', () => {
		expect(startTrouble(new ConfigError('PORT', 'is odd.'))).toBe('PORT: is odd.');
		expect(startTrouble(coded('ERR_OSSL_X509_KEY_VALUES_MISMATCH'))).toMatch(
			/^TLS_CERT, TLS_KEY: /
		);
	});

	it('is nothing that can be said for a fault of the program', () => {
		expect(startTrouble(new TypeError('x is undefined'))).toBeUndefined();
		expect(startTrouble(coded('ERR_INVALID_ARG_TYPE'))).toBeUndefined();
		expect(startTrouble('words')).toBeUndefined();
	});
});
