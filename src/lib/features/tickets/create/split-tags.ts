import { TEXT_LIMITS } from '#lib/domain/changes/bodies.ts';

/** As many as a ticket is made with. */
export const MOST_TAGS = 50;

/** `vip, door` as two tags; the same one twice counts once. Null: too many, or one is too long. */
export function splitTags(text: string): string[] | null {
	const tags = new Set(text.split(/[,،]/).flatMap((tag) => tag.trim() || []));
	const isTooMuch = tags.size > MOST_TAGS || [...tags].some((tag) => tag.length > TEXT_LIMITS.tag);
	return isTooMuch ? null : [...tags];
}
