import { toBase64 } from 'lib0/buffer';
import { THUMB_CHARS, THUMB_SIDE } from '#lib/domain/ticket/attachment.ts';
import { isPicture } from './sniff.ts';

/** A picture with much in it may need the second to fit. */
const QUALITIES = [0.5, 0.25];

/** How large a picture is drawn small; one that is small already stays as it is. */
export function thumbSize(width: number, height: number): { width: number; height: number } {
	const factor = Math.min(1, THUMB_SIDE / Math.max(width, height));
	const scaled = (side: number) => Math.max(1, Math.round(side * factor));
	return { width: scaled(width), height: scaled(height) };
}

/** A picture as its message carries it, small; undefined for what is no picture or does not fit. */
export async function thumbOf(bytes: Blob, type: string): Promise<string | undefined> {
	if (!isPicture(type)) return undefined;
	const picture = await createImageBitmap(bytes).catch(() => undefined);
	if (picture === undefined) return undefined;
	try {
		const { width, height } = thumbSize(picture.width, picture.height);
		const canvas = new OffscreenCanvas(width, height);
		const pen = canvas.getContext('2d');
		if (pen === null) return undefined;
		// A JPEG has nothing to see through.
		pen.fillStyle = '#fff';
		pen.fillRect(0, 0, width, height);
		pen.drawImage(picture, 0, 0, width, height);
		for (const quality of QUALITIES) {
			const drawn = await canvas.convertToBlob({ type: 'image/jpeg', quality });
			const thumb = toBase64(new Uint8Array(await drawn.arrayBuffer()));
			if (thumb.length <= THUMB_CHARS) return thumb;
		}
		return undefined;
	} finally {
		picture.close();
	}
}
