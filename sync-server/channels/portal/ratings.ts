import { MOST_STARS, RATING, readRating, type Rating } from '#lib/domain/ticket/rating.ts';
import { isStamp, stampMs } from '#lib/domain/stamp.ts';
import type { GivenRating, RatingsAnswer } from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

const COUNTED_MS = 90 * 24 * 60 * 60 * 1000;
/** So many of them are shown with their words. */
const SHOWN = 20;
/** Far more than an organisation gets in that time; reading stops there. */
const MOST = 100_000;

/** What was said of this round of a ticket; null when nothing was. */
export function ratingIn(unit: OrgUnit, ticket: string, round: number): Rating | null {
	const rating = readRating(unit.world.entities.get(`ticket.${ticket}`).head);
	return rating?.round === round ? rating : null;
}

/** How people were served lately: counted, and the newest in words. */
export function readRatings(unit: OrgUnit, nowMs: number): RatingsAnswer {
	const since = nowMs - COUNTED_MS;
	const given = unit.store
		.registersNamed(RATING, MOST)
		.flatMap(({ target, value, at }): GivenRating[] => {
			if (!isStamp(at) || stampMs(at) < since) return [];
			const rating = readRating({ [RATING]: [JSON.parse(value), at] });
			if (rating === null) return [];
			const { stars, solved, words } = rating;
			return [{ ticket: target.slice('ticket.'.length), atMs: stampMs(at), stars, solved, words }];
		});
	const stars = Array.from(
		{ length: MOST_STARS },
		(_, index) => given.filter((one) => one.stars === index + 1).length
	);
	const solved = given.filter((one) => one.solved).length;
	return { stars, solved, unsolved: given.length - solved, newest: given.slice(0, SHOWN) };
}
