import { describe, expect, it } from 'vitest';
import { hasCameraNotes, PIXEL_CAP, shrunk } from './shrink.ts';

describe('a picture', () => {
	it('of a 4K screen stays as it is', () => {
		expect(shrunk(3840, 2160)).toBeUndefined();
		expect(shrunk(1, 1)).toBeUndefined();
	});

	it('of a camera keeps its shape, within the cap', () => {
		const small = shrunk(8000, 6000);
		if (small === undefined) throw new Error('not shrunk');
		expect(small.width * small.height).toBeLessThanOrEqual(PIXEL_CAP);
		expect(small.width / small.height).toBeCloseTo(4 / 3, 2);
	});

	it('of a camera is known by what it says besides the picture', async () => {
		const begins = (...parts: string[]) =>
			hasCameraNotes(
				new Blob(parts.map((part) => Uint8Array.from(part, (one) => one.charCodeAt(0))))
			);
		expect(await begins('\xff\xd8\xff\xe1\x00\x20', 'Exif\0\0MM')).toBe(true);
		expect(await begins('\xff\xd8\xff\xe1', 'http://ns.adobe.com/xap/1.0/\0')).toBe(true);
		expect(await begins('\xff\xd8\xff\xe0\x00\x10JFIF\0', 'Exif')).toBe(false);
		expect(await begins('\x89PNG\r\n\x1a\n', '\0\0\0\x1aeXIfMM')).toBe(true);
		expect(await begins('\x89PNG\r\n\x1a\n', '\0\0\0\rIHDR')).toBe(false);
		const webp = (flags: string) => begins('RIFF\x10\0\0\0WEBPVP8X\n\0\0\0', flags, '\0\0\0');
		expect(await Promise.all(['\x08', '\x14', '\x0a', '\x10'].map(webp))).toEqual([
			true,
			true,
			false,
			false
		]);
	});
});
