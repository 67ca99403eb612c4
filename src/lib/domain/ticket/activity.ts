import { isAutomation, type ChangeType } from '../changes/change.ts';
import type { TypedChange } from '../changes/typed.ts';

/** The kinds of what people do to tickets, as somebody asks for them. */
export const ACTIVITY_KINDS = [
	'created',
	'said',
	'status',
	'assigned',
	'details',
	'planned',
	'deadlines',
	'rated'
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** That something was looked at or has arrived is nothing that anybody does. */
type AboutTicket = Exclude<
	Extract<ChangeType, `ticket.${string}` | `message.${string}`>,
	'ticket.seen' | 'message.delivery'
>;

const KIND_OF: Readonly<Record<AboutTicket, ActivityKind>> = {
	'ticket.create': 'created',
	'ticket.field': 'details',
	'ticket.element': 'details',
	'ticket.custom': 'details',
	'ticket.state': 'status',
	'ticket.approve': 'status',
	'ticket.reject': 'status',
	'ticket.add-task': 'planned',
	'ticket.task': 'planned',
	'ticket.add-visit': 'planned',
	'ticket.visit': 'planned',
	'ticket.visit-item': 'planned',
	'ticket.add-follow-up': 'planned',
	'ticket.follow-up': 'planned',
	'ticket.merge': 'status',
	'ticket.unmerge': 'status',
	'ticket.remove': 'status',
	'ticket.take': 'assigned',
	'ticket.transfer': 'assigned',
	'ticket.alert': 'deadlines',
	'ticket.on-call': 'deadlines',
	'ticket.assign': 'assigned',
	'ticket.rate': 'rated',
	'ticket.ask-issue': 'details',
	'ticket.issue': 'details',
	'message.add': 'said',
	'message.edit': 'said',
	'message.retract': 'said',
	'message.split': 'said'
};

const isAboutTicket = (type: string): type is AboutTicket => Object.hasOwn(KIND_OF, type);

/** The kind of a change to a ticket; undefined for any other. */
export function activityKind(change: TypedChange): ActivityKind | undefined {
	if (!isAboutTicket(change.type)) return undefined;
	// Giving it to somebody is a field of its own.
	const isGiven = change.type === 'ticket.field' && change.body.field === 'assignee';
	return isGiven ? 'assigned' : KIND_OF[change.type];
}

/** The types that changes of a kind may have; of all kinds without one. */
export function typesOfKind(kind: ActivityKind | undefined): readonly ChangeType[] {
	const all = Object.keys(KIND_OF).filter(isAboutTicket);
	if (kind === undefined) return all;
	return all.filter(
		(type) => KIND_OF[type] === kind || (kind === 'assigned' && type === 'ticket.field')
	);
}

/** A message that was said in a ticket: to whom, or by whom. */
export type Said = 'reply' | 'note' | 'asked';

/** What a change says; undefined where it adds no message to a ticket that was there. */
export function saidIn(change: TypedChange): Said | undefined {
	if (change.type !== 'message.add') return undefined;
	const { kind, side, mail } = change.body;
	if (kind === 'note') return 'note';
	// Mail that was brought in by itself is what somebody outside wrote.
	return side === 'customer' || (mail !== undefined && isAutomation(change.by)) ? 'asked' : 'reply';
}
