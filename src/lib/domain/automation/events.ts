import type { TypedChange } from '../changes/typed.ts';
import { lift } from '../changes/lift.ts';
import { ownCell, type Cells } from '../crdt/cells.ts';
import { CHANGEABLE, type Trigger } from './rule-parts.decode.ts';

type Changeable = (typeof CHANGEABLE)[number];

/** What happened to a ticket, as far as a trigger can ask for it. */
export type Event =
	| { readonly on: 'created'; readonly by: 'customer' | 'staff'; readonly text: string }
	| { readonly on: 'message'; readonly by: 'customer' | 'staff' | 'note'; readonly text: string }
	| { readonly on: 'changed'; readonly fields: readonly Changeable[] }
	| { readonly on: 'alert'; readonly kind: 'warning' | 'late' };

type Said = Extract<TypedChange, { type: 'message.add' }>['body'];

const speaker = ({ side, mail }: Pick<Said, 'side' | 'mail'>): 'customer' | 'staff' =>
	side === 'customer' || mail !== undefined ? 'customer' : 'staff';

/** What a change did to a ticket; undefined when no trigger asks for it. */
export function eventOf(change: TypedChange): Event | undefined {
	switch (change.type) {
		case 'ticket.create': {
			const { message } = change.body;
			const by = message === undefined ? 'staff' : speaker(message);
			return { on: 'created', by, text: message?.text ?? '' };
		}
		case 'message.add': {
			const { kind, text } = change.body;
			return { on: 'message', by: kind === 'note' ? 'note' : speaker(change.body), text };
		}
		case 'ticket.alert':
			return { on: 'alert', kind: change.body.kind };
		default: {
			const fields = fieldsOf(change);
			return fields.length > 0 ? { on: 'changed', fields } : undefined;
		}
	}
}

/** What was said in an event; empty where it is not about words. */
export function saidIn(event: Event | undefined): string {
	return event?.on === 'created' || event?.on === 'message' ? event.text : '';
}

function fieldsOf(change: TypedChange): readonly Changeable[] {
	switch (change.type) {
		case 'ticket.field':
			return CHANGEABLE.filter((field) => field === change.body.field);
		case 'ticket.element':
			return change.body.set === 'tags' ? ['tags'] : [];
		case 'ticket.state':
		case 'ticket.approve':
		case 'ticket.reject':
		case 'ticket.merge':
		case 'ticket.unmerge':
			return ['status'];
		case 'ticket.take':
			return change.body.begins === undefined ? ['assignee'] : ['assignee', 'status'];
		case 'ticket.assign':
			return ['assignee'];
		case 'ticket.transfer':
			return ['team'];
		default:
			return [];
	}
}

/** Whether an event is one that a trigger waits for. */
export function isAwaited(trigger: Trigger, event: Event): boolean {
	switch (event.on) {
		case 'created':
			return (
				trigger.on === 'created' && (trigger.value === 'anybody' || trigger.value === event.by)
			);
		case 'message':
			return trigger.on === 'message' && trigger.value === event.by;
		case 'changed':
			return trigger.on === 'changed' && event.fields.includes(trigger.value);
		case 'alert':
			return trigger.on === 'alert' && trigger.value === event.kind;
	}
}

/** Whether what a change wrote stands in the cells: what came too late to count is no event. */
export function hasWon(change: TypedChange, cells: Cells): boolean {
	const written = Object.keys(lift(change)).filter((key) => !key.startsWith('m/'));
	return written.length === 0 || written.some((key) => ownCell(cells, key)?.[1] === change.at);
}
