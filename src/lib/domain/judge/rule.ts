import type { Action } from '../automation/rule-parts.decode.ts';
import { MERGED_STATUS } from '../catalogue/built-in.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import { isPersonId } from '../ids.ts';
import { every, knownPerson, knownTeam, type Facts } from './checks.ts';
import { judgePlanned } from './planned-follow-up.ts';
import { judgeCustom, knownCategory, knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** The verdict on a rule: it does something, and everything it names is there. */
export function judgeRule(rule: DefinitionOf<'rule'>, facts: Facts): Verdict {
	if (rule.actions.length === 0) return refused('needs-text');
	return every(
		() => facts.queries?.rule(rule, facts) ?? ACCEPTED,
		...rule.actions.map((action) => () => judgeAction(action, facts))
	);
}

function judgeAction(action: Action, facts: Facts): Verdict {
	switch (action.do) {
		case 'status':
			return judgeStatusAction(action.value, facts);
		case 'priority':
		case 'type':
		case 'section':
			return knownEntry(facts, action.do, action.value);
		case 'category':
			return knownCategory(facts, action.value);
		case 'team':
			return knownTeam(facts, action.value);
		case 'assignee':
			return knownPerson(facts, action.value);
		case 'tell':
			return isPersonId(action.value.who) ? knownPerson(facts, action.value.who) : ACCEPTED;
		case 'custom':
			return judgeCustom(action.value, facts);
		case 'followUp':
			return judgePlanned(action.value, facts);
		default:
			return ACCEPTED;
	}
}

/** A status brings the words that it asks for; merging is the only way into the merged one. */
function judgeStatusAction(
	{ code, words }: Extract<Action, { do: 'status' }>['value'],
	{ catalogue }: Facts
): Verdict {
	const status = catalogue.find('status', code);
	if (status === undefined || code === MERGED_STATUS)
		return refused('unknown-entry', { catalogue: 'status', code });
	if (words !== null || status.requires === null) return ACCEPTED;
	return refused(status.requires === 'resolution' ? 'needs-resolution' : 'needs-reason');
}
