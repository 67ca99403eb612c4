/** Percent of the width that the list beside a detail may have. */
export const leastShare = 22;
export const mostShare = 70;

const step = 4;

export function withinShares(share: number): number {
	return Math.min(mostShare, Math.max(leastShare, share));
}

/** The share that was kept; what is none of ours gives the usual one. */
export function keptShare(kept: string | null, usual: number): number {
	const share = Number.parseFloat(kept ?? '');
	return Number.isFinite(share) ? withinShares(share) : usual;
}

/** The share at which the list ends where the pointer is. */
export function shareAt(
	pointer: number,
	box: { readonly left: number; readonly right: number },
	isRtl: boolean
): number {
	const width = Math.max(1, box.right - box.left);
	const length = isRtl ? box.right - pointer : pointer - box.left;
	return withinShares((100 * length) / width);
}

/** What a key makes of a share; undefined when it is none of the handle's. */
export function shareByKey(key: string, share: number, isRtl: boolean): number | undefined {
	const outward = isRtl ? 'ArrowLeft' : 'ArrowRight';
	const inward = isRtl ? 'ArrowRight' : 'ArrowLeft';
	switch (key) {
		case outward:
			return withinShares(share + step);
		case inward:
			return withinShares(share - step);
		case 'Home':
			return leastShare;
		case 'End':
			return mostShare;
	}
	return undefined;
}
