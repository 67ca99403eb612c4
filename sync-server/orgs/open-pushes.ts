import { createPushEffects, pushesOf } from '../channels/push/push-effects.ts';
import type { Push } from '../channels/push/push.ts';
import type { PortalStreams } from '../channels/portal/streams.ts';
import type { OrgUnit, OrgUnitOptions } from '../pipeline/org-unit.ts';
import { repeated, type RepeatedParts } from './repeated.ts';

/** Tells browsers of an organisation's requesters what is new while they look at nothing of it. */
export function openPushes(
	org: string,
	{ push: pushOf, now, after, report }: RepeatedParts & { readonly push?: () => Push },
	isServed: () => boolean
) {
	const follow: NonNullable<OrgUnitOptions['moreEffects']> = (world, touched) => {
		const push = pushOf?.();
		const subscribed = (person: string) => push?.subscribed(org, person) ?? [];
		return pushesOf(world, touched, { nowMs: now(), subscribed });
	};
	return {
		/** What follows from a commit. */
		follow,
		/** Gives what runs all that is due, which wakes by itself. */
		start({ world, effects }: OrgUnit, portal: PortalStreams): () => void {
			const push = pushOf?.();
			if (push === undefined) return () => undefined;
			const onSettled = () => run();
			const pushes = createPushEffects({ world, effects, now, push, portal, onSettled });
			const run = repeated({ now, after, report }, () => (isServed() ? pushes.run() : undefined));
			return run;
		}
	};
}
