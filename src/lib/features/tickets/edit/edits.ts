import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { Filled } from '#lib/domain/catalogue/fill.ts';
import type { Step } from '#lib/domain/catalogue/steps.decode.ts';
import { entityRef, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import {
	planCustom,
	planElement,
	planField,
	planStatus,
	planTake,
	planTransfer,
	type Target
} from '../deeds.ts';

/** One thing to be done to tickets: a step of a macro whose *me* is known, or what only people choose. */
export type Edit =
	| Exclude<Step, { readonly set: 'assignee' }>
	| { readonly set: 'assignee'; readonly value: PersonId | null }
	| { readonly set: 'team'; readonly value: TeamId }
	| { readonly set: 'custom'; readonly value: BodyOf<'ticket.custom'> };

/** The steps of a macro as somebody's edits. */
export function editsOf(steps: readonly Step[], me: PersonId): Edit[] {
	return steps.map((step) =>
		step.set === 'assignee' ? { set: step.set, value: step.value === 'me' ? me : null } : step
	);
}

export interface EditPlace {
	readonly me: PersonId;
	readonly catalogue: Catalogue;
	/** Fills words in for a ticket. */
	readonly fill: (words: string, target: Target) => Filled;
}

/** What edits would change in one ticket, and what is missing for the words to be sent. */
export interface EditPlan {
	readonly changes: readonly PlannedChange[];
	readonly unknown: readonly string[];
}

/** The changes that edits come to in one ticket; what is so already needs none. */
export function planEdits(target: Target, edits: readonly Edit[], place: EditPlace): EditPlan {
	const changes: PlannedChange[] = [];
	const unknown: string[] = [];
	const filled = (words: string) => {
		const { text, unknown: gaps } = place.fill(words, target);
		unknown.push(...gaps);
		return text;
	};
	for (const edit of inOrder(edits, place.catalogue))
		changes.push(...planEdit(target, edit, place, filled));
	return { changes, unknown };
}

/** A ticket is reopened before anything else is done to it, and finished after. */
function inOrder(edits: readonly Edit[], catalogue: Catalogue): Edit[] {
	const turn = (edit: Edit): number => {
		if (edit.set !== 'status') return 0;
		return catalogue.find('status', edit.value.code)?.class === 'done' ? 1 : -1;
	};
	return edits.toSorted((a, b) => turn(a) - turn(b));
}

function planEdit(
	target: Target,
	edit: Edit,
	{ me, catalogue }: EditPlace,
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
			return status === undefined ? [] : planStatus([target], status, said);
		}
		case 'priority':
			return field({ field: 'priority', value: edit.value }, target.priority);
		case 'type':
			return field({ field: 'type', value: edit.value }, target.type);
		case 'category':
			return field({ field: 'category', value: edit.value }, target.category);
		case 'assignee':
			return edit.value === me
				? planTake([target], me)
				: field({ field: 'assignee', value: edit.value }, target.assignee);
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
				: // A row does not say which reply was the last: then nobody was overlooked knowingly.
					{ kind: 'public', text, ...(head !== undefined && { head }) }
	};
}
