type RasterType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** The type of a picture by its first bytes, whatever it says of itself; undefined for all else. */
export function imageType(bytes: Uint8Array): RasterType | undefined {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength));
	const text = head.toString('latin1');
	if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
	if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
	if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
	if (text.startsWith('RIFF') && text.slice(8) === 'WEBP') return 'image/webp';
	return undefined;
}
