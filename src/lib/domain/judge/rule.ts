import { readConditions } from '../automation/read-conditions.ts';
import type { Action } from '../automation/rule-parts.decode.ts';
import { MERGED_STATUS } from '../catalogue/built-in.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import { isPersonId } from '../ids.ts';
import { fieldsIn } from '../query/custom.ts';
import type { NamedKind } from '../query/resolve.ts';
import { every, knownPerson, knownTeam, type Facts } from './checks.ts';
import { knownCategory, knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** The verdict on a rule: it does something, and everything it names is there. */
export function judgeRule({ actions, query }: DefinitionOf<'rule'>, facts: Facts): Verdict {
	if (actions.length === 0) return refused('needs-text');
	return every(
		() => judgeConditions(query, facts),
		...actions.map((action) => () => judgeAction(action, facts))
	);
}

function judgeConditions(query: string, facts: Facts): Verdict {
	const exists = (kind: NamedKind, value: string) => isThere(kind, value, facts);
	const read = readConditions(query, exists, fieldsIn(facts.catalogue));
	if (read.ok) return ACCEPTED;
	const { code, word } = read.problem;
	return code === 'unknown-value'
		? refused('unknown-entry', { catalogue: 'query', code: word })
		: refused('malformed', { path: 'query', problem: code });
}

function isThere(kind: NamedKind, value: string, facts: Facts): boolean {
	switch (kind) {
		case 'person':
			return facts.person(value) !== undefined;
		case 'team':
			return facts.team(value) !== undefined;
		default:
			return facts.catalogue.find(kind, value) !== undefined;
	}
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
