/** A screen of 4K passes as it is; a photo of a camera becomes as large as that. */
export const PIXEL_CAP = 3840 * 2160;
const QUALITY = 0.85;

/** How large a picture becomes that may have so many pixels; undefined when it is small enough. */
export function shrunk(
	width: number,
	height: number,
	cap = PIXEL_CAP
): { readonly width: number; readonly height: number } | undefined {
	if (width * height <= cap) return undefined;
	const factor = Math.sqrt(cap / (width * height));
	return { width: Math.floor(width * factor), height: Math.floor(height * factor) };
}

/** Cameras write what they know into the first part of a picture. */
const HEAD_BYTES = 128 * 1024;
const CAMERA_NOTES = /Exif\0\0|ns\.adobe\.com\/xap|eXIf|XML:com\.adobe\.xmp/;
/** A WebP has them at its end, and says so at its beginning. */
const WEBP_FLAGS = /^RIFF.{4}WEBPVP8X.{4}(.)/s;
const WEBP_NOTES = 0b1100;
const WEBP_MOVES = 0b10;

/** Whether a photo holds more than the picture, such as where and when it was taken. */
export async function hasCameraNotes(file: Blob): Promise<boolean> {
	const head = new TextDecoder('latin1').decode(await file.slice(0, HEAD_BYTES).arrayBuffer());
	const flags = WEBP_FLAGS.exec(head)?.[1]?.charCodeAt(0);
	if (flags === undefined) return CAMERA_NOTES.test(head);
	return (flags & WEBP_NOTES) !== 0 && (flags & WEBP_MOVES) === 0;
}

/**
 * A picture above the cap, or with notes of a camera, drawn anew: not larger than the cap, and nothing
 * but the picture. Anything else, and what cannot be drawn, comes back as it was.
 */
export async function shrinkPicture(file: Blob, type: string): Promise<Blob> {
	// What moves would stand still.
	if (type !== 'image/jpeg' && type !== 'image/png' && type !== 'image/webp') return file;
	const picture = await createImageBitmap(file).catch(() => undefined);
	if (picture === undefined) return file;
	const { width, height } = picture;
	try {
		const isPhoto = await hasCameraNotes(file);
		const size = shrunk(width, height) ?? (isPhoto ? { width, height } : undefined);
		if (size === undefined) return file;
		const canvas = new OffscreenCanvas(size.width, size.height);
		canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height);
		const drawn = await canvas.convertToBlob({ type, quality: QUALITY });
		return drawn.type === type ? drawn : file;
	} finally {
		picture.close();
	}
}
