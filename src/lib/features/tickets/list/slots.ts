let places: readonly number[] = [];

/** `0` to `count - 1`, taken from one array that only grows. */
export function placesUpTo(count: number): readonly number[] {
	if (places.length < count) places = Array.from({ length: count * 2 }, (_, index) => index);
	return places.slice(0, count);
}

let tallest = 0;

/**
 * Which of the slots on screen draws the row at a place. There are a few more of them than rows fit
 * on the tallest screen there has been, so that two rows in view never share one; scrolling fills
 * them anew instead of making rows, which is what a slow machine has no time for.
 */
export function slotOf(place: number, rowHeight: number, overscan: number): number {
	tallest = Math.max(tallest, window.innerHeight, window.screen.height);
	return place % (Math.ceil(tallest / rowHeight) + 2 * overscan + 2);
}
