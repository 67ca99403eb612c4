import { detectorOf } from './detector.decode.ts';

/** The code in an image: by the browser's own detector where it has one, else by ours. */
export async function readCode(image: ImageData): Promise<string | undefined> {
	const own = await detectorOf(globalThis)
		?.detect(image)
		.catch(() => undefined);
	const [first] = own ?? [];
	if (first !== undefined) return first.rawValue;
	// Fetched with the first look; the service worker has it when there is no network.
	const { decodeQR } = await import('qr/decode.js');
	try {
		return decodeQR(image, { format: 'RGBA' });
	} catch {
		// It says by throwing that there is no code.
		return undefined;
	}
}
