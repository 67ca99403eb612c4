import type { FollowUpChange } from '#lib/domain/changes/lift-follow-up.ts';
import { isStanding, type FollowUpPlan } from '#lib/domain/follow-ups/follow-ups.ts';

/** The follow-ups of a row with a change of mine on top, by their time. */
export function overlayFollowUps(
	plans: readonly FollowUpPlan[],
	change: FollowUpChange
): FollowUpPlan[] {
	const next =
		change.type === 'ticket.add-follow-up'
			? [...plans, newPlan(change)]
			: plans.flatMap((plan) => (plan.id === change.body.followUp ? changed(plan, change) : plan));
	return next.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

function newPlan({
	id,
	by,
	body: { at, kind, person }
}: Extract<FollowUpChange, { type: 'ticket.add-follow-up' }>): FollowUpPlan {
	return { id, atMs: at, kind, person: person ?? by };
}

/** What is planned again comes back with the server's row, which alone knows all of it. */
function changed(
	plan: FollowUpPlan,
	{ body }: Extract<FollowUpChange, { type: 'ticket.follow-up' }>
): FollowUpPlan[] {
	switch (body.field) {
		case 'at':
			return [{ ...plan, atMs: body.value }];
		case 'person':
			return [{ ...plan, person: body.value }];
		case 'state':
			return isStanding({ state: body.value.state }) ? [plan] : [];
		default:
			return [plan];
	}
}
