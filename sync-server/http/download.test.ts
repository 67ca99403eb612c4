import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { sendDownload, type Download } from './download.ts';

/** What a browser is told of a file of these bytes. */
async function told(bytes: string | Buffer, download: Download) {
	const app = Fastify();
	const content = Buffer.from(bytes);
	const blob = { sha256: '', size: content.length, stream: () => Readable.from([content]) };
	app.get('/', (_request, reply) => sendDownload(reply, blob, download));
	const { headers, rawPayload } = await app.inject('/');
	await app.close();
	expect(rawPayload).toEqual(content);
	expect(headers['x-content-type-options']).toBe('nosniff');
	return { type: headers['content-type'], as: String(headers['content-disposition']) };
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

describe('a file of a stranger', () => {
	it('is saved whatever it says of itself, unless its bytes are a picture', async () => {
		const page = '<script>alert(1)</script>';
		for (const type of ['text/html', 'image/svg+xml', 'image/png', 'application/xhtml+xml'])
			expect(await told(page, { name: 'a.html', type })).toMatchObject({
				type: 'application/octet-stream',
				as: expect.stringMatching(/^attachment;/)
			});
		for (const type of ['application/pdf', 'text/plain', 'text/calendar', 'text/csv'])
			expect(await told(page, { name: 'a', type })).toMatchObject({
				type: expect.stringContaining(type),
				as: expect.stringMatching(/^attachment;/)
			});
		expect(await told(PNG, { name: 'a.html', type: 'text/html' })).toMatchObject({
			type: 'image/png',
			as: expect.stringMatching(/^inline;/)
		});
	});

	it('has a name that ends neither the header nor its place in it', async () => {
		const name = 'a"; filename="b.exe\r\nx: y\\%41’.txt';
		const { as } = await told('words', { name, type: 'text/plain' });
		expect(as).toBe(
			`attachment; filename="a_; filename=_b.exe__x: y__41_.txt"; filename*=UTF-8''${'a%22%3B%20filename%3D%22b.exe%0D%0Ax%3A%20y%5C%2541%E2%80%99.txt'}`
		);
	});
});
