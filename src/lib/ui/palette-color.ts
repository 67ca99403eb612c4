/** How many colours there are for what an organisation tells apart by colour. */
export const COLOR_COUNT = 12;

/** One of them, 0 to 11, as CSS wants it; light enough or dark enough to be seen on either ground. */
export function paletteColor(color: number): string {
	const angle = color * (360 / COLOR_COUNT) + 20;
	return `light-dark(oklch(0.6 0.12 ${angle}), oklch(0.72 0.1 ${angle}))`;
}
