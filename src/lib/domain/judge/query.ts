import { readConditions } from '../automation/read-conditions.ts';
import { unknownSpoken } from '../automation/spoken-words.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import { fieldsIn } from '../query/custom.ts';
import { parseQuery } from '../query/parse.ts';
import type { NamedKind } from '../query/resolve.ts';
import { every, type Facts, type QueryJudge } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** The verdict on the queries of views and rules: they can be read, and what a rule names is there. */
export const QUERY_JUDGE: QueryJudge = {
	view: readable,
	rule: (rule, facts) =>
		every(
			() => judgeConditions(rule.query, facts),
			() => judgeSpoken(rule, facts)
		)
};

function readable(query: string, { catalogue }: Facts): Verdict {
	const asked = parseQuery(query, fieldsIn(catalogue));
	return asked.ok ? ACCEPTED : refused('malformed', { path: 'query', problem: asked.problem.code });
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

/** Nobody reads what goes out by itself before it does: what it names is known. */
function judgeSpoken(rule: DefinitionOf<'rule'>, { catalogue }: Facts): Verdict {
	const code = unknownSpoken(rule, catalogue);
	return code === undefined ? ACCEPTED : refused('unknown-entry', { catalogue: 'field', code });
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
