import { ruleBehind } from '../automation/rule-author.ts';
import { isAutomation, type Author } from '../changes/change.ts';
import { isPersonId, type PersonId } from '../ids.ts';

/**
 * The author of what a follow-up does at its time names who planned it: `~follow-up:<person>`. So a
 * message that went out by itself says in the log whose words it bears, and that nobody sent it then.
 */
const PREFIX = '~follow-up:';

/**
 * Who a follow-up is that somebody planned. What a rule planned is done by that rule, so that no rule
 * answers to it that had a part in it, however much later it happens.
 */
export function followUpAuthor(planner: Author): Author {
	if (ruleBehind(planner) !== undefined) return planner;
	return PREFIX + (isAutomation(planner) ? '' : planner);
}

/** Who planned what an author did; undefined for any other author. */
export function plannerBehind(by: Author): PersonId | undefined {
	const planner = by.startsWith(PREFIX) ? by.slice(PREFIX.length) : undefined;
	return isPersonId(planner) ? planner : undefined;
}

/** Whether a person wrote what an author said: themselves, or ahead of its time. */
export function isOfPerson(by: Author): boolean {
	return !isAutomation(by) || plannerBehind(by) !== undefined;
}
