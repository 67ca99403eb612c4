import { isAutomation, type Author } from '../changes/change.ts';

/**
 * The author of what a rule does names the rule, and before it the rules whose doing made it look:
 * `~rule:escalate/tell-mei` is *tell-mei*, because of what *escalate* did. So each effect says in the
 * log where it comes from, and no rule ever answers to something it had a part in.
 */
const PREFIX = '~rule:';

/** How many rules may follow from each other. */
export const CHAIN_LIMIT = 3;

/** The rules that led to a change, the one that made it last; none for any other author. */
export function rulesBehind(by: Author): readonly string[] {
	return by.startsWith(PREFIX) ? by.slice(PREFIX.length).split('/') : [];
}

/** The rule that made a change, if one did. */
export function ruleBehind(by: Author): string | undefined {
	return rulesBehind(by).at(-1);
}

/** Who a rule is that answers to somebody's change; undefined when it must not. */
export function answering(rule: string, by: Author): Author | undefined {
	const behind = rulesBehind(by);
	if (behind.includes(rule) || behind.length >= CHAIN_LIMIT) return undefined;
	return PREFIX + [...behind, rule].join('/');
}

/** Whether a change is somebody's work on a ticket, and not that of rules, clocks and imports. */
export function isWork(by: Author): boolean {
	return !isAutomation(by);
}
