import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { VisitPlan } from '#lib/domain/visits/visits.ts';

type PlanChange = Extract<TypedChange, { type: 'ticket.add-visit' | 'ticket.visit' }>;

/** The planned visits of a row with a change of mine on top, by their windows. */
export function overlayPlans(plans: readonly VisitPlan[], change: PlanChange): VisitPlan[] {
	const next =
		change.type === 'ticket.add-visit'
			? [...plans, newPlan(change)]
			: plans.flatMap((plan) => (plan.id === change.body.visit ? changed(plan, change) : plan));
	return next.sort((a, b) => a.window.from - b.window.from || (a.id < b.id ? -1 : 1));
}

function newPlan({ id, body }: Extract<PlanChange, { type: 'ticket.add-visit' }>): VisitPlan {
	const { window, technician, address = null } = body;
	return { id, window, technician, address, order: null, state: 'planned' };
}

function changed(
	plan: VisitPlan,
	{ body }: Extract<PlanChange, { type: 'ticket.visit' }>
): VisitPlan[] {
	switch (body.field) {
		case 'window':
			return [{ ...plan, window: body.value }];
		case 'technician':
			return [{ ...plan, technician: body.value }];
		case 'address':
			return [{ ...plan, address: body.value }];
		case 'order':
			return [{ ...plan, order: body.value }];
		case 'state':
			return [{ ...plan, state: body.value.state }];
		case 'removed':
			return body.value ? [] : [plan];
		default:
			return [plan];
	}
}
