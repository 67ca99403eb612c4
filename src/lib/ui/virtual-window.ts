/** The rows of a long list that have to exist, for a scroll position. */
export interface RowWindow {
	readonly first: number;
	/** One past the last. */
	readonly end: number;
}

/** Even a tall screen at the smallest row height stays below this many rows in the page. */
export const rowsInPageLimit = 300;

export function rowWindow(view: {
	readonly count: number;
	readonly rowHeight: number;
	readonly scrollTop: number;
	readonly viewHeight: number;
	readonly overscan: number;
}): RowWindow {
	const top = Math.floor(Math.max(0, view.scrollTop) / view.rowHeight);
	const visible = Math.ceil(view.viewHeight / view.rowHeight) + 1;
	const first = Math.max(0, Math.min(top, view.count - visible) - view.overscan);
	const wanted = Math.min(visible + 2 * view.overscan, rowsInPageLimit);
	return { first, end: Math.min(view.count, first + wanted) };
}

/** The scroll position that keeps a row where it was on screen after rows came or went above it. */
export function anchoredScroll(
	scrollTop: number,
	rowHeight: number,
	indexBefore: number,
	indexAfter: number
): number {
	return Math.max(0, scrollTop + (indexAfter - indexBefore) * rowHeight);
}

/** The least scrolling that brings a whole row into view. */
export function scrollToShow(
	index: number,
	rowHeight: number,
	scrollTop: number,
	viewHeight: number
): number {
	const top = index * rowHeight;
	if (top < scrollTop) return top;
	const bottom = top + rowHeight;
	return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
}

/** Where an item is now; looks near its old place first, because lists mostly change a little. */
export function indexNear<Item>(
	items: readonly Item[],
	isIt: (item: Item) => boolean,
	near: number
): number {
	for (let distance = 0; distance <= 32; distance++)
		for (const index of [near + distance, near - distance]) {
			const item = items[index];
			if (item !== undefined && isIt(item)) return index;
		}
	return items.findIndex(isIt);
}
