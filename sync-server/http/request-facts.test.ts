import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { TrustedProxies } from '../config.ts';
import { createRequestFacts, type RequestFacts } from './request-facts.ts';

/** Sends a request over a real socket and gives what the server made of it. */
async function factsOf(
	trustProxy: TrustedProxies,
	headers: Record<string, string>
): Promise<RequestFacts> {
	const read = createRequestFacts(trustProxy);
	const server = createServer();
	const received = new Promise<RequestFacts>((resolve) => {
		server.on('request', (incoming: IncomingMessage, answer) => {
			resolve(read(incoming));
			answer.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	request({ host: '127.0.0.1', port, headers: { host: 'Desk.example', ...headers } })
		.on('response', (answer) => answer.resume())
		.end();
	const facts = await received;
	await new Promise((resolve) => server.close(resolve));
	return facts;
}

const forwarded = {
	'x-forwarded-for': '198.51.100.9, 203.0.113.7',
	'x-forwarded-host': 'help.example',
	'x-forwarded-proto': 'https'
};

describe('where a request comes from', () => {
	it('is what the socket says when no proxy is trusted', async () => {
		expect(await factsOf(false, forwarded)).toEqual({
			address: '127.0.0.1',
			host: 'desk.example',
			isHttps: false,
			isForwarded: true,
			peer: { address: '127.0.0.1', isTrusted: false }
		});
		expect((await factsOf(false, {})).isForwarded).toBe(false);
	});

	it('is what the trusted proxy says, and no word further', async () => {
		const peer = { address: '127.0.0.1', isTrusted: true };
		const believed = { host: 'help.example', isHttps: true, isForwarded: true, peer };
		expect(await factsOf(1, forwarded)).toEqual({ ...believed, address: '203.0.113.7' });
		expect(await factsOf(2, forwarded)).toEqual({ ...believed, address: '198.51.100.9' });
		expect(await factsOf(['loopback'], forwarded)).toEqual({ ...believed, address: '203.0.113.7' });
		expect(await factsOf(['127.0.0.1', '203.0.113.0/24'], forwarded)).toEqual({
			...believed,
			address: '198.51.100.9'
		});
	});

	it('ignores a proxy at another address', async () => {
		expect(await factsOf(['10.0.0.0/8'], forwarded)).toMatchObject({
			address: '127.0.0.1',
			host: 'desk.example',
			isHttps: false
		});
	});
});
