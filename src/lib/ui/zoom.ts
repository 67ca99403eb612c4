/** How a picture stands in its frame: how much larger than fitting, and moved by how many pixels. */
export interface Zoom {
	readonly scale: number;
	readonly x: number;
	readonly y: number;
}

export const FIT: Zoom = { scale: 1, x: 0, y: 0 };
const LARGEST = 16;

/** Larger or smaller by a factor; what is at `at` (from the middle of the frame) stays there. */
export function zoomed(
	{ scale, x, y }: Zoom,
	factor: number,
	at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }
): Zoom {
	const next = Math.min(LARGEST, Math.max(1, scale * factor));
	if (next === 1) return FIT;
	const ratio = next / scale;
	return { scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio };
}

/** Moved, but not out of sight: at least its middle half stays in the frame. */
export function moved(
	{ scale, x, y }: Zoom,
	by: { readonly x: number; readonly y: number },
	frame: { readonly width: number; readonly height: number }
): Zoom {
	if (scale === 1) return FIT;
	const within = (value: number, size: number) => {
		const most = (size * scale) / 2;
		return Math.min(most, Math.max(-most, value));
	};
	return { scale, x: within(x + by.x, frame.width), y: within(y + by.y, frame.height) };
}
