import type { Cells } from '../crdt/cells.ts';
import type { TypedChange } from './typed.ts';

/** The register that says who wanted an issue in another system for a ticket. */
export const ISSUE_ASKED = 'issueAsked';
/** The register of what is known of that issue. */
export const ISSUE = 'issue';

/** A change about the issue of a ticket in another system. */
export type IssueChange = Extract<TypedChange, { type: 'ticket.ask-issue' | 'ticket.issue' }>;

/** Whether a change is about the issue of a ticket in another system. */
export function isIssueChange(change: TypedChange): change is IssueChange {
	return change.type === 'ticket.ask-issue' || change.type === 'ticket.issue';
}

/** The cells that such a change writes. */
export function liftIssue(change: IssueChange): Cells {
	const { at, by } = change;
	return change.type === 'ticket.issue'
		? { [ISSUE]: [change.body.record, at] }
		: { [ISSUE_ASKED]: [by, at] };
}
