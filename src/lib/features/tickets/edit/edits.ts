import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import type { Filled } from '#lib/domain/catalogue/fill.ts';
import type { Step } from '#lib/domain/catalogue/steps.decode.ts';
import { entityRef, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import {
	planAssign,
	planCustom,
	planElement,
	planField,
	planStatus,
	planTake,
	planTransfer,
	type Target
} from '../deeds.ts';
import { planNew } from '../follow-ups/follow-up-plan.ts';
import { withChange } from './standing.ts';

/** One thing to be done to tickets: a step of a macro whose *me* is known, or what only people choose. */
export type Edit =
	| Exclude<Step, { readonly set: 'assignee' | 'followUp' }>
	| { readonly set: 'assignee'; readonly value: PersonId | null }
	| { readonly set: 'team'; readonly value: TeamId }
	| { readonly set: 'followUp'; readonly value: Planned };

type PlannedStep = Extract<Step, { readonly set: 'followUp' }>['value'];
type Planned = Omit<PlannedStep, 'who'> & { readonly who?: PersonId | 'assignee' };

/** The steps of a macro as somebody's edits. */
export function editsOf(steps: readonly Step[], me: PersonId): Edit[] {
	return steps.map((step) => {
		const { set, value } = step;
		if (set === 'assignee') return { set, value: value === 'me' ? me : null };
		if (set !== 'followUp') return step;
		const { who, ...planned } = value;
		return { set, value: { ...planned, ...(who && { who: who === 'me' ? me : who }) } };
	});
}

export interface EditPlace {
	readonly me: PersonId;
	readonly catalogue: Catalogue;
	readonly nowMs: number;
	/** The language of the screen, in which templates speak. */
	readonly language: string;
	/** Fills words in for a ticket. */
	readonly fill: (words: string, target: Target) => Filled;
}

/** What edits would change in one ticket, and what is missing for the words to be sent. */
export interface EditPlan {
	readonly changes: readonly PlannedChange[];
	readonly unknown: readonly string[];
}

/** The changes that edits come to in one ticket, one after the other; what is so already needs none. */
export function planEdits(target: Target, edits: readonly Edit[], place: EditPlace): EditPlan {
	const changes: PlannedChange[] = [];
	const unknown: string[] = [];
	const isStatusSaid = edits.some((edit) => edit.set === 'status');
	let standing = target;
	const filled = (words: string) => {
		const { text, unknown: gaps } = place.fill(words, standing);
		unknown.push(...gaps);
		return text;
	};
	const plan = (edit: Edit): PlannedChange[] => {
		if (edit.set === 'followUp') return planFollowUp(standing, edit.value, place, filled);
		if (edit.set !== 'assignee') return planEdit(standing, edit, place, filled);
		// Taking begins, and giving back ends that, unless something else is said of the status.
		return planAssignee(isStatusSaid ? { ...standing, status: '' } : standing, edit.value, place);
	};
	for (const edit of inOrder(edits, place.catalogue)) {
		const made = plan(edit);
		changes.push(...made);
		standing = made.reduce((before, change) => withChange(before, change, place.me), standing);
	}
	return { changes, unknown };
}

/**
 * A ticket is reopened before anything else is done to it, and finished after. What is planned is
 * planned for whoever has it then.
 */
function inOrder(edits: readonly Edit[], catalogue: Catalogue): Edit[] {
	const turn = (edit: Edit): number => {
		if (edit.set === 'followUp') return 1;
		if (edit.set !== 'status') return 0;
		return catalogue.find('status', edit.value.code)?.class === 'done' ? 2 : -1;
	};
	return edits.toSorted((a, b) => turn(a) - turn(b));
}

/** Nobody is reminded where nobody has the ticket. */
function planFollowUp(
	target: Target,
	{ kind, minutes, words, who, template, keep = false }: Planned,
	{ catalogue, nowMs, language }: EditPlace,
	filled: (words: string) => string
): PlannedChange[] {
	const person = who === 'assignee' ? target.assignee : (who ?? null);
	if (kind === 'remind' && person === null) return [];
	const texts = template === undefined ? undefined : catalogue.find('template', template)?.texts;
	const said = filled(texts === undefined ? words : nameIn(texts, language));
	const atMs = nowMs + minutes * 60_000;
	return planNew([target], { kind, atMs, words: said, person: person ?? '', keep });
}

function planAssignee(target: Target, person: PersonId | null, place: EditPlace): PlannedChange[] {
	const taker = { me: { person: place.me }, catalogue: place.catalogue };
	return person === place.me ? planTake([target], taker) : planAssign([target], person, taker);
}

function planEdit(
	target: Target,
	edit: Exclude<Edit, { readonly set: 'followUp' | 'assignee' }>,
	{ catalogue }: EditPlace,
	filled: (words: string) => string
): PlannedChange[] {
	const field = (body: Parameters<typeof planField>[1], current: string | null) =>
		planField([target], body, () => current);
	switch (edit.set) {
		case 'status': {
			const status = catalogue.find('status', edit.value.code);
			const { words } = edit.value;
			const { requires = null } = status ?? {};
			const said = requires && words ? { [requires]: filled(words) } : {};
			const isSo = status === undefined || target.status === status.code;
			return isSo ? [] : planStatus([target], status, said);
		}
		case 'priority':
			return field({ field: 'priority', value: edit.value }, target.priority);
		case 'type':
			return field({ field: 'type', value: edit.value }, target.type);
		case 'category':
			return field({ field: 'category', value: edit.value }, target.category);
		case 'team':
			return planTransfer([target], edit.value);
		case 'addTag':
		case 'removeTag': {
			const present = edit.set === 'addTag';
			return planElement([target], { set: 'tags', element: edit.value, present });
		}
		case 'custom':
			return planCustom([target], edit.value);
		case 'note':
		case 'reply':
			return [messageOf(target, edit.set, filled(edit.value))];
	}
}

function messageOf(target: Target, kind: 'note' | 'reply', text: string): PlannedChange {
	const { head } = target;
	return {
		type: 'message.add',
		target: entityRef('ticket', target.id),
		body:
			kind === 'note'
				? { kind, text }
				: // It waits a moment, so that undo comes before it is out. A row does not say which reply was
					// the last: then nobody was overlooked knowingly.
					{ kind: 'public', text, hold: true, ...(head !== undefined && { head }) }
	};
}
