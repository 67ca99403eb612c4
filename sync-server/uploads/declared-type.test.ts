import { describe, expect, it } from 'vitest';
import { isAsDeclared } from './declared-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
/** A picture whose first part is larger than what is looked at: nothing of its inside is known. */
const PNG = Buffer.concat([
	bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0'),
	Buffer.alloc(8_000, 0xff)
]);
const PDF = bytes('%PDF-1.7\n1 0 obj');
const ZIP = bytes('PK\x03\x04\x14\0\0\0\0\0'.padEnd(60, '\0'));

describe('the type a file is said to be of', () => {
	it('[FI2] is believed of pictures and PDF only when they begin as such', async () => {
		const said: [string, Buffer, boolean][] = [
			['image/png', PNG, true],
			['image/jpeg', PNG, false],
			['text/plain', PNG, false],
			['image/png', bytes('<svg>'), false],
			['image/png', PDF, false],
			['application/pdf', PDF, true],
			['application/pdf', bytes('hello'), false]
		];
		for (const [type, content, isTrue] of said)
			expect(await isAsDeclared(type, content), type).toBe(isTrue);
	});

	it('[FI2] may be wider than what is found, and nothing in particular is always true', async () => {
		const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
		for (const type of ['application/zip', 'application/x-zip-compressed', office])
			expect(await isAsDeclared(type, ZIP), type).toBe(true);
		for (const content of [PNG, PDF, ZIP, bytes('MZ')])
			expect(await isAsDeclared('application/octet-stream', content)).toBe(true);
		expect(await isAsDeclared('text/csv', bytes('a,b\n1,2'))).toBe(true);
		expect(await isAsDeclared('text/plain', ZIP)).toBe(false);
	});
});
