import { describe, expect, it } from 'vitest';
import { attachment, THUMB_CHARS } from './attachment.ts';

const file = {
	id: 'a'.repeat(26),
	name: 'photo.jpg',
	type: 'image/jpeg',
	size: 12,
	sha256: 'f'.repeat(64),
	role: 'file'
};

describe('[MS16] a file that belongs to a message', () => {
	it('is taken with a small picture of it, and without', () => {
		expect(attachment(file)).toEqual({ ok: true, value: file });
		const shown = { ...file, thumb: '/9j/4AAQ' };
		expect(attachment(shown)).toEqual({ ok: true, value: shown });
	});

	it.each([
		'',
		'abc',
		'https://example.org/seen.gif',
		'data:image/svg+xml;base64,PHN2Zz4=',
		'AAAA'.repeat(THUMB_CHARS / 4 + 1),
		'AA==AAAA',
		7,
		null
	])('is refused with %j for a small picture', (thumb) => {
		expect(attachment({ ...file, thumb })).toMatchObject({ ok: false, path: 'thumb' });
	});
});
