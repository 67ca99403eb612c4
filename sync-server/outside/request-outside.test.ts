import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress, lookupOutside, lookupThrough } from './addresses.ts';
import { openOutside } from './request-outside.ts';

let server: Server;
let port: number;
let asked = 0;
beforeAll(async () => {
	server = createServer((request, response) => {
		asked += 1;
		if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
		else if (request.url === '/long') response.end('x'.repeat(2_000));
		else if (request.url === '/huge') response.end('x'.repeat(1_000_000));
		else if (request.url === '/never') response.flushHeaders();
		else request.pipe(response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	({ port } = server.address() as AddressInfo);
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const outside = openOutside({ insideHosts: [] });
const listed = openOutside({ insideHosts: ['127.0.0.1', 'LocalHost'] });
const at = (path: string, host = '127.0.0.1') => new URL(`http://${host}:${port}${path}`);
const codeOf = (answer: Promise<unknown>) =>
	answer.then(
		() => 'answered',
		(error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error))
	);

describe('asking systems outside [CX3]', () => {
	it.each([
		'127.0.0.1',
		'localhost',
		'2130706433',
		'0x7f.1',
		'0177.0.0.1',
		'[::1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:7f00:1]',
		'0.0.0.0'
	])('does not reach what lies inside: %s', async (host) => {
		const before = asked;
		expect(await codeOf(outside.request(at('/', host), { method: 'GET' }))).toBe('address-inside');
		expect(asked).toBe(before);
	});

	it.each([
		'10.0.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.254',
		'192.168.0.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'[fd00::1]',
		'[fe80::1]',
		'[ff02::1]',
		'[2002:7f00:1::]',
		'[64:ff9b::7f00:1]',
		'100.64.0.1'
	])('nor what lies beside: %s', async (host) =>
		expect(await codeOf(outside.request(at('/', host), { method: 'GET' }))).toBe('address-inside')
	);

	it('reaches what was listed, by name and by address', async () => {
		const said = { method: 'POST', body: 'hello' } as const;
		expect(await listed.request(at('/'), said)).toMatchObject({ status: 200, text: 'hello' });
		expect(await listed.request(at('/', 'localhost'), said)).toMatchObject({ text: 'hello' });
	});

	it('follows no redirection, reads no more than it wants, and does not wait for ever', async () => {
		expect(await listed.request(at('/moved'), { method: 'GET' })).toMatchObject({ status: 302 });
		const long = listed.request(at('/long'), { method: 'GET', longest: 1_000 });
		expect(await codeOf(long)).toBe('answer');
		// No piece of it that comes at once is as long as that.
		const huge = listed.request(at('/huge'), { method: 'GET', longest: 500_000 });
		expect(await codeOf(huge)).toBe('answer');
		const never = listed.request(at('/never'), { method: 'GET', withinMs: 100 });
		expect(await codeOf(never)).toBe('timeout');
	});

	it('refuses a name that leads inside by any of its addresses', async () => {
		const [far, near] = [
			{ address: '2a00:1450:4001:82b::200e', family: 6 },
			{ address: '10.0.0.1', family: 4 }
		];
		const found = (addresses: LookupAddress[], all: boolean) =>
			new Promise((resolve) => {
				const lookup = lookupThrough((_host, _options, answer) => answer(null, addresses));
				lookup('name', { all }, (error, answer) => resolve(error?.message ?? answer));
			});
		for (const all of [true, false]) {
			for (const addresses of [[far, near], [near, far], []])
				expect(await found(addresses, all)).toBe('the address lies inside');
			expect(await found([far], all)).toEqual(all ? [far] : far.address);
		}
	});

	it('looks at a name again when it has become an address', async () => {
		const found = await new Promise((resolve) => {
			lookupOutside('localhost', {}, (error, address) => resolve(error?.message ?? address));
		});
		expect(found).toBe('the address lies inside');
		expect(isPublicAddress('no address')).toBe(false);
		expect(isPublicAddress('2a00:1450:4001:82b::200e')).toBe(true);
	});
});
