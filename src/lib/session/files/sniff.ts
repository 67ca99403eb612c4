/** Pictures that every browser draws; each by the bytes it begins with. */
const SIGNATURES: readonly (readonly [type: string, pattern: RegExp])[] = [
	// eslint-disable-next-line no-control-regex -- these bytes are what it begins with
	['image/png', /^\x89PNG\r\n\x1a\n/],
	['image/jpeg', /^\xff\xd8\xff/],
	['image/gif', /^GIF8[79]a/],
	['image/webp', /^RIFF.{4}WEBP/s]
];

/** Whether a file of this type is shown, and not only offered. */
export function isPicture(type: string): boolean {
	return SIGNATURES.some(([known]) => known === type);
}

/**
 * What a file is: for pictures what their bytes say, since many bear a wrong ending; else what the
 * browser makes of its name.
 */
export async function typeOf(file: Blob): Promise<string> {
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	const text = String.fromCharCode(...head);
	const found = SIGNATURES.find(([, pattern]) => pattern.test(text))?.[0];
	if (found !== undefined) return found;
	const told = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
	// What would have to prove itself by its bytes, and did not, is nothing in particular.
	const isProven =
		told === 'application/pdf' ? text.startsWith('%PDF') : !told.startsWith('image/');
	return isProven && /^[\x21-\x7e]+\/[\x21-\x7e]+$/.test(told) ? told : 'application/octet-stream';
}
