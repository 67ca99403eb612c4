import type { EntryDefinition } from '../catalogue/entry.decode.ts';
import { BUILT_IN, MERGED_STATUS } from '../catalogue/built-in.ts';
import type { Step } from '../catalogue/steps.decode.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import { isConsistent } from '../sla/targets.ts';
import { every, knownTeam, type Facts } from './checks.ts';
import { judgeRule } from './rule.ts';
import { judgePlanned } from './planned-follow-up.ts';
import { judgeCustom, knownEntry } from './ticket-values.ts';
import { judgeView } from './view.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** The verdict on an entry of a catalogue. What it refers to must exist; archived things do. */
export function judgeEntry(entry: EntryDefinition, facts: Facts): Verdict {
	return every(
		() => judgeName(entry),
		() => judgeDefinition(entry, facts)
	);
}

/** Built-in entries are called something without us; all others need a name. */
function judgeName({ catalogue, code, value }: EntryDefinition): Verdict {
	const isNamed = Object.keys(value.names).length > 0 || Object.hasOwn(BUILT_IN[catalogue], code);
	return isNamed ? ACCEPTED : refused('needs-name');
}

function judgeDefinition(entry: EntryDefinition, facts: Facts): Verdict {
	switch (entry.catalogue) {
		case 'status':
			return judgeStatus(entry.code, entry.value, facts);
		case 'priority':
			return judgePromise(entry.value);
		case 'category':
			return judgeCategory(entry.code, entry.value, facts);
		case 'target':
			return judgeTarget(entry.value, facts);
		case 'field':
			return judgeOwnField(entry.code, entry.value, facts);
		case 'template':
			return judgeTemplate(entry.value, facts);
		case 'checklist':
			return every(...entry.value.types.map((type) => () => knownEntry(facts, 'type', type)));
		case 'macro':
			return judgeMacro(entry.value, facts);
		case 'unit':
			return judgeUnit(entry.value, facts);
		case 'view':
			return judgeView(entry.value, facts);
		case 'rule':
			return judgeRule(entry.value, facts);
		default:
			return ACCEPTED;
	}
}

function judgeStatus(code: string, status: DefinitionOf<'status'>, { catalogue }: Facts): Verdict {
	const present = catalogue.find('status', code);
	if (present !== undefined && present.class !== status.class)
		return refused('fixed-class', { class: present.class });
	const owes = status.class === 'done' && status.requires === null;
	return owes ? refused('owes-words') : ACCEPTED;
}

/** Tickets hold values of the kind that it was made with. */
function judgeOwnField(code: string, field: DefinitionOf<'field'>, { catalogue }: Facts): Verdict {
	const { kind, options } = field;
	const present = catalogue.find('field', code);
	if (present !== undefined && present.kind !== kind)
		return refused('wrong-kind', { field: code, kind: present.kind });
	const isFit = (kind === 'choice') === options.length > 0;
	return isFit ? ACCEPTED : refused('malformed', { path: 'options', problem: 'must fit the kind' });
}

/** Two levels: a category under another is a sub-category, and has none under it. */
function judgeCategory(code: string, category: DefinitionOf<'category'>, facts: Facts): Verdict {
	const { section, parent } = category;
	const { catalogue } = facts;
	if (section !== null && !catalogue.find('section', section))
		return unknownEntry('section', section);
	if (parent === null) return ACCEPTED;
	const above = catalogue.find('category', parent);
	if (above === undefined) return unknownEntry('category', parent);
	const hasChildren = catalogue.current('category').some((other) => other.parent === code);
	return parent === code || above.parent !== null || hasChildren
		? refused('wrong-parent')
		: ACCEPTED;
}

const judgePromise = (promise: Parameters<typeof isConsistent>[0]): Verdict =>
	isConsistent(promise) ? ACCEPTED : refused('late-response');

function judgeTarget(target: DefinitionOf<'target'>, facts: Facts): Verdict {
	const { priority, category, team, unit, calendar } = target;
	return every(
		() => judgePromise(target),
		() => knownEntry(facts, 'priority', priority),
		() => knownEntry(facts, 'category', category),
		() => knownEntry(facts, 'calendar', calendar),
		() => knownEntry(facts, 'unit', unit),
		() => (team === null ? ACCEPTED : knownTeam(facts, team))
	);
}

function judgeUnit(unit: DefinitionOf<'unit'>, facts: Facts): Verdict {
	const { region, calendar, portalTeam = null } = unit;
	return every(
		() => knownEntry(facts, 'region', region),
		() => knownEntry(facts, 'calendar', calendar),
		() => (portalTeam === null ? ACCEPTED : knownTeam(facts, portalTeam))
	);
}

function judgeTemplate({ team, texts }: DefinitionOf<'template'>, facts: Facts): Verdict {
	if (Object.keys(texts).length === 0) return refused('needs-text');
	return team === null ? ACCEPTED : knownTeam(facts, team);
}

/** What a macro sets must be there to be set; merging is the only way into the merged status. */
function judgeMacro({ team, steps }: DefinitionOf<'macro'>, facts: Facts): Verdict {
	if (steps.length === 0) return refused('needs-text');
	return every(...steps.map((step) => () => judgeStep(step, facts)), () =>
		team === null ? ACCEPTED : knownTeam(facts, team)
	);
}

function judgeStep(step: Step, facts: Facts): Verdict {
	switch (step.set) {
		case 'status': {
			const { code } = step.value;
			return code === MERGED_STATUS
				? unknownEntry('status', code)
				: knownEntry(facts, 'status', code);
		}
		case 'priority':
		case 'type':
			return knownEntry(facts, step.set, step.value);
		case 'custom':
			return judgeCustom(step.value, facts);
		case 'followUp':
			return judgePlanned(step.value, facts);
		default:
			return ACCEPTED;
	}
}

function unknownEntry(catalogue: string, code: string): Verdict {
	return refused('unknown-entry', { catalogue, code });
}
