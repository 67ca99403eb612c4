import type { Cells } from '../crdt/cells.ts';
import { isContactChange, liftContact, type ContactChange } from './lift-contact.ts';
import { isFollowUpChange, liftFollowUp, type FollowUpChange } from './lift-follow-up.ts';
import { isIssueChange, liftIssue, type IssueChange } from './lift-issue.ts';
import { isVisitChange, liftVisit, type VisitChange } from './lift-visit.ts';
import type { TypedChange } from './typed.ts';

/** A change about what stands around a ticket: visits, follow-ups, issues elsewhere, and who asks. */
export type OutlyingChange = VisitChange | FollowUpChange | ContactChange | IssueChange;

/** The cells that such a change writes. */
export function liftOutlying(change: OutlyingChange): Cells {
	if (isVisitChange(change)) return liftVisit(change);
	if (isFollowUpChange(change)) return liftFollowUp(change);
	return isContactChange(change) ? liftContact(change) : liftIssue(change);
}

/** Whether a change is about what stands around a ticket. */
export function isOutlyingChange(change: TypedChange): change is OutlyingChange {
	return [isVisitChange, isFollowUpChange, isContactChange, isIssueChange].some((is) => is(change));
}
