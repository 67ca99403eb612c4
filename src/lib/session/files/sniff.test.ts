import { describe, expect, it } from 'vitest';
import { isPicture, typeOf } from './sniff.ts';

const file = (bytes: string, type: string) =>
	new Blob([Uint8Array.from(bytes, (one) => one.charCodeAt(0))], { type });

describe('what a file is', () => {
	it('is for pictures what their bytes say, whatever they are called', async () => {
		expect(await typeOf(file('\x89PNG\r\n\x1a\n....', 'image/jpeg'))).toBe('image/png');
		expect(await typeOf(file('\xff\xd8\xff\xe0', ''))).toBe('image/jpeg');
		expect(await typeOf(file('RIFF\x01\x02\x03\x04WEBPVP8 ', 'text/plain'))).toBe('image/webp');
		expect(await typeOf(file('RIFF\x01\x02\x03\x04WAVE', 'audio/wav'))).toBe('audio/wav');
	});

	it('is nothing in particular when it should prove itself and does not', async () => {
		expect(await typeOf(file('<svg onload="x">', 'image/svg+xml'))).toBe(
			'application/octet-stream'
		);
		expect(await typeOf(file('<html>', 'image/png'))).toBe('application/octet-stream');
		expect(await typeOf(file('<html>', 'application/pdf'))).toBe('application/octet-stream');
		expect(await typeOf(file('%PDF-1.7', 'application/pdf'))).toBe('application/pdf');
		expect(await typeOf(file('a,b', 'Text/CSV; charset=utf-8'))).toBe('text/csv');
		expect(await typeOf(file('a,b', 'nonsense'))).toBe('application/octet-stream');
	});

	it('is shown only when every browser draws it', () => {
		expect(['image/png', 'image/webp', 'image/svg+xml', 'text/html'].map(isPicture)).toEqual([
			true,
			true,
			false,
			false
		]);
	});
});
