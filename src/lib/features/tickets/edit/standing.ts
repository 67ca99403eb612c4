import { BEGUN_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import type { FieldBody, Target } from '../deeds.ts';

/** A ticket as it stands after a change, for what is done to it next. */
export function withChange(target: Target, change: PlannedChange, me: PersonId): Target {
	switch (change.type) {
		case 'ticket.field':
			return withField(target, change.body);
		case 'ticket.custom': {
			const { field, value } = change.body;
			return { ...target, custom: { ...target.custom, [field]: value } };
		}
		case 'ticket.take': {
			const isBegun = change.body.begins !== undefined;
			return { ...target, assignee: me, ...(isBegun && { status: BEGUN_STATUS }) };
		}
		case 'ticket.transfer':
			return { ...target, team: change.body.team };
		case 'ticket.state': {
			const { status, round } = change.body;
			return { ...target, status, round, final: change.body.class === 'done' };
		}
		case 'ticket.element': {
			const { set, element, present } = change.body;
			if (set !== 'tags') return target;
			const others = target.tags.filter((tag) => tag !== element);
			return { ...target, tags: present ? [...others, element] : others };
		}
		default:
			return target;
	}
}

function withField(target: Target, body: FieldBody): Target {
	switch (body.field) {
		case 'priority':
			return { ...target, priority: body.value };
		case 'type':
			return { ...target, type: body.value };
		case 'category':
			return { ...target, category: body.value };
		case 'assignee':
			return { ...target, assignee: body.value };
		default:
			return target;
	}
}
